import type { TransactionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Lets a quiet deposit be settled at once. It was claimed before its verdict came, and would otherwise wait
 * for its lease to end. Returns false if the deposit is no longer quiet: then its purse settles it.
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
