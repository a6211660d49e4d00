import type { Address, BlockHash, TxHash } from './address.ts';
import type { BaseUnits } from './money.ts';
import type { ChainId, CurrencyCode } from './registry.ts';

/** By what route money came: a transaction's own value, a token's log, or a call inside a transaction. */
export type TransferKind = 'native' | 'token' | 'internal';

/** The ordinal of a transfer that only a balance tells of: there is one for each block and purse. */
export const balanceOrdinal = 'balance';

/** One transfer of a listed currency, as a block or the pending pool shows it. */
export interface Transfer {
  readonly txHash: TxHash;
  readonly kind: TransferKind;
  /** `0` for native; the log's position inside its receipt; the trace path. */
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
  /** Of the sender: of all transactions with it one alone is mined. */
  readonly nonce: number;
}

/** A transfer of something that is not credited: a token or coin that is not listed, or is listed as refused. */
export interface UnlistedTransfer {
  readonly txHash: TxHash;
  /** The contract that emitted it; null for a native coin that no listed currency stands for. */
  readonly contract: Address | null;
  readonly from: Address;
  readonly to: Address;
  /** Base units of unknown decimals; the token's id for an ERC-721. */
  readonly value: bigint;
}

/** A block with all transfers in it, whoever they are for. */
export interface ScannedBlock extends BlockHeader {
  readonly transfers: readonly Transfer[];
  readonly unlisted: readonly UnlistedTransfer[];
  /** Covers every receipt of the block: what a second pass rebuilds. */
  readonly receiptsRoot: BlockHash;
}
