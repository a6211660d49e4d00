import type { Address, BlockHash, TxHash } from './address.ts';
import type { BaseUnits } from './money.ts';
import type { ChainId, CurrencyCode } from './registry.ts';

/** By what route money came: a transaction's own value, a token's log, or a call inside a transaction. */
export type TransferKind = 'native' | 'token' | 'internal';

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

/** A block with the transfers of listed currencies in it, whoever they are for. */
export interface ScannedBlock extends BlockHeader {
  readonly transfers: readonly Transfer[];
}
