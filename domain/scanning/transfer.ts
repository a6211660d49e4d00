import type { Address, BlockHash, TxHash } from '../address.ts';
import type { BaseUnits } from '../money.ts';
import type { ChainId, CurrencyCode, NativeSource } from '../registry.ts';
import type { DestinationLog } from '../sweeping/destination.ts';

/**
 * The route by which money came: a transaction's own value, a token's log, a call inside a transaction, or a
 * validator's withdrawal (EIP-4895), which no transaction moves.
 */
export type TransferKind = 'native' | 'token' | 'internal' | 'withdrawal';

/** The route by which a deposit came, for people; `balance` if only the purse's balance shows it. */
export const depositRoutes = ['native', 'token', 'internal', 'withdrawal', 'balance'] as const;
export type DepositRoute = (typeof depositRoutes)[number];

export function routeOf({ kind, ordinal }: Pick<Transfer, 'kind' | 'ordinal'>): DepositRoute {
  return ordinal === balanceOrdinal ? 'balance' : kind;
}

/** What showed a coin's transfer: one of the sources by which blocks are read, or a balance. */
export type CoinSource = NativeSource | 'balance';

/** The ordinal of a transfer that only a balance shows: there is one for each block and purse. */
export const balanceOrdinal = 'balance';

/** One transfer of a listed currency, as a block or the pending pool shows it. */
export interface Transfer {
  readonly txHash: TxHash;
  readonly kind: TransferKind;
  /**
   * `0` for native; the log's position inside its receipt; the index of the withdrawal. For internal, `#n`:
   * the n-th transfer of this amount to this recipient in its transaction, which every source counts alike.
   */
  readonly ordinal: string;
  readonly currency: CurrencyCode;
  readonly from: Address;
  readonly to: Address;
  readonly amount: BaseUnits;
}

/** A block's place in its chain. */
export interface BlockHeader {
  readonly chainId: ChainId;
  readonly number: number;
  readonly hash: BlockHash;
  readonly parentHash: BlockHash;
  readonly minedAt: Date;
}

/** A transfer that the pending pool forecasts. */
export interface PendingTransfer extends Transfer {
  /** The sender's nonce: of all its transactions with this nonce, only one is mined. */
  readonly nonce: number;
}

/** A transfer that is not credited: its token or coin is not listed, or is listed as refused. */
export interface UnlistedTransfer {
  readonly txHash: TxHash;
  /** The contract that emitted it; null for a native coin that no listed currency stands for. */
  readonly contract: Address | null;
  readonly from: Address;
  readonly to: Address;
  /** Base units of unknown decimals; the token's id for an ERC-721. */
  readonly value: bigint;
}

/** Who sent a transaction of a block. */
export interface ScannedTransaction {
  readonly hash: TxHash;
  readonly from: Address;
  /** Null if the node gives none: some chains have transactions of their own kinds. */
  readonly nonce: number | null;
}

/** A block with all transfers in it, whoever receives them. */
export interface ScannedBlock extends BlockHeader {
  /** How coins were looked for in it. */
  readonly source: NativeSource;
  readonly transfers: readonly Transfer[];
  readonly unlisted: readonly UnlistedTransfer[];
  /** In their order, whatever they do. */
  readonly transactions: readonly ScannedTransaction[];
  /** Of any contract. */
  readonly destinationLogs: readonly DestinationLog[];
  /** Covers every receipt of the block: a second pass rebuilds it. */
  readonly receiptsRoot: BlockHash;
}
