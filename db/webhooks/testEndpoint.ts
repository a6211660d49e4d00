import { sql } from 'kysely';
import type { AccountId, EndpointId, EventId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { lockEndpoint } from './endpoints.ts';

/**
 * The event that tests an endpoint, for the caller to append: it is sent to that endpoint alone. Throws
 * `endpoint_not_found`.
 */
export async function testEndpoint(
  trx: Db,
  accountId: AccountId,
  endpointId: EndpointId,
): Promise<AccountEvent & { readonly id: EventId }> {
  await lockEndpoint(trx, accountId, endpointId);
  const { url, version } = await trx
    .updateTable('webhook_endpoints')
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', endpointId)
    .returning(['url', 'version'])
    .executeTakeFirstOrThrow();
  return {
    id: newId('evt'),
    accountId,
    type: 'WEBHOOK_ENDPOINT_TEST',
    resource: { type: 'webhook_endpoint', id: endpointId, version },
    customerId: null,
    onlyTo: endpointId,
    data: { endpointId, url },
  };
}
