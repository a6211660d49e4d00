import { sql } from 'kysely';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

/** The saved sums of deposits below the minimum that differ from the rows. */
export async function compareDustSums(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    with summed as (
      select t.purse_id, t.currency, sum.name, sum(t.amount) as amount
      from transactions t cross join lateral (values
        ('quiet', t.quiet and t.block_hash is not null
          and (t.credited_to = 'unattributed' or t.status = 'PENDING_COMPLIANCE_CHECK')),
        ('posted', t.credited_to = 'unattributed' and t.credited_block_hash = t.block_hash),
        ('freed', t.credited_to = 'unattributed' and t.credited_block_hash = t.block_hash and t.freed)
      ) as sum (name, counts)
      where (t.quiet or t.credited_to = 'unattributed') and sum.counts
      group by t.purse_id, t.currency, sum.name
    ),
    kept as (
      select s.purse_id, s.currency, sum.name, sum.amount
      from dust_sums s cross join lateral (
        values ('quiet', s.quiet), ('posted', s.posted), ('freed', s.freed)
      ) as sum (name, amount)
    )
    select purse_id as "where", 'its kept sum of dust, ' || name as what, currency,
      coalesce(summed.amount, 0) as expected, coalesce(kept.amount, 0) as found
    from summed full join kept using (purse_id, currency, name)
    where coalesce(summed.amount, 0) <> coalesce(kept.amount, 0)
    order by 1, 2, 3 limit ${limit}
  `.execute(db);
  return rows;
}
