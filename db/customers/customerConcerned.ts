import type { AccountId, ChargeId, PurseId, SessionId, TransactionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';

/** What a write is about: the customer itself, or what belongs to one. */
export type Concerned =
  | { readonly customer: CustomerRef }
  | { readonly charge: ChargeId }
  | { readonly deposit: TransactionId }
  | { readonly session: SessionId }
  | { readonly purse: PurseId };

/**
 * Which customer's row a write is going to lock, by one name however the customer is referred to. It is for waiting
 * alone and proves nothing: undefined where there is no such thing in the account.
 */
export async function customerConcerned(
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
    // One that is not there yet is made under this name.
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
  return db.selectFrom('purses').select(columns).where('id', '=', concerns.purse).executeTakeFirst();
}
