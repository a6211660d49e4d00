import { sql } from 'kysely';
import type { EndpointId } from '../domain/ids.ts';
import type { Delivery } from './claimDeliveries.ts';
import type { Db } from './connect.ts';

/**
 * Leases, as `claimDeliveries` does, what somebody asked for: a test or a redelivery. It goes out though its
 * endpoint is broken or disabled; `busy` ones are left out.
 */
export async function claimDirect(
  db: Db,
  limit: number,
  leaseSeconds: number,
  busy: readonly EndpointId[],
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    update deliveries d set leased_until = now() + make_interval(secs => ${leaseSeconds})
    from (
      select event_id, endpoint_id from deliveries
      where state = 'pending' and direct and (leased_until is null or leased_until < now())
        and endpoint_id <> all (${busy})
      order by created_at limit ${limit} for update skip locked
    ) due
    where d.event_id = due.event_id and d.endpoint_id = due.endpoint_id
    returning d.event_id as "eventId", d.endpoint_id as "endpointId"
  `.execute(db);
  return rows;
}
