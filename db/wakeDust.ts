import { sql } from 'kysely';
import type { Db } from './connect.ts';
import type { ChangedDeposit } from './markFinal.ts';
import type { SeenDeposit } from './recordHits.ts';

/**
 * Rules of money 4: deposits below the minimum are nobody's business until those of one purse and currency
 * together reach it. Then the quiet ones among them are quiet no more, and are returned, for their purses to be
 * told. What was posted to *unattributed* already counts, and is promoted with the first that settles.
 */
export async function wakeDust(trx: Db, seen: readonly SeenDeposit[]): Promise<readonly ChangedDeposit[]> {
  const quiet = seen.filter(({ row }) => row.quiet);
  if (quiet.length === 0) return [];
  const sums = new Map(
    quiet.map(({ row, hit }) => [
      `${row.purse_id} ${row.currency}`,
      { purse_id: row.purse_id, currency: row.currency, minimum: hit.listed.minDeposit.toString() },
    ]),
  );
  const { rows } = await sql<ChangedDeposit & { open: boolean }>`
    with reached as (
      select w.purse_id, w.currency
      from jsonb_to_recordset(${JSON.stringify([...sums.values()])}::jsonb)
        as w (purse_id text, currency text, minimum numeric(78, 0))
      join transactions t on t.purse_id = w.purse_id and t.currency = w.currency and t.quiet
      where t.block_hash is not null
        and (t.credited_to = 'unattributed' or t.status = 'PENDING_COMPLIANCE_CHECK')
      group by w.purse_id, w.currency, w.minimum
      having sum(t.amount) >= w.minimum
    )
    update transactions t set quiet = false from reached r
    where t.purse_id = r.purse_id and t.currency = r.currency and t.quiet
      -- What is in the pool alone is told to no purse.
      and t.status not in ('MEM_POOL_FOUND', 'DROPPED')
    returning t.id, t.purse_id as "purseId", t.credited_to is null as open
  `.execute(trx);
  // What is posted is promoted with the others, and needs no signal.
  return rows.filter(({ open }) => open);
}
