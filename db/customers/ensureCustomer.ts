import { PurserError } from '../../domain/errors.ts';
import type { AccountId, CustomerId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { isCustomer } from '../customerRef.ts';
import { recordFacts } from '../events/recordFacts.ts';
import { limitLockWaits } from '../limitLockWaits.ts';
import { createCustomer } from './createCustomer.ts';

interface KnownCustomer {
  readonly id: CustomerId;
  readonly blocked: boolean;
}

/**
 * The customer; makes it if the merchant's own id is new. If several calls make it at the same time, one of
 * them does. Throws `customer_not_found` for an unknown id of ours.
 */
export async function ensureCustomer(db: Db, accountId: AccountId, ref: CustomerRef): Promise<KnownCustomer> {
  const known = await find(db, accountId, ref);
  if (known) return known;
  if ('id' in ref) throw new PurserError('customer_not_found');
  try {
    return await recordFacts(db, async trx => {
      await limitLockWaits(trx);
      const { customer, events } = await createCustomer(trx, accountId, ref);
      return { result: customer, events };
    });
  } catch (error) {
    if (!(error instanceof PurserError) || error.code !== 'customer_exists') throw error;
    const made = await find(db, accountId, ref);
    if (!made) throw error;
    return made;
  }
}

function find(db: Db, accountId: AccountId, ref: CustomerRef): Promise<KnownCustomer | undefined> {
  return db
    .selectFrom('customers as c')
    .select(['c.id', 'c.blocked'])
    .where('c.account_id', '=', accountId)
    .where(isCustomer(ref))
    .executeTakeFirst();
}
