import type { Address, TxHash } from '../address.ts';
import type { ChainId, NetworkCode } from '../registry.ts';
import type { SkippedItem } from '../sweeping/sweep.ts';
import type { Fees } from './fees.ts';

/** The nonces of one sender on one network. Each is decided once, by a row (rules of money, 13). */
export interface LaneId {
  readonly chainId: ChainId;
  readonly sender: Address;
}

export interface Lane extends LaneId {
  readonly network: NetworkCode;
  /** The next nonce that the lane gives away. All lower ones are taken. */
  readonly nextNonce: number;
  /** Why nothing is signed until a person has decided; null if the lane is open. */
  readonly stopped: LaneStop | null;
}

export interface LaneStop {
  readonly code: LaneStopCode;
  readonly detail: string;
}

/** Why nothing is signed. But for `paused`, the chain shows what no row explains, and only a person can say what it was. */
export type LaneStopCode =
  /** A person stopped it. */
  | 'paused'
  /** The chain has used a nonce that the lane never gave away: an older database was restored, or the key is used elsewhere. */
  | 'chain_is_past'
  /** The node's pool holds a transaction with such a nonce. */
  | 'pool_is_past'
  /** A block holds a transaction of the sender that the lane never signed. */
  | 'unknown_transaction'
  /** Something left a purse without a transaction of ours, or its code or nonce changed: a finding says what. */
  | 'unexplained_outflow';

/** What a nonce is used for. An intent gets one nonce, and never a second one. */
export interface Intent {
  readonly kind: IntentKind;
  /** The id of the row that asks for the movement; unique within its kind. */
  readonly id: string;
}

/** `operator`: what the operator says to a contract of ours: deploy, pause, disable a destination. */
export const intentKinds = ['sweep', 'top_up', 'payout', 'rescue', 'operator'] as const;
export type IntentKind = (typeof intentKinds)[number];

/**
 * `sent`: signed, and perhaps on its way. `mined`: one of its attempts is in a block; a reorg takes it back to
 * `sent`. `final`: that block is final, and the nonce is over.
 */
export type SendStatus = 'sent' | 'mined' | 'final';

/** One nonce of a lane, and what became of it. */
export interface Send {
  readonly nonce: number;
  /** Null if the nonce was filled with nothing, because a later one waited for it. */
  readonly intent: Intent | null;
  readonly status: SendStatus;
  /** What is in the block: one of the attempts, or what a person matched. Null while it is in none. */
  readonly minedHash: TxHash | null;
  /** The intent is no longer due, so that the nonce must be used by nothing. */
  readonly withdrawn: boolean;
  /** From the first to the last. At most one of them is ever mined, as they have one nonce. */
  readonly attempts: readonly Attempt[];
}

/** One signed transaction for a nonce. */
export interface Attempt {
  readonly hash: TxHash;
  /** The signed bytes, `0x…`. */
  readonly raw: string;
  /** It moves nothing: it is sent to the sender itself. */
  readonly isEmpty: boolean;
  readonly fees: Fees;
  readonly gasLimit: bigint;
  /** Native coins that it moves, in wei. */
  readonly value: bigint;
  readonly signedAt: Date;
}

/** A transaction of a lane's sender, as its block and its receipt show it. */
export interface OutgoingTransaction {
  readonly sender: Address;
  readonly nonce: number;
  readonly hash: TxHash;
  readonly succeeded: boolean;
  readonly gasUsed: bigint;
  /** All that the sender paid for it, in wei: with what an L2 adds for the chain below it. */
  readonly fee: bigint;
  /** What the called contract says that it skipped, in the order of its logs; of a sweep, the items that moved nothing. */
  readonly skipped: readonly SkippedItem[];
}
