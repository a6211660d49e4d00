import type { EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Removes an endpoint from use and from view, but keeps its row: deliveries and attempts refer to it, and an
 * event being recorded at this moment may still be owed to it. A retired endpoint is one with empty `types`,
 * which nobody may ask for. Its unfinished deliveries are given up, and its own secret, if it has one, is
 * erased.
 */
export async function retireEndpoint(trx: Db, id: EndpointId): Promise<void> {
  await trx
    .updateTable('webhook_endpoints')
    .set(({ eb }) => ({
      types: [],
      enabled: false,
      secret: eb.case().when('secret', 'is', null).then(null).else('').end(),
      previous_secret: null,
      previous_secret_until: null,
    }))
    .where('id', '=', id)
    .execute();
  await trx
    .updateTable('deliveries')
    .set({ state: 'failed' })
    .where('endpoint_id', '=', id)
    .where('state', 'in', ['pending', 'retrying', 'waiting'])
    .execute();
  await trx.deleteFrom('replays').where('endpoint_id', '=', id).execute();
}
