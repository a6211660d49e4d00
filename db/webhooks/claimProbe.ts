import { sql } from 'kysely';
import type { EndpointId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import type { Db } from '../connect.ts';

/**
 * Leases the delivery that probes a broken endpoint: the oldest of the least tried, so that one event the
 * endpoint chokes on does not keep it broken for all others. Undefined if the endpoint has none.
 */
export async function claimProbe(
  db: Db,
  endpointId: EndpointId,
  leaseSeconds: number,
): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`
    update deliveries d set leased_until = now() + make_interval(secs => ${leaseSeconds})
    from (
      select event_id, endpoint_id from deliveries
      where endpoint_id = ${endpointId} and state = 'pending' and (leased_until is null or leased_until < now())
      order by tries, created_at limit 1 for update skip locked
    ) due
    where d.event_id = due.event_id and d.endpoint_id = due.endpoint_id
    returning d.event_id as "eventId", d.endpoint_id as "endpointId"
  `.execute(db);
  return rows[0];
}
