import { sql } from 'kysely';
import type { AccountId, ApiKeyId, CustomerId } from '../../domain/ids.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { setNotificationUrl } from '../webhooks/setNotificationUrl.ts';
import { customerEvent } from './customerEvent.ts';
import type { CustomerView } from './customers.ts';
import { lockCustomer } from './customers.ts';
import { eraseAnswers } from './eraseAnswers.ts';

/**
 * Erases what is known about a person, and keeps what is known about money. Deposits, postings, charges,
 * payments and the address stay, under our id alone, which names nobody. The address is still watched, and
 * deposits to it are credited. Repeating it erases newer data. The caller appends the events.
 *
 * Throws `customer_not_found`, also for a name that was erased.
 */
export async function eraseCustomer(
  trx: Db,
  accountId: AccountId,
  ref: CustomerRef,
  { reason, by }: { readonly reason: string | null; readonly by: ApiKeyId | null },
): Promise<{ readonly customer: CustomerView; readonly events: readonly AccountEvent[] }> {
  const { notification_url: url, ...before } = await lockCustomer(trx, accountId, ref);
  const { id } = before;
  if (url !== null) await setNotificationUrl(trx, accountId, id, null);
  const isErased =
    before.erased_at !== null &&
    [before.external_id, before.email, before.description, url].every(value => value === null) &&
    Object.keys(before.metadata).length === 0;
  const customer = isErased
    ? before
    : await trx
        .updateTable('customers')
        .set({
          external_id: null,
          email: null,
          description: null,
          metadata: '{}',
          erased_at: sql<Date>`now()`,
          version: before.version + 1,
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
  await eraseFromSessions(trx, id);
  await eraseFromCharges(trx, id);
  await eraseFromDeliveries(trx, id);
  await eraseAnswers(trx, accountId, id);
  if (!isErased) {
    await recordAudit(trx, {
      accountId,
      action: 'erase',
      resourceType: 'customer',
      resourceId: id,
      reason,
      by,
    });
  }
  // Only their owner can change events and audits. The owner's function requires that audit.
  await sql`select erase_from_history(${id})`.execute(trx);
  if (isErased) return { customer: { ...customer, notification_url: null }, events: [] };
  return {
    customer: { ...customer, notification_url: null },
    events: [customerEvent('CUSTOMER_UPDATED', customer)],
  };
}

/**
 * A repeated request for a session with its `clientId` gets a conflict: what it asked for is no longer known.
 */
async function eraseFromSessions(trx: Db, id: CustomerId): Promise<void> {
  await trx
    .updateTable('sessions')
    .set({ customer_data: null, product_name: null, product_data: null, request_hash: Buffer.alloc(0) })
    .where('customer_id', '=', id)
    .execute();
}

/** The texts of charges and refunds are for people, and may name one. */
async function eraseFromCharges(trx: Db, id: CustomerId): Promise<void> {
  const charges = trx.selectFrom('charges').select('id').where('customer_id', '=', id);
  await trx.updateTable('refunds').set({ reason: null }).where('charge_id', 'in', charges).execute();
  await trx.updateTable('charges').set({ description: null }).where('customer_id', '=', id).execute();
}

/** Erases where the customer's own URL was, and what merchants' servers answered to the customer's events. */
async function eraseFromDeliveries(trx: Db, id: CustomerId): Promise<void> {
  await sql`
    update delivery_attempts t set answer = null,
      address = case when w.customer_id is null then t.address end
    from webhook_endpoints w
    where w.id = t.endpoint_id and (t.answer is not null or w.customer_id is not null) and t.event_id in (
      select e.id from events e join (
        select 'customer' as type, ${id} as id
        union all select 'purse', id from purses where customer_id = ${id}
        union all select 'transaction', id from transactions where customer_id = ${id}
        union all select 'unsupported_deposit', u.id from unsupported_deposits u
          join purses p on p.id = u.purse_id where p.customer_id = ${id}
        union all select 'session', id from sessions where customer_id = ${id}
        union all select 'payment', m.id from payments m
          join sessions s on s.id = m.session_id where s.customer_id = ${id}
        union all select 'webhook_endpoint', id from webhook_endpoints where customer_id = ${id}
      ) about on e.resource_type = about.type and e.resource_id = about.id
    )
  `.execute(trx);
  await trx
    .updateTable('webhook_endpoints')
    .set({ url: erasedUrl, description: null, disabled_reason: null })
    .where('customer_id', '=', id)
    .execute();
}

/** A name that nobody can have (RFC 6761, 6.4). */
const erasedUrl = 'https://erased.invalid/';
