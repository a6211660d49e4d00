import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { AccountId } from '../../../domain/ids.ts';
import type { NetworkCode } from '../../../domain/registry.ts';
import type { Db } from '../../connect.ts';

/**
 * What an item of the account's sweeps cost, in wei: the median of its last 20 that are final on the network. Undefined
 * if there is none. The API reads no chain, so it does not know today's price.
 */
export function typicalFee(db: Db, accountId: AccountId, network: NetworkCode): Promise<bigint | undefined> {
  const items = sql`(select count(*) from sweep_signed_items i where i.sweep_id = w.id and i.batch_index is not null)`;
  return medianOfLast(db, accountId, network, sql`div(s.fee, greatest(1, ${items}))`);
}

/**
 * What a sweep of the account costs its operator's key, in wei, with what it pays to purses for gas: the median of the last 20 that
 * are final on the network. Undefined if there is none.
 */
export function typicalSweepFee(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
): Promise<bigint | undefined> {
  const paid = sql`(select sum(u.amount + t.fee) from top_ups u
    join sends t on t.intent_kind = 'top_up' and t.intent_id = u.intent_id where u.sweep_id = w.id and t.fee is not null)`;
  return medianOfLast(
    db,
    accountId,
    network,
    sql`case when w.method = 'delegated' then s.fee else coalesce(${paid}, 0) end`,
  );
}

/** The median of `cost` on `w`, a sweep, and `s`, its send. */
async function medianOfLast(
  db: Db,
  accountId: AccountId,
  network: NetworkCode,
  cost: RawBuilder<unknown>,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ readonly median: bigint | null }>`
    select percentile_disc(0.5) within group (order by cost) as median
    from (
      select ${cost} as cost from sweeps w join sends s on s.intent_kind = 'sweep' and s.intent_id = w.id
      where w.account_id = ${accountId} and w.network = ${network} and w.status in ('completed', 'failed')
        and s.status = 'final' and s.fee is not null
      order by w.completed_at desc limit 20
    ) latest
  `.execute(db);
  return rows[0]?.median ?? undefined;
}
