import type { EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { EndpointRow } from './endpoints.ts';
import { sound } from './forgetFailures.ts';

/**
 * Calls an endpoint again, as if it had never failed, with events from now on. Waiting deliveries wait for a
 * replay.
 */
export async function enableEndpoint(trx: Db, id: EndpointId): Promise<EndpointRow> {
  return trx
    .updateTable('webhook_endpoints')
    .set({ ...sound, enabled: true, disabled_reason: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
