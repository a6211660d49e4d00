import { sql } from 'kysely';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { Db } from '../connect.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import { moveCursor } from './claimChain.ts';
import type { FinalityRules } from './markFinal.ts';
import { scannerFacts } from './scannerTransaction.ts';
import { settleFinality } from './settleFinality.ts';

/**
 * Records that at `at` the scanner had read everything that its node had, and the finality that rose without
 * a new block (a `safe` or `finalized` tag). A node may stand still: only `readTo`, if given, says that
 * everything mined before that moment was read. Both times are by the database's clock. Throws
 * `scanner_fenced`.
 */
export async function recordCaughtUp(
  db: Db,
  cursor: Cursor,
  rules: FinalityRules,
  at: Date,
  readTo: Date | null,
): Promise<void> {
  await scannerFacts(db, async trx => {
    await moveCursor(trx, cursor, { number: cursor.height, hash: cursor.hash }, cursor.height);
    await trx
      .updateTable('chain_cursors')
      .set({
        caught_up_at: at,
        // `greatest` ignores nulls.
        ...(readTo && { read_to: sql<Date>`greatest(read_to, least(${readTo}::timestamptz, now()))` }),
      })
      .where('chain_id', '=', cursor.chainId)
      .execute();
    const { finalized, events } = await settleFinality(trx, cursor.chainId, rules);
    await signalDeposits(trx, finalized);
    return { result: undefined, events };
  });
}
