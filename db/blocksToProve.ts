import type { BlockHash, TxHash } from '../domain/address.ts';
import type { PurseId } from '../domain/ids.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { ChainId, CurrencyCode } from '../domain/registry.ts';
import type { TransferKind } from '../domain/transfer.ts';
import type { Db } from './connect.ts';

/** A block with money in it that a second node must confirm, and the money. */
export interface BlockToProve {
  readonly number: number;
  readonly hash: BlockHash;
  readonly receiptsRoot: BlockHash | null;
  readonly deposits: readonly {
    readonly txHash: TxHash;
    readonly kind: TransferKind;
    readonly ordinal: string;
    readonly currency: CurrencyCode;
    readonly amount: BaseUnits;
    readonly purseId: PurseId;
  }[];
}

/** The lowest `limit` blocks up to `height` that hold deposits which wait for a proof. */
export async function blocksToProve(
  db: Db,
  chainId: ChainId,
  height: number,
  limit: number,
): Promise<readonly BlockToProve[]> {
  const blocks = await db
    .selectFrom('transactions as t')
    .innerJoin('blocks as b', join =>
      join
        .onRef('b.chain_id', '=', 't.chain_id')
        .onRef('b.number', '=', 't.block_number')
        .onRef('b.hash', '=', 't.block_hash'),
    )
    .select(['b.number', 'b.hash', 'b.receipts_root as receiptsRoot'])
    .distinct()
    .where('t.chain_id', '=', chainId)
    .where('t.block_number', '<=', height)
    .where('t.final_block_hash', 'is', null)
    .where('b.proven', '=', false)
    .orderBy('b.number')
    .limit(limit)
    .execute();
  return Promise.all(
    blocks.map(async block => ({
      ...block,
      deposits: await db
        .selectFrom('transactions as t')
        .select([
          't.tx_hash as txHash',
          't.kind',
          't.ordinal',
          't.currency',
          't.amount',
          't.purse_id as purseId',
        ])
        .where('t.chain_id', '=', chainId)
        .where('t.block_hash', '=', block.hash)
        .where('t.block_number', '=', block.number)
        .execute(),
    })),
  );
}

/** A second node confirmed the block. Nothing happens when it left the chain meanwhile. */
export async function markProven(db: Db, chainId: ChainId, block: BlockToProve): Promise<void> {
  await db
    .updateTable('blocks')
    .set({ proven: true })
    .where('chain_id', '=', chainId)
    .where('number', '=', block.number)
    .where('hash', '=', block.hash)
    .execute();
}
