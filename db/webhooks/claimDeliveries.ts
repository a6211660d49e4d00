import { sql } from 'kysely';
import type { EndpointId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import type { Db } from '../connect.ts';

/**
 * Leases due deliveries for `leaseSeconds`: other dispatchers skip them, and take them if the lease ends
 * without a result. For each endpoint it takes the least tried deliveries, the oldest first, as many as the
 * endpoint has `lanes`.
 *
 * The rows are updated by `ctid`. By their key, the planner would read the whole table, as it does not know
 * how few they are.
 */
export async function claimDeliveries(
  db: Db,
  lanes: ReadonlyMap<EndpointId, number>,
  leaseSeconds: number,
): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    update deliveries set leased_until = now() + make_interval(secs => ${leaseSeconds})
    where ctid = any (array(
      select oldest.ctid
      from unnest(${[...lanes.keys()]}::text[], ${[...lanes.values()]}::integer[]) as e (id, lanes)
      cross join lateral (
        select ctid from deliveries
        where endpoint_id = e.id and state = 'pending' and (leased_until is null or leased_until < now())
        order by tries, created_at limit e.lanes for update skip locked
      ) oldest
    ))
    returning event_id as "eventId", endpoint_id as "endpointId"
  `.execute(db);
  return rows;
}
