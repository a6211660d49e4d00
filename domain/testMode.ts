/** What test mode can be asked for: the nouns that its routes, its commands and the testkit share. */
import type { TxHash } from './address.ts';
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
  // Within a contract the deposit comes from the contract, which no list names.
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
  /** How many others come; one more than leave unless it is said. 0 makes the chain shorter. */
  readonly blocks?: number | undefined;
  /** Transactions that do not come back. */
  readonly without: readonly string[];
  /** The only transactions that come back, where it is given. */
  readonly keep?: readonly string[] | undefined;
  /** The others come back once the new blocks are there, and not in them. */
  readonly withhold: boolean;
}

/** Instead of that: what the last reorg took away comes back, hash for hash. */
export interface WantedRestore {
  readonly restore: true;
}

/** What a test chain's endpoint can do wrong. These answer falsely. */
const answerFaults = [
  /** `eth_getLogs` answers with none. */
  'empty_logs',
  /** `eth_getLogs` leaves one out. */
  'drop_log',
  /** The head is `blocks` blocks behind, or stuck at `height`, and what is above it is unknown. */
  'stale_head',
  /** `eth_chainId` and `net_version` give `chainId`, or one more than is right. */
  'wrong_chain_id',
  /** The data of a log in a receipt is another. */
  'altered_receipt',
  /** The last transaction of a block is left out, of its receipts too. */
  'missing_transaction',
  /** A block's `logsBloom` is empty, or has a bit too many where it was empty. */
  'wrong_bloom',
] as const;
/** These do not answer properly. */
export const transportFaults = [
  /** HTTP 429 with Retry-After; the calls are not carried out. */
  'rate_limit',
  /** HTTP 502 with a page of HTML; the calls are not carried out. */
  'server_error',
  /** The calls are carried out, and half of the answer arrives. */
  'truncated',
  /** The calls are carried out, and the connection ends without an answer. */
  'disconnect',
  /** The answer comes `ms` later. */
  'delay',
] as const;
export const faultKinds = [...answerFaults, ...transportFaults] as const;

/** A fault as it is asked for; what is left out is as the testkit has it. */
export interface WantedFault {
  readonly kind: (typeof faultKinds)[number];
  /** The share of calls that it hits, from 0 to 1. */
  readonly rate?: number | undefined;
  readonly seed?: number | undefined;
  readonly methods?: readonly string[] | undefined;
  /** It ends after so many hits. */
  readonly count?: number | undefined;
  readonly blocks?: number | undefined;
  readonly height?: number | undefined;
  readonly ms?: number | undefined;
  readonly chainId?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** A pending transaction that another one takes the place of: paid to `to`, or nothing, to the sender. */
export interface WantedReplacement {
  readonly transactionHash: TxHash;
  readonly to?: string | undefined;
  /** Of the network's own coin. */
  readonly amount: BaseUnits;
}

/** What the testkit's compliance provider does: `wrong` answers about another deposit, `malformed` is no JSON. */
export const providerBehaviours = ['right', 'silent', 'slow', 'failing', 'wrong', 'malformed'] as const;

export interface ProviderBehaviour {
  readonly behaviour: (typeof providerBehaviours)[number];
  /** `slow`: how long it takes. */
  readonly delayMs?: number | undefined;
  /** `failing`: the HTTP status. */
  readonly status?: number | undefined;
  /** What it says of every deposit; left out, what the list of the local stack says of the payer. */
  readonly verdict?: 'approve' | 'decline' | 'review' | undefined;
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
