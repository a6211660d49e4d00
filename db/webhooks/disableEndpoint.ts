import { sql } from 'kysely';
import type { EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { appendEvents } from '../events/appendEvents.ts';
import { sound } from './forgetFailures.ts';

/**
 * Stops calling an endpoint. Its events wait for a replay, and a running replay ends. Notifies the account's
 * other endpoints. Idempotent.
 */
export async function disableEndpoint(trx: Db, endpointId: EndpointId, reason: string): Promise<void> {
  const disabled = await trx
    .updateTable('webhook_endpoints')
    .set({
      enabled: false,
      disabled_reason: reason,
      version: sql<number>`version + 1`,
      retry_at: sound.retry_at,
      watched_until: sound.watched_until,
    })
    .where('id', '=', endpointId)
    .where('enabled', '=', true)
    .returning(['account_id', 'customer_id', 'url', 'version'])
    .executeTakeFirst();
  if (!disabled) return;
  await trx
    .updateTable('deliveries')
    .set({ state: 'waiting', leased_until: null })
    .where('endpoint_id', '=', endpointId)
    .where('state', 'in', ['pending', 'retrying'])
    .execute();
  await trx.deleteFrom('replays').where('endpoint_id', '=', endpointId).execute();
  await appendEvents(trx, [
    {
      accountId: disabled.account_id,
      type: 'WEBHOOK_ENDPOINT_DISABLED',
      resource: { type: 'webhook_endpoint', id: endpointId, version: disabled.version },
      customerId: disabled.customer_id,
      data: { endpointId, url: disabled.url, reason },
    },
  ]);
}
