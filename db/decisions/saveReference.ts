import { PurserError } from '../../domain/errors.ts';
import type { TransactionId } from '../../domain/ids.ts';
import { isDuplicate } from '../classifyError.ts';
import type { Db } from '../connect.ts';

/**
 * Keeps what the provider calls its case of a deposit, while nobody decided it. Throws `provider_unavailable`
 * when another deposit has this reference: whose verdict it would be, nobody could tell.
 */
export async function saveReference(db: Db, id: TransactionId, reference: string): Promise<void> {
  try {
    await db
      .updateTable('transactions')
      .set({ screening_reference: reference })
      .where('id', '=', id)
      .where('verdict', 'is', null)
      // Asked for again and again, a case keeps its reference: no row is written for that.
      .where('screening_reference', 'is distinct from', reference)
      .execute();
  } catch (error) {
    if (!isDuplicate(error, 'transactions_by_reference')) throw error;
    throw new PurserError('provider_unavailable', 'the provider gave two deposits one reference');
  }
}
