import { newId } from '../domain/ids.ts';
import { isBalanced } from '../domain/ledger.ts';
import type { EntryPurpose, Posting } from '../domain/ledger.ts';
import type { Db } from './connect.ts';
import type { TransactionRow } from './schema.ts';

/**
 * Writes one entry of the ledger for a deposit. Unique by (transaction, purpose, incarnation): a second one
 * violates the key and takes its whole transaction down, so money is never posted twice.
 */
export async function postEntry(
  trx: Db,
  deposit: TransactionRow,
  purpose: EntryPurpose,
  postings: readonly Posting[],
): Promise<void> {
  if (!isBalanced(postings)) throw new Error(`the ${purpose} of ${deposit.id} does not balance`);
  const entry = newId('ent');
  await trx
    .insertInto('entries')
    .values({
      id: entry,
      account_id: deposit.account_id,
      transaction_id: deposit.id,
      purpose,
      incarnation: deposit.incarnation,
    })
    .execute();
  await trx
    .insertInto('postings')
    .values(
      postings.map(posting => ({
        entry_id: entry,
        account_id: deposit.account_id,
        ledger: posting.ledger,
        customer_id: deposit.customer_id,
        purse_id: deposit.purse_id,
        currency: posting.currency,
        amount: posting.amount,
      })),
    )
    .execute();
}
