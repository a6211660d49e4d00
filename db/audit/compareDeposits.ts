import { sql } from 'kysely';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

/**
 * The deposits whose postings differ from their row. The amount of a posted deposit is taken from custody and
 * owed in the book that it is credited to, under its present incarnation; in a customer's book, in the bucket
 * of its session. All else that was ever posted for a deposit sums to zero, book by book and incarnation by
 * incarnation.
 */
export async function compareDeposits(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    with due as (
      select t.id, t.incarnation, book.ledger, coalesce(s.product_id, '') as product_id,
        coalesce(s.form_id, '') as form_id, t.currency, book.sign * t.amount as amount
      from transactions t
        cross join lateral (values ('custody', -1), (t.credited_to, 1)) as book (ledger, sign)
        left join sessions s on s.id = t.session_id and book.ledger = 'customer'
      where t.credited_to is not null
    ),
    posted as (
      select e.transaction_id as id, e.incarnation, p.ledger, coalesce(p.product_id, '') as product_id,
        coalesce(p.form_id, '') as form_id, p.currency, sum(p.amount) as amount
      from entries e join postings p on p.entry_id = e.id
      where e.transaction_id is not null
      group by e.transaction_id, e.incarnation, p.ledger, p.product_id, p.form_id, p.currency
    )
    select id as "where",
      'its book ' || concat_ws(', ', ledger, nullif(product_id, ''), nullif(form_id, ''), 'incarnation ' || incarnation)
        as what, currency,
      coalesce(due.amount, 0) as expected, coalesce(posted.amount, 0) as found
    from due full join posted using (id, incarnation, ledger, product_id, form_id, currency)
    where coalesce(due.amount, 0) <> coalesce(posted.amount, 0)
    order by 1, 2, 3 limit ${limit}
  `.execute(db);
  return rows;
}
