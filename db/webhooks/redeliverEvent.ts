import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, EndpointId, EventId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Sends one event of the account again at once, even to a broken or disabled endpoint: to all endpoints that
 * have a delivery of it, or to one, which may be newer than the event. Returns the number of endpoints. If
 * the first attempt is already under way, it counts as the requested one. Throws `event_not_found`,
 * `endpoint_not_found`.
 */
export async function redeliverEvent(
  trx: Db,
  accountId: AccountId,
  eventId: EventId,
  endpointId: EndpointId | null,
): Promise<number> {
  // Old events may be ending: this one stays until this transaction ends.
  const event = await trx
    .selectFrom('events')
    .select('id')
    .where('id', '=', eventId)
    .where('account_id', '=', accountId)
    .forKeyShare()
    .executeTakeFirst();
  if (!event) throw new PurserError('event_not_found');
  const { numAffectedRows } = await sql`
    insert into deliveries as d (event_id, endpoint_id, account_id, state, direct)
    select ${eventId}, w.id, w.account_id, 'pending', true
    from webhook_endpoints w
    left join deliveries owed on owed.event_id = ${eventId} and owed.endpoint_id = w.id
    where w.account_id = ${accountId} and w.types is distinct from '{}'
      and case when ${endpointId}::text is null then owed.event_id is not null
        -- A customer's notification URL hears of that customer alone.
        else w.id = ${endpointId} and (w.customer_id is null or owed.event_id is not null) end
    on conflict (event_id, endpoint_id) do update set state = 'pending', tries = 0, direct = true,
      leased_until = case when d.state = 'pending' and d.tries = 0 then d.leased_until end
  `.execute(trx);
  const count = Number(numAffectedRows ?? 0);
  if (endpointId !== null && count === 0) throw new PurserError('endpoint_not_found');
  return count;
}
