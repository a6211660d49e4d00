import type { EventEnvelope } from '../domain/events.ts';
import { envelope } from '../domain/envelope.ts';
import type { Delivery } from './claimDeliveries.ts';
import type { Db } from './connect.ts';
import type { DeliveryState } from './schema.ts';

export interface LoadedDelivery {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly enabled: boolean;
  readonly url: string;
  /** `whsec_…`: the endpoint's own, or the account's for a customer's notification URL. */
  readonly secret: string;
  readonly envelope: EventEnvelope;
}

/** All that an attempt needs; undefined when the endpoint was deleted meanwhile. */
export async function loadDelivery(
  db: Db,
  { eventId, endpointId }: Delivery,
): Promise<LoadedDelivery | undefined> {
  const row = await db
    .selectFrom('deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .innerJoin('webhook_endpoints as w', 'w.id', 'd.endpoint_id')
    .innerJoin('accounts as a', 'a.id', 'e.account_id')
    .selectAll('e')
    .select(['d.state', 'd.attempts', 'w.enabled', 'w.url', 'w.secret', 'a.webhook_secret', 'a.livemode'])
    .where('d.event_id', '=', eventId)
    .where('d.endpoint_id', '=', endpointId)
    .executeTakeFirst();
  return (
    row && {
      state: row.state,
      attempts: row.attempts,
      enabled: row.enabled,
      url: row.url,
      secret: row.secret ?? row.webhook_secret,
      envelope: envelope(row, row.livemode),
    }
  );
}
