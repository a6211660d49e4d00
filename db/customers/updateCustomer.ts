import { isDeepStrictEqual } from 'node:util';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { isDuplicate } from '../classifyError.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { setNotificationUrl } from '../webhooks/setNotificationUrl.ts';
import type { CustomerFields } from './createCustomer.ts';
import { customerEvent } from './customerEvent.ts';
import type { CustomerView } from './customers.ts';
import { lockCustomer } from './customers.ts';

/**
 * Changes the fields of a customer: an absent field stays, null clears, `metadata` is replaced whole. There
 * is an event only if something changed; the caller appends it. Throws `customer_not_found`,
 * `customer_exists`.
 */
export async function updateCustomer(
  trx: Db,
  accountId: AccountId,
  ref: CustomerRef,
  fields: CustomerFields,
): Promise<{
  readonly customer: CustomerView;
  readonly urlBefore: string | null;
  readonly events: readonly AccountEvent[];
}> {
  const { notification_url, ...before } = await lockCustomer(trx, accountId, ref);
  const after = {
    external_id: fields.externalId === undefined ? before.external_id : fields.externalId,
    email: fields.email === undefined ? before.email : fields.email,
    description: fields.description === undefined ? before.description : fields.description,
    metadata: fields.metadata ?? before.metadata,
  };
  const url = fields.notificationUrl === undefined ? notification_url : fields.notificationUrl;
  const customer = { ...before, ...after, notification_url: url };
  // Setting the same URL again enables it if it was disabled.
  if (fields.notificationUrl !== undefined) await setNotificationUrl(trx, accountId, before.id, url);
  if (isDeepStrictEqual(customer, { ...before, notification_url })) {
    return { customer, urlBefore: notification_url, events: [] };
  }

  const row = await trx
    .updateTable('customers')
    .set({ ...after, metadata: JSON.stringify(after.metadata), version: before.version + 1 })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      throw isDuplicate(error, 'customers_account_id_external_id_key')
        ? new PurserError('customer_exists')
        : error;
    });
  return {
    customer: { ...row, notification_url: url },
    urlBefore: notification_url,
    events: [customerEvent('CUSTOMER_UPDATED', row)],
  };
}
