import { sql } from 'kysely';
import type { BlockHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import { signalSessionsOf } from '../outbox/signalSessions.ts';
import { sharePurses } from '../purses/sharePurses.ts';
import { takeSendsBack } from '../sending/settleSends.ts';
import { takeDestinationsBack } from '../destinations/recordDestinations.ts';
import { takeFindingsBack } from '../findings/recordOutflows.ts';
import { widenGap } from './chainGaps.ts';
import { moveCursor } from './claimChain.ts';
import { scannerTransaction } from './scannerTransaction.ts';
import { blockRow } from './startChain.ts';

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
 * Takes the chain back to `ancestor`, the last stored block that the node still has. Later blocks are
 * deleted, and their observations are kept as not canonical. Their deposits are then in no block, and the
 * purses of these deposits are signalled.
 *
 * `anew` is for an ancestor that is not stored: everything above `lostAbove` is lost, even if `lostAbove` is lower than
 * the ancestor; -1 loses everything. `missing` says why the node has no block before the ancestor, if money
 * may be in those blocks.
 *
 * Throws `reorg_too_deep` if the ancestor is below the final height, unless `acceptDeep`, and
 * `scanner_fenced`.
 */
export async function rollbackChain(
  db: Db,
  cursor: Cursor,
  ancestor: StoredBlock,
  acceptDeep: boolean,
  anew?: { readonly header: BlockHeader; readonly lostAbove: number; readonly missing: string | null },
): Promise<Cursor> {
  return scannerTransaction(db, async trx => {
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

    await trx
      .updateTable('chain_cursors')
      .set({
        forked_at: sql<Date>`now()`,
        read_to: sql<Date | null>`(select least(mined_at, now()) from blocks
          where blocks.chain_id = chain_cursors.chain_id and number = ${ancestor.number})`,
      })
      .where('chain_id', '=', cursor.chainId)
      .execute();
    const above = { chainId: cursor.chainId, number: anew?.lostAbove ?? ancestor.number };
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
      // Dust that was claimed must be claimed again when it returns.
      .set({ block_number: null, block_hash: null, final_block_hash: null, leased_until: null })
      .where('chain_id', '=', above.chainId)
      .where('block_number', '>', above.number)
      .returning(['id', 'purse_id as purseId', 'customer_id as customerId'])
      .execute();
    await takeSendsBack(trx, above.chainId, above.number);
    await takeDestinationsBack(trx, above.chainId, above.number);
    await takeFindingsBack(trx, above.chainId, above.number);
    await trx
      .deleteFrom('blocks')
      .where('chain_id', '=', above.chainId)
      .where('number', '>', above.number)
      .execute();
    if (anew) await trx.insertInto('blocks').values(blockRow(anew.header)).execute();
    if (anew && anew.missing !== null) await widenGap(trx, anew.header, anew.missing, 0);
    await signalDeposits(trx, withdrawn);
    await signalSessionsOf(
      trx,
      withdrawn.map(({ customerId }) => customerId),
    );
    return moved;
  });
}
