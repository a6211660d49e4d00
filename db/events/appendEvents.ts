import { sql } from 'kysely';
import type { NewEvent } from '../../domain/events.ts';
import type { AccountId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

export interface AccountEvent extends NewEvent {
  readonly accountId: AccountId;
}

/**
 * Records facts for the merchants, in the transaction of the facts. It writes only these rows, and takes no
 * lock that another transaction may hold. `publishEvents` numbers the events and makes the deliveries
 * afterwards. So a merchant with many endpoints, or with a locked counter, delays nobody's facts.
 *
 * Each event gets its place when it is inserted: an event recorded after another was committed has the higher
 * place.
 */
export async function appendEvents(trx: Db, events: readonly AccountEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event, nth) => ({
    id: event.id ?? newId('evt'),
    nth,
    account_id: event.accountId,
    type: event.type,
    resource_type: event.resource.type,
    resource_id: event.resource.id,
    resource_version: event.resource.version,
    customer_id: event.customerId,
    only_to: event.onlyTo ?? null,
    by_name: event.byName ?? false,
    data: event.data,
  }));
  await sql`
    insert into events (id, account_id, type, resource_type, resource_id, resource_version, customer_id, only_to,
      by_name, data)
    select id, account_id, type, resource_type, resource_id, resource_version, customer_id, only_to, by_name, data
    from (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (
        id text, nth integer, account_id text, type text, resource_type text, resource_id text,
        resource_version integer, customer_id text, only_to text, by_name boolean, data jsonb)
      order by nth
    ) e
  `.execute(trx);
}
