import { sql } from 'kysely';
import type { EndpointId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

/** An endpoint to which something is owed now. */
export interface PendingEndpoint {
  readonly endpointId: EndpointId;
  readonly enabled: boolean;
  readonly failures: number;
}

/**
 * The endpoints with pending deliveries, in the order of their ids, above `after`, `limit` at most. One look at the
 * index for each endpoint, however many deliveries one has: 100,000 at a dead endpoint cost no more than one.
 */
export async function pendingEndpoints(
  db: Db,
  after: string,
  limit: number,
): Promise<readonly PendingEndpoint[]> {
  const { rows } = await sql<PendingEndpoint>`
    with recursive visited (endpoint_id, nth) as (
      (select endpoint_id, 1 from deliveries where state = 'pending' and endpoint_id > ${after}
        order by endpoint_id limit 1)
      union all
      select next.endpoint_id, v.nth + 1 from visited v cross join lateral (
        select d.endpoint_id from deliveries d where d.state = 'pending' and d.endpoint_id > v.endpoint_id
        order by d.endpoint_id limit 1
      ) next
      where v.nth < ${limit}
    )
    select w.id as "endpointId", w.enabled, w.failures
    from visited v join webhook_endpoints w on w.id = v.endpoint_id order by v.nth
  `.execute(db);
  return rows;
}
