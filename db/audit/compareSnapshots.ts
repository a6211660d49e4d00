import { sql } from 'kysely';
import type { Difference } from '../../domain/difference.ts';
import type { Db } from '../connect.ts';

/** The snapshots that are not the sums of the postings up to the horizon, and a horizon above all postings. */
export async function compareSnapshots(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    with summed as (
      select scope.id as scope_id, p.ledger, p.currency, sum(p.amount) as amount
      from postings p cross join lateral (values (p.account_id), (p.customer_id), (p.purse_id)) as scope (id)
      where p.id <= (select posting_id from balance_horizon)
      group by scope.id, p.ledger, p.currency
    )
    select scope_id as "where", 'the snapshot of its book ' || ledger as what, currency,
      coalesce(summed.amount, 0) as expected, coalesce(kept.amount, 0) as found
    from balance_snapshots kept full join summed using (scope_id, ledger, currency)
    where coalesce(kept.amount, 0) <> coalesce(summed.amount, 0)
    union all
    select 'balance_horizon', 'the highest posting', null, last.id::numeric, posting_id::numeric
    from balance_horizon, (select coalesce(max(id), 0) as id from postings) last
    where posting_id > last.id
    order by 1, 2, 3 limit ${limit}
  `.execute(db);
  return rows;
}
