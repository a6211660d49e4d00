import { sql } from 'kysely';
import type { Difference } from '../../domain/difference.ts';
import type { Db } from '../connect.ts';

/**
 * The deposits whose postings are not what their row says. A posted one has its amount taken from custody and owed
 * in the book that it is credited to, under its present incarnation; all else that was ever posted for a deposit
 * sums to zero, book by book and incarnation by incarnation.
 */
export async function compareDeposits(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    with due as (
      select t.id, t.incarnation, book.ledger, t.currency, book.sign * t.amount as amount
      from transactions t cross join lateral (values ('custody', -1), (t.credited_to, 1)) as book (ledger, sign)
      where t.credited_to is not null
    ),
    posted as (
      select e.transaction_id as id, e.incarnation, p.ledger, p.currency, sum(p.amount) as amount
      from entries e join postings p on p.entry_id = e.id
      group by e.transaction_id, e.incarnation, p.ledger, p.currency
    )
    select id as "where", 'its book ' || ledger || ', incarnation ' || incarnation as what, currency,
      coalesce(due.amount, 0) as expected, coalesce(posted.amount, 0) as found
    from due full join posted using (id, incarnation, ledger, currency)
    where coalesce(due.amount, 0) <> coalesce(posted.amount, 0)
    order by 1, 2, 3 limit ${limit}
  `.execute(db);
  return rows;
}
