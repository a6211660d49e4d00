import { PurserError } from '../../domain/errors.ts';
import type { JsonObject } from '../../domain/events.ts';
import type { AccountId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { setNotificationUrl } from '../webhooks/setNotificationUrl.ts';
import { customerEvent } from './customerEvent.ts';
import type { CustomerView } from './customers.ts';

/** What a merchant says about a customer. An absent field says nothing. */
export interface CustomerFields {
  readonly externalId?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly notificationUrl?: string | null | undefined;
  readonly metadata?: JsonObject | undefined;
}

/** Makes a customer, and returns the events that report it. Throws `customer_exists`. */
export async function createCustomer(
  trx: Db,
  accountId: AccountId,
  fields: CustomerFields,
): Promise<{ readonly customer: CustomerView; readonly events: readonly AccountEvent[] }> {
  const row = await trx
    .insertInto('customers')
    .values({
      id: newId('cus'),
      account_id: accountId,
      external_id: fields.externalId ?? null,
      email: fields.email ?? null,
      description: fields.description ?? null,
      metadata: JSON.stringify(fields.metadata ?? {}),
      version: 1,
    })
    .onConflict(conflict => conflict.columns(['account_id', 'external_id']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new PurserError('customer_exists');
  const url = fields.notificationUrl ?? null;
  if (url !== null) await setNotificationUrl(trx, accountId, row.id, url);
  return { customer: { ...row, notification_url: url }, events: [customerEvent('CUSTOMER_CREATED', row)] };
}
