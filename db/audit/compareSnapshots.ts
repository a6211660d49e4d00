import { sql } from 'kysely';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

/**
 * The snapshots, whole or by product and form, that differ from the postings up to the horizon, and a horizon
 * above all postings.
 */
export async function compareSnapshots(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    with summed as (
      select scope.id as scope_id, p.ledger, p.currency, sum(p.amount) as amount
      from postings p cross join lateral (values (p.account_id), (p.customer_id), (p.purse_id)) as scope (id)
      where p.id <= (select posting_id from balance_horizon) and scope.id is not null
      group by scope.id, p.ledger, p.currency
    ),
    by_product as (
      select p.account_id, scope.id as scope_id, coalesce(p.product_id, '') as product_id,
        coalesce(p.form_id, '') as form_id, p.ledger, p.currency, sum(p.amount) as amount, min(p.id) as first
      from postings p cross join lateral (values (p.account_id), (p.customer_id)) as scope (id)
      where p.id <= (select posting_id from balance_horizon) and p.ledger in ('customer', 'charges')
      group by p.account_id, scope.id, coalesce(p.product_id, ''), coalesce(p.form_id, ''), p.ledger, p.currency
    ),
    products as (
      select scope_id, concat_ws(', ', ledger, nullif(product_id, ''), nullif(form_id, '')) as bucket, currency,
        summed.amount as expected, kept.amount as found, summed.first, kept.first_posting
      from product_snapshots kept
        full join by_product summed using (account_id, scope_id, product_id, form_id, ledger, currency)
    )
    select scope_id as "where", 'the snapshot of its book ' || ledger as what, currency,
      coalesce(summed.amount, 0) as expected, coalesce(kept.amount, 0) as found
    from balance_snapshots kept full join summed using (scope_id, ledger, currency)
    where coalesce(kept.amount, 0) <> coalesce(summed.amount, 0)
    union all
    select scope_id, 'the snapshot of its bucket ' || bucket, currency, coalesce(expected, 0), coalesce(found, 0)
    from products where coalesce(expected, 0) <> coalesce(found, 0)
    union all
    select scope_id, 'the first posting of its bucket ' || bucket, null, coalesce(first, 0)::numeric,
      coalesce(first_posting, 0)::numeric
    from products where first is distinct from first_posting
    union all
    select 'balance_horizon', 'the highest posting', null, last.id::numeric, posting_id::numeric
    from balance_horizon, (select coalesce(max(id), 0) as id from postings) last
    where posting_id > last.id
    order by 1, 2, 3 limit ${limit}
  `.execute(db);
  return rows;
}
