import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { isCustomer } from '../customerRef.ts';

/** What a request asks for, as a hash that is stored, and the other spellings of the same request. */
export interface Asked {
  /** SHA-256 over what the request asks for. */
  readonly requestHash: Buffer;
  /** The customer that the request names. */
  readonly customer?: CustomerRef | undefined;
  /** The hashes of the same request in other spellings, with each of these names for its customer. */
  readonly otherwise?: ((names: readonly string[]) => readonly Buffer[]) | undefined;
}

/**
 * True if an earlier request asked for the same, under either name of the customer. `savedHash` is the earlier
 * request's hash.
 */
export async function isSameRequest(
  db: Db,
  accountId: AccountId,
  { requestHash, customer, otherwise }: Asked,
  savedHash: Buffer,
): Promise<boolean> {
  if (savedHash.equals(requestHash)) return true;
  if (!otherwise) return false;
  const names = customer ? await namesOf(db, accountId, customer) : [];
  return otherwise(names).some(hash => savedHash.equals(hash));
}

/** Both names of a customer, our id and the merchant's; empty if there is no such customer. */
async function namesOf(db: Db, accountId: AccountId, ref: CustomerRef): Promise<readonly string[]> {
  const known = await db
    .selectFrom('customers as c')
    .select(['c.id', 'c.external_id'])
    .where('c.account_id', '=', accountId)
    .where(isCustomer(ref))
    .executeTakeFirst();
  if (!known) return [];
  return known.external_id === null ? [known.id] : [known.id, known.external_id];
}
