import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, CustomerId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { isCustomer } from '../customerRef.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';
import type { CustomerRow } from '../schema.ts';
import { customerBusy } from './customerBusy.ts';

/** A customer with the URL that receives the customer's events; null if there is none. */
export type CustomerView = CustomerRow & { readonly notification_url: string | null };

/**
 * Every read of customers begins here. An endpoint without types of events is a cleared URL (see
 * retireEndpoint).
 */
function selectCustomers(db: Db) {
  return db
    .selectFrom('customers as c')
    .leftJoin('webhook_endpoints as w', join =>
      join.onRef('w.customer_id', '=', 'c.id').on(sql<boolean>`w.types is null`),
    )
    .selectAll('c')
    .select('w.url as notification_url');
}

/** Throws `customer_not_found`, also for a customer of another account. */
export async function findCustomer(db: Db, accountId: AccountId, ref: CustomerRef): Promise<CustomerView> {
  const row = await selectCustomers(db)
    .where('c.account_id', '=', accountId)
    .where(isCustomer(ref))
    .executeTakeFirst();
  if (!row) throw new PurserError('customer_not_found');
  return row;
}

/**
 * Locks the customer, so that no deposit is settled and no purse is issued meanwhile. Throws
 * `customer_not_found`, and `customer_busy` if waiting for locks is limited.
 */
export async function lockCustomer(trx: Db, accountId: AccountId, ref: CustomerRef): Promise<CustomerView> {
  const row = await selectCustomers(trx)
    .where('c.account_id', '=', accountId)
    .where(isCustomer(ref))
    .forNoKeyUpdate('c')
    .executeTakeFirst()
    .catch(customerBusy);
  if (!row) throw new PurserError('customer_not_found');
  return row;
}

export async function listCustomers(
  db: Db,
  accountId: AccountId,
  page: Page<CustomerId>,
): Promise<Paged<CustomerView>> {
  const list = selectCustomers(db).where('c.account_id', '=', accountId);
  return readPage(list, 'c.id', page);
}
