import { PurserError } from '../../domain/errors.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';
import { widenGap } from './chainGaps.ts';

/** When the first address was issued; null while there is none. Nothing older can be a deposit. */
export async function firstPurseAt(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('purses')
    .select(({ fn }) => fn.min('created_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? null;
}

/**
 * Sets the block after which a chain is scanned for the first time. If money may be in this block or before
 * it, and those blocks could not be read, `missing` says why. Throws `scanner_fenced`.
 */
export async function startChain(
  db: Db,
  epoch: number,
  block: BlockHeader,
  missing: string | null = null,
): Promise<Cursor> {
  return db.transaction().execute(async trx => {
    const set = await trx
      .updateTable('chain_cursors')
      .set({ height: block.number, hash: block.hash })
      .where('chain_id', '=', block.chainId)
      .where('epoch', '=', epoch)
      .where('height', 'is', null)
      .executeTakeFirst();
    if (set.numUpdatedRows !== 1n) throw new PurserError('scanner_fenced');
    await trx.insertInto('blocks').values(blockRow(block)).execute();
    if (missing !== null) await widenGap(trx, block, missing, 0);
    return { chainId: block.chainId, epoch, height: block.number, hash: block.hash };
  });
}

export function blockRow(block: BlockHeader) {
  return {
    chain_id: block.chainId,
    number: block.number,
    hash: block.hash,
    parent_hash: block.parentHash,
    mined_at: block.minedAt,
  };
}
