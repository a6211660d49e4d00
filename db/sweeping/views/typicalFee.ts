import { sql } from 'kysely';
import type { AccountId } from '../../../domain/ids.ts';
import type { NetworkCode } from '../../../domain/registry.ts';
import type { Db } from '../../connect.ts';

/**
 * What an item of the account's sweeps cost, in wei: the median of its last 20 that are final on the network. Undefined
 * if there is none. The API reads no chain, so it does not know today's price.
 */
export async function typicalFee(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ readonly fee: bigint | null }>`
    select percentile_disc(0.5) within group (order by of_item) as fee
    from (
      select div(s.fee, greatest(1, (select count(*) from sweep_signed_items i
        where i.sweep_id = w.id and i.batch_index is not null))) as of_item
      from sweeps w join sends s on s.intent_kind = 'sweep' and s.intent_id = w.id
      where w.account_id = ${accountId} and w.network = ${network} and w.status in ('completed', 'failed')
        and s.status = 'final' and s.fee is not null
      order by w.completed_at desc limit 20
    ) latest
  `.execute(db);
  return rows[0]?.fee ?? undefined;
}

/**
 * What a sweep of the account costs its operator's key, in wei, with what it pays to purses for gas: the median of the last 20 that
 * are final on the network. Undefined if there is none.
 */
export async function typicalSweepFee(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ readonly fee: bigint | null }>`
    select percentile_disc(0.5) within group (order by cost) as fee
    from (
      select case when w.method = 'delegated' then s.fee else coalesce((
          select sum(u.amount + t.fee) from top_ups u
            join sends t on t.intent_kind = 'top_up' and t.intent_id = u.intent_id
          where u.sweep_id = w.id and t.fee is not null), 0) end as cost
      from sweeps w join sends s on s.intent_kind = 'sweep' and s.intent_id = w.id
      where w.account_id = ${accountId} and w.network = ${network} and w.status in ('completed', 'failed')
        and s.status = 'final' and s.fee is not null
      order by w.completed_at desc limit 20
    ) latest
  `.execute(db);
  return rows[0]?.fee ?? undefined;
}
