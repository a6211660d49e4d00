import type {
  AccountId,
  ApprovalRequestId,
  ChargeId,
  PurseId,
  SessionId,
  TransactionId,
} from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';

/** What a write is about: a customer, or something that belongs to one. */
export type Concerned =
  | { readonly customer: CustomerRef }
  | { readonly charge: ChargeId }
  | { readonly deposit: TransactionId }
  | { readonly session: SessionId }
  | { readonly purse: PurseId }
  | { readonly approval: ApprovalRequestId };

/**
 * The customer whose row a write will lock, under one name however the request names the customer. It serves
 * only for waiting and proves nothing. Undefined if the account has no such thing.
 */
export async function customerOfWrite(
  db: Db,
  accountId: AccountId,
  concerns: Concerned,
): Promise<string | undefined> {
  if ('customer' in concerns) {
    const { customer } = concerns;
    if ('id' in customer) return customer.id;
    const known = await db
      .selectFrom('customers')
      .select('id')
      .where('account_id', '=', accountId)
      .where('external_id', '=', customer.externalId)
      .executeTakeFirst();
    // A customer that does not exist yet will be made under this name.
    return known?.id ?? `externalId ${customer.externalId}`;
  }
  const owned = await ownerOf(db, concerns);
  return owned?.account_id === accountId ? owned.customer_id : undefined;
}

function ownerOf(db: Db, concerns: Exclude<Concerned, { readonly customer: CustomerRef }>) {
  const columns = ['account_id', 'customer_id'] as const;
  if ('charge' in concerns) {
    return db.selectFrom('charges').select(columns).where('id', '=', concerns.charge).executeTakeFirst();
  }
  if ('deposit' in concerns) {
    return db
      .selectFrom('transactions')
      .select(columns)
      .where('id', '=', concerns.deposit)
      .executeTakeFirst();
  }
  if ('session' in concerns) {
    return db.selectFrom('sessions').select(columns).where('id', '=', concerns.session).executeTakeFirst();
  }
  if ('approval' in concerns) {
    return db
      .selectFrom('approval_requests as r')
      .innerJoin('transactions as t', 't.id', 'r.resource_id')
      .select(['t.account_id', 't.customer_id'])
      .where('r.id', '=', concerns.approval)
      .executeTakeFirst();
  }
  return db.selectFrom('purses').select(columns).where('id', '=', concerns.purse).executeTakeFirst();
}
