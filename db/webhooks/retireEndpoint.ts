import type { EndpointId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Removes an endpoint from use and from view, and keeps its row: deliveries and attempts refer to it, and a
 * fact that is being told at this moment may still be owed to it. An endpoint that hears of no type of event
 * (`types` is empty, which nobody may ask for) is a retired one. What it was still owed is given up, and its secret, where it
 * has one of its own, is erased.
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
