import { sql } from 'kysely';
import type { AccountId, CustomerId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { publishWithin } from '../events/publishEvents.ts';
import { sound } from './forgetFailures.ts';
import { retireEndpoint } from './retireEndpoint.ts';

/**
 * Sets the URL that receives one customer's events, or clears it with null. The customer's row must be
 * locked. A customer has one such endpoint for life: a new URL replaces the old one, and is enabled.
 */
export async function setNotificationUrl(
  trx: Db,
  accountId: AccountId,
  customerId: CustomerId,
  url: string | null,
): Promise<void> {
  if (url !== null) {
    await trx
      .insertInto('webhook_endpoints')
      .values({ id: newId('whe'), account_id: accountId, customer_id: customerId, url })
      .onConflict(conflict =>
        conflict.column('customer_id').doUpdateSet({
          ...sound,
          url,
          types: null,
          enabled: true,
          disabled_reason: null,
          // Events recorded while there was no URL are not for it.
          since: sql<number>`case when webhook_endpoints.types = '{}' then excluded.since
              else webhook_endpoints.since end`,
        }),
      )
      .execute();
    return;
  }
  // The deliveries it was owed until now are made first, so that they are logged and given up.
  await publishWithin(trx, accountId);
  const endpoint = await trx
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  if (endpoint) await retireEndpoint(trx, endpoint.id);
}
