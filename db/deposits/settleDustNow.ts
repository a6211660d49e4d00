import type { TransactionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Has a quiet deposit settled at once: it was claimed before its verdict came, and would be claimed late again. False
 * where it is quiet no more, and so its purse's.
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
