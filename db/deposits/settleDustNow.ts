import type { TransactionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Has a quiet deposit settled at once. It was claimed before its verdict came; otherwise it would wait for its lease to
 * end. False if it is quiet no more: then its purse settles it.
 */
export async function settleDustNow(trx: Db, id: TransactionId): Promise<boolean> {
  const hurried = await trx
    .updateTable('transactions')
    .set({ leased_until: null })
    .where('id', '=', id)
    .where('quiet', '=', true)
    .executeTakeFirst();
  return hurried.numUpdatedRows === 1n;
}
