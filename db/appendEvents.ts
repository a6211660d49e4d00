import { sql } from 'kysely';
import type { NewEvent } from '../domain/events.ts';
import type { AccountId } from '../domain/ids.ts';
import { newId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

export interface AccountEvent extends NewEvent {
  readonly accountId: AccountId;
}

/**
 * Records facts for the merchants, with the deliveries each of their endpoints is owed.
 *
 * Must be the last statement of its transaction: it raises the accounts' counters, and that lock, held until
 * commit, is what makes sequences gap-free in commit order. Counters are locked in the order of the account
 * ids, so that two scanners telling the same accounts cannot deadlock.
 */
export async function appendEvents(trx: Db, events: readonly AccountEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event, position) => ({
    id: event.id ?? newId('evt'),
    position,
    account_id: event.accountId,
    type: event.type,
    resource_type: event.resource.type,
    resource_id: event.resource.id,
    resource_version: event.resource.version,
    customer_id: event.customerId,
    only_to: event.onlyTo ?? null,
    data: event.data,
  }));
  await sql`
    with new_events as (
      select e.*, row_number() over (partition by e.account_id order by e.position) as nth
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (
        id text, position integer, account_id text, type text, resource_type text, resource_id text,
        resource_version integer, customer_id text, only_to text,
        data jsonb)
    ),
    counts as (select account_id, count(*) as n from new_events group by account_id),
    locked as (
      select c.account_id, c.sequence from account_counters c join counts using (account_id)
      order by c.account_id for update of c
    ),
    raised as (
      update account_counters c set sequence = c.sequence + counts.n
      from counts join locked using (account_id)
      where c.account_id = counts.account_id
      returning c.account_id, c.sequence - counts.n as before
    ),
    told as (
      insert into events (id, account_id, sequence, type, resource_type, resource_id, resource_version,
        customer_id, data)
      select e.id, e.account_id, raised.before + e.nth, e.type, e.resource_type, e.resource_id,
        e.resource_version, e.customer_id, e.data
      from new_events e join raised using (account_id)
      returning id, account_id, type, customer_id
    )
    insert into deliveries (event_id, endpoint_id, state, direct)
    select told.id, w.id, case when w.enabled or e.only_to is not null then 'pending' else 'waiting' end,
      e.only_to is not null
    from told join new_events e using (id) join webhook_endpoints w on w.account_id = told.account_id
    where case when e.only_to is null
      then (w.customer_id is null or w.customer_id = told.customer_id)
        and (w.types is null or told.type = any (w.types))
      else w.id = e.only_to end
  `.execute(trx);
}
