import { sql } from 'kysely';
import type { EndpointId, EventId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

export interface Delivery {
  readonly eventId: EventId;
  readonly endpointId: EndpointId;
}

/**
 * Leases the oldest first attempts that are due, for `leaseSeconds`: another dispatcher passes them over, and
 * takes them when the lease ends without a result. `busy` endpoints are left out, so that a slow one cannot
 * fill the batch and delay the others.
 */
export async function claimDeliveries(
  db: Db,
  limit: number,
  leaseSeconds: number,
  busy: readonly EndpointId[],
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    update deliveries d set leased_until = now() + make_interval(secs => ${leaseSeconds})
    from (
      select event_id, endpoint_id from deliveries
      where state = 'pending' and (leased_until is null or leased_until < now())
        and endpoint_id <> all (${busy})
      order by created_at limit ${limit} for update skip locked
    ) due
    where d.event_id = due.event_id and d.endpoint_id = due.endpoint_id
    returning d.event_id as "eventId", d.endpoint_id as "endpointId"
  `.execute(db);
  return rows;
}
