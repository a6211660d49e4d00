import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Makes the deliveries of the next numbered events, and returns the number of these events. For each account
 * it takes at least one event, and makes about `most` deliveries. The accounts' counters must be locked.
 *
 * An event goes to the endpoints that existed when it was recorded and still exist. For a disabled endpoint
 * it waits.
 */
export async function fanOutEvents(trx: Db, accounts: readonly AccountId[], most: number): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    with due as materialized (
      select e.* from account_counters c
      cross join lateral (
        -- A customer's notification URL makes one more.
        select 1 + count(*) as count from webhook_endpoints w
        where w.account_id = c.account_id and w.customer_id is null and w.types is distinct from '{}'
      ) endpoints
      cross join lateral (
        select id, account_id, sequence, type, customer_id, only_to, by_name, position, created_at from events
        where account_id = c.account_id and sequence > c.fanned_out
        order by sequence limit greatest(1, ${most} / endpoints.count)
      ) e
      where c.account_id = any (${accounts}::text[])
    ), moved as (
      update account_counters c set fanned_out = due.last
      from (select account_id, max(sequence) as last from due group by account_id) due
      where c.account_id = due.account_id
    ), told as (
      insert into deliveries (event_id, endpoint_id, account_id, state, direct, created_at)
      select due.id, w.id, due.account_id,
        case when w.enabled or due.only_to is not null then 'pending' else 'waiting' end,
        due.only_to is not null, due.created_at
      from due cross join lateral (
        select id, enabled, types, since from webhook_endpoints
        where due.only_to is null and account_id = due.account_id and customer_id is null
          and types is distinct from '{}'
        union all
        select id, enabled, types, since from webhook_endpoints
        where due.only_to is null and customer_id = due.customer_id
        union all
        select id, enabled, null, 0 from webhook_endpoints where id = due.only_to and types is distinct from '{}'
      ) w
      where w.since < due.position
        and (due.type = any (w.types) or (w.types is null and not due.by_name))
      on conflict do nothing
    )
    select count(*) as events from due
  `.execute(trx);
  return rows[0]?.events ?? 0;
}
