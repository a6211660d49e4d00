import type { PurseId, TransactionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Frees deposits of a purse that were claimed (`claimQuietDust`) and not begun, so that another process need not wait
 * for the end of the claim: for an old deposit that may be a day. A trigger schedules the purse's dust again.
 */
export async function giveDustBack(db: Db, purseId: PurseId, ids: readonly TransactionId[]): Promise<void> {
  if (ids.length === 0) return;
  await db.transaction().execute(async trx => {
    // A deposit is changed only by whoever holds its purse: docs/locking.md.
    await trx.selectFrom('purses').select('id').where('id', '=', purseId).forNoKeyUpdate().execute();
    await trx
      .updateTable('transactions')
      .set({ leased_until: null })
      .where('id', 'in', ids)
      .where('quiet', '=', true)
      .where('credited_to', 'is', null)
      .execute();
  });
}
