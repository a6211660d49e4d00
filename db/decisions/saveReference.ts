import { PurserError } from '../../domain/errors.ts';
import type { TransactionId } from '../../domain/ids.ts';
import { isDuplicate } from '../classifyError.ts';
import type { Db } from '../connect.ts';

/**
 * Saves the provider's reference of its case for a deposit that nobody has decided yet. Throws
 * `provider_unavailable` if another deposit has this reference: nobody could tell whose verdict it would be.
 */
export async function saveReference(db: Db, id: TransactionId, reference: string): Promise<void> {
  try {
    await db
      .updateTable('transactions')
      .set({ screening_reference: reference })
      .where('id', '=', id)
      .where('verdict', 'is', null)
      // A case that is asked for again keeps its reference: no row is written for that.
      .where('screening_reference', 'is distinct from', reference)
      .execute();
  } catch (error) {
    if (!isDuplicate(error, 'transactions_by_reference')) throw error;
    throw new PurserError('provider_unavailable', 'the provider used one reference for two deposits');
  }
}
