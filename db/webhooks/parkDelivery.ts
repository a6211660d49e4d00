import { sql } from 'kysely';
import type { Delivery, DeliveryState } from '../../domain/webhooks/delivery.ts';
import type { Db } from '../connect.ts';

/**
 * Parks a delivery that is pending at an endpoint that is not called, because its event was recorded while
 * the endpoint was being disabled or deleted. The delivery waits for a replay, or is given up.
 */
export async function parkDelivery(db: Db, { eventId, endpointId }: Delivery): Promise<void> {
  await db
    .updateTable('deliveries as d')
    .from('webhook_endpoints as w')
    .set({
      state: sql<DeliveryState>`case when w.types = '{}' then 'failed' else 'waiting' end`,
      leased_until: null,
    })
    .where('d.event_id', '=', eventId)
    .where('d.endpoint_id', '=', endpointId)
    .where('d.state', '=', 'pending')
    .where('d.direct', '=', false)
    .whereRef('w.id', '=', 'd.endpoint_id')
    .where('w.enabled', '=', false)
    .execute();
}
