import type { Cursor } from './claimChain.ts';
import { moveCursor } from './claimChain.ts';
import type { Db } from './connect.ts';
import type { FinalityRules } from './markFinal.ts';
import { markFinal } from './markFinal.ts';
import { signalDeposits } from './signalDeposits.ts';

/**
 * Records that at `at` the scanner had read all the node then had, and the finality that rose without a new
 * block (a `safe` or `finalized` tag). Throws `scanner_fenced`.
 */
export async function standAtHead(db: Db, cursor: Cursor, rules: FinalityRules, at: Date): Promise<void> {
  await db.transaction().execute(async trx => {
    await moveCursor(trx, cursor, { number: cursor.height, hash: cursor.hash }, cursor.height);
    await trx
      .updateTable('chain_cursors')
      .set({ caught_up_at: at })
      .where('chain_id', '=', cursor.chainId)
      .execute();
    await signalDeposits(trx, await markFinal(trx, cursor.chainId, rules));
  });
}
