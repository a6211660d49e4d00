import { PurserError } from '../../domain/errors.ts';
import type { AccountId, CustomerId, SessionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { lockCustomer } from './customers.ts';

/** Locks the row of the session's customer, and returns the customer's id. Throws `session_not_found`. */
export async function lockCustomerOf(trx: Db, accountId: AccountId, id: SessionId): Promise<CustomerId> {
  const session = await trx
    .selectFrom('sessions')
    .select('customer_id')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!session) throw new PurserError('session_not_found');
  await lockCustomer(trx, accountId, { id: session.customer_id });
  return session.customer_id;
}
