import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/**
 * The books of one account, customer or purse as rows (ledger, currency, amount), to be added up: its
 * snapshot, and the postings after the horizon. One statement reads both, so that both show the same moment.
 * The cost depends on what is new since the snapshot, not on the length of the books. `id` may be a column of
 * the query around it.
 */
export function booksOf(
  scope: 'account' | 'customer' | 'purse',
  id: RawBuilder<unknown>,
): RawBuilder<unknown> {
  // The upper bound leaves nothing out. Without it the planner assumes that a third of the table is new, and
  // plans for that.
  return sql`(
    select ledger, currency, amount from balance_snapshots where scope_id = ${id}
    union all
    select ledger, currency, amount from postings
    where ${sql.ref(`${scope}_id`)} = ${id}
      and id > (select posting_id from balance_horizon) and id <= (select max(id) from postings)
  )`;
}
