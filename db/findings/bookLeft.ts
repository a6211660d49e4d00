import { sql } from 'kysely';
import { newId } from '../../domain/ids.ts';
import { isBalanced, move } from '../../domain/ledger/ledger.ts';
import { baseUnits } from '../../domain/money.ts';
import type { Db } from '../connect.ts';
import { leftCoins } from '../leftCoins.ts';
import type { FindingRow } from '../schema.ts';

/**
 * Books what left by a resolved finding out of custody: into the treasury if a destination got it, else `outside`. The entry's
 * key refuses a second one. From then on a sweep of the purse moves what is there, so that one which the purse was too poor
 * for is tried again.
 */
export async function bookLeft(trx: Db, row: FindingRow): Promise<void> {
  const { id, account_id, purse_id, currency, left_amount: left, destination_id } = row;
  if (left === null || left === 0n || currency === null) return;
  // The same rows as are counted: what a sweep of ours moved is booked as that.
  const { rows } = await sql`select from ${leftCoins} gone where gone.finding_id = ${id}`.execute(trx);
  if (rows.length === 0) return;
  const postings = move(
    destination_id === null ? 'outside' : 'treasury',
    'custody',
    currency,
    baseUnits(left),
  );
  if (!isBalanced(postings)) throw new Error(`what left by ${id} does not balance`);
  const { customer_id } = await trx
    .selectFrom('purses')
    .select('customer_id')
    .where('id', '=', purse_id)
    .executeTakeFirstOrThrow();
  const entry = newId('ent');
  await trx
    .insertInto('entries')
    .values({ id: entry, account_id, purpose: 'left', incarnation: 0, finding_id: id })
    .execute();
  await trx
    .insertInto('postings')
    .values(
      postings.map(({ ledger, amount }) => ({
        ...{ entry_id: entry, account_id, ledger, customer_id, purse_id, currency, amount },
      })),
    )
    .execute();
  await sql`
    delete from sweep_pauses where purse_id = ${purse_id} and currency = ${currency} and reason = 'balance'
  `.execute(trx);
}
