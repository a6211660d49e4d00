import type { BlockHash } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';
import type { ChainId } from '../domain/registry.ts';
import type { Cursor } from './claimChain.ts';
import { moveCursor } from './claimChain.ts';
import type { Db } from './connect.ts';
import { sharePurses } from './sharePurses.ts';
import { signalDeposits } from './signalDeposits.ts';
import { signalSessionsOf } from './signalSessions.ts';

export interface StoredBlock {
  readonly number: number;
  readonly hash: BlockHash;
}

/** The stored blocks of a chain below `height`, highest first, `limit` of them. */
export async function storedBlocksBelow(
  db: Db,
  chainId: ChainId,
  height: number,
  limit: number,
): Promise<readonly StoredBlock[]> {
  return db
    .selectFrom('blocks')
    .select(['number', 'hash'])
    .where('chain_id', '=', chainId)
    .where('number', '<', height)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
}

/**
 * Takes the chain back to `ancestor`, the last stored block that the node still has: later blocks are
 * forgotten, their observations are kept as not canonical, and their deposits are in no block, which their
 * purses are told. Throws `reorg_too_deep` below the final height unless `acceptDeep`, and `scanner_fenced`.
 */
export async function rollbackChain(
  db: Db,
  cursor: Cursor,
  ancestor: StoredBlock,
  acceptDeep: boolean,
): Promise<Cursor> {
  return db.transaction().execute(async trx => {
    const moved = await moveCursor(trx, cursor, ancestor);
    const { final_height } = await trx
      .selectFrom('chain_cursors')
      .select('final_height')
      .where('chain_id', '=', cursor.chainId)
      .executeTakeFirstOrThrow();
    if (final_height > ancestor.number) {
      if (!acceptDeep) {
        throw new PurserError(
          'reorg_too_deep',
          `the chain forked at block ${String(ancestor.number)}, and ${String(final_height)} was final`,
        );
      }
      await trx
        .updateTable('chain_cursors')
        .set({ final_height: ancestor.number })
        .where('chain_id', '=', cursor.chainId)
        .execute();
    }

    // By the clock that says when the scanner caught up.
    await trx
      .updateTable('chain_cursors')
      .set({ forked_at: new Date() })
      .where('chain_id', '=', cursor.chainId)
      .execute();
    const above = { chainId: cursor.chainId, number: ancestor.number };
    await trx
      .updateTable('observations')
      .set({ canonical: false })
      .where('chain_id', '=', above.chainId)
      .where('block_number', '>', above.number)
      .where('canonical', '=', true)
      .execute();
    const lost = await trx
      .selectFrom('transactions')
      .select('purse_id')
      .distinct()
      .where('chain_id', '=', above.chainId)
      .where('block_number', '>', above.number)
      .execute();
    await sharePurses(
      trx,
      lost.map(({ purse_id }) => purse_id),
    );
    const withdrawn = await trx
      .updateTable('transactions')
      .set({ block_number: null, block_hash: null, final_block_hash: null })
      .where('chain_id', '=', above.chainId)
      .where('block_number', '>', above.number)
      .returning(['id', 'purse_id as purseId', 'customer_id as customerId'])
      .execute();
    await trx
      .deleteFrom('blocks')
      .where('chain_id', '=', above.chainId)
      .where('number', '>', above.number)
      .execute();
    await signalDeposits(trx, withdrawn);
    await signalSessionsOf(
      trx,
      withdrawn.map(({ customerId }) => customerId),
    );
    return moved;
  });
}
