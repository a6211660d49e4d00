/** What test mode can be asked for: the nouns that its routes, its commands and the testkit share. */
import type { AccountId, ReceiverId } from './ids.ts';
import type { BaseUnits } from './money.ts';
import type { Currency, Network } from './registry.ts';

/** How a test payment is made. Those after `batch` are never credited as the currency that was asked for. */
export const paymentWays = [
  'direct',
  'internal',
  'self-destruct',
  'batch',
  'fee-token',
  'look-alike',
  'nft',
  'reverted',
] as const;
export type PaymentWay = (typeof paymentWays)[number];

/** What the local stack's list says of the payer: nothing, that it is sanctioned, or that a person must look. */
export const payerVerdicts = ['approve', 'decline', 'review'] as const;
export type PayerVerdict = (typeof payerVerdicts)[number];

/** Equal payments, `count` of them, from one payer. */
export interface TestPayment {
  readonly network: Network;
  readonly currency: Currency;
  /** Any case. */
  readonly to: string;
  readonly amount: BaseUnits;
  readonly via: PaymentWay;
  readonly verdict: PayerVerdict;
  readonly count: number;
}

/** Why the payment cannot be made so, and the field that says it; undefined where it can. */
export function refusalOf({
  via,
  verdict,
  isNative,
}: {
  readonly via: PaymentWay;
  readonly verdict: PayerVerdict;
  readonly isNative: boolean;
}): { readonly field: 'via' | 'verdict'; readonly message: string } | undefined {
  // Within a contract the deposit comes from the contract, of which no list says anything.
  if (verdict !== 'approve' && via !== 'direct') {
    return { field: 'verdict', message: `${verdict} is for direct payments` };
  }
  if ((via === 'internal' || via === 'self-destruct') && !isNative) {
    return { field: 'via', message: `${via} is for native coins` };
  }
  if (via === 'look-alike' && isNative) return { field: 'via', message: 'look-alike is for tokens' };
  return undefined;
}

export interface WantedReorg {
  /** How many blocks leave the chain. */
  readonly depth: number;
  /** Transactions that do not come back. */
  readonly without: readonly string[];
  /** The others come back once the new blocks are there, and not in them. */
  readonly withhold: boolean;
}

/** How a webhook receiver answers whatever it gets. */
export interface ReceiverBehaviour {
  readonly status: number;
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined;
  /** How long it takes to answer. */
  readonly delayMs?: number | undefined;
}

/** A receiver by its id, as its owner names it. */
export interface OwnReceiver {
  readonly accountId: AccountId;
  readonly id: ReceiverId;
}
