/** What test mode can be asked for: the nouns that its routes, its commands and the testkit share. */
import type { TxHash } from './address.ts';
import type { AccountId, ReceiverId } from './ids.ts';
import type { BaseUnits } from './money.ts';
import type { Currency, Network } from './registry.ts';

/**
 * How a test payment is made. Payments by the ways after `batch` are never credited as the requested
 * currency.
 */
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

/**
 * What the local stack's list says about the payer: nothing, that it is sanctioned, or that a person must
 * look.
 */
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

/** Why the payment cannot be made in this way, and the field at fault; undefined if it can. */
export function refusalOf({
  via,
  verdict,
  isNative,
}: {
  readonly via: PaymentWay;
  readonly verdict: PayerVerdict;
  readonly isNative: boolean;
}): { readonly field: 'via' | 'verdict'; readonly message: string } | undefined {
  // A payment through a contract comes from the contract, which no list names.
  if (verdict !== 'approve' && via !== 'direct') {
    return { field: 'verdict', message: `${verdict} works with direct payments only` };
  }
  if ((via === 'internal' || via === 'self-destruct') && !isNative) {
    return { field: 'via', message: `${via} works with native coins only` };
  }
  if (via === 'look-alike' && isNative) return { field: 'via', message: 'look-alike works with tokens only' };
  return undefined;
}

export interface WantedReorg {
  /** How many blocks leave the chain. */
  readonly depth: number;
  /** How many blocks replace them; by default one more than `depth`. 0 makes the chain shorter. */
  readonly blocks?: number | undefined;
  /** Transactions that do not come back. */
  readonly without: readonly string[];
  /** If given, only these transactions come back. */
  readonly keep?: readonly string[] | undefined;
  /** The other transactions come back after the new blocks, not in them. */
  readonly withhold: boolean;
}

/** The alternative to `WantedReorg`: what the last reorg removed comes back, hash for hash. */
export interface WantedRestore {
  readonly restore: true;
}

/** Faults of a test chain's endpoint that give false answers. */
const answerFaults = [
  /** `eth_getLogs` returns no logs. */
  'empty_logs',
  /** `eth_getLogs` omits one log. */
  'drop_log',
  /** The head is `blocks` blocks behind, or stuck at `height`. Blocks above it are unknown. */
  'stale_head',
  /** `eth_chainId` and `net_version` return `chainId`, by default the right id plus one. */
  'wrong_chain_id',
  /** A log in a receipt has other data. */
  'altered_receipt',
  /** A block and its receipts lack the last transaction. */
  'missing_transaction',
  /** A block's `logsBloom` is empty; if it was empty, it has a bit too many. */
  'wrong_bloom',
  /** States of blocks that are more than `blocks` blocks old are refused, as full nodes do: balances, calls and traces. */
  'pruned_state',
  /** Blocks that are more than `blocks` blocks old are refused with their receipts and logs. */
  'pruned_history',
] as const;
/** Faults of a test chain's endpoint that give no proper answer. */
export const transportFaults = [
  /** HTTP 429 with Retry-After; the calls are not carried out. */
  'rate_limit',
  /** HTTP 502 with a page of HTML; the calls are not carried out. */
  'server_error',
  /** The calls are carried out, but only half of the answer arrives. */
  'truncated',
  /** The calls are carried out, but the connection ends without an answer. */
  'disconnect',
  /** The answer comes `ms` later. */
  'delay',
] as const;
export const faultKinds = [...answerFaults, ...transportFaults] as const;

/** A requested fault. The testkit supplies what is left out. */
export interface WantedFault {
  readonly kind: (typeof faultKinds)[number];
  /** The share of calls that the fault hits, from 0 to 1. */
  readonly rate?: number | undefined;
  readonly seed?: number | undefined;
  readonly methods?: readonly string[] | undefined;
  /** The fault ends after this many hits. */
  readonly count?: number | undefined;
  readonly blocks?: number | undefined;
  readonly height?: number | undefined;
  readonly ms?: number | undefined;
  readonly chainId?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** A transaction that takes the place of a pending one: it pays `to`, or by default pays the sender. */
export interface WantedReplacement {
  readonly transactionHash: TxHash;
  readonly to?: string | undefined;
  /** Of the network's own coin. */
  readonly amount: BaseUnits;
}

/**
 * What the testkit's compliance provider does. `wrong` answers about another deposit; `malformed` does not
 * answer with JSON.
 */
export const providerBehaviours = ['right', 'silent', 'slow', 'failing', 'wrong', 'malformed'] as const;

export interface ProviderBehaviour {
  readonly behaviour: (typeof providerBehaviours)[number];
  /** `slow`: how long the answer takes, in ms. */
  readonly delayMs?: number | undefined;
  /** `failing`: the HTTP status. */
  readonly status?: number | undefined;
  /** The verdict on every deposit; by default, what the local stack's list says about the payer. */
  readonly verdict?: 'approve' | 'decline' | 'review' | undefined;
}

/** How a webhook receiver answers every call. */
export interface ReceiverBehaviour {
  readonly status: number;
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined;
  /** How long the answer takes, in ms. */
  readonly delayMs?: number | undefined;
}

/** A receiver: its owner, and its id. */
export interface OwnReceiver {
  readonly accountId: AccountId;
  readonly id: ReceiverId;
}
