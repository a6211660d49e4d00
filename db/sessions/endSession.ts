import { sql } from 'kysely';
import type { AccountId, CustomerId, SessionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { lockCustomerOf } from '../customers/lockCustomerOf.ts';
import { signalSessions } from '../outbox/signalSessions.ts';

/**
 * Lets a session expire now instead of later. Money sent until now still counts: the session is `expired`
 * once the scanners of its networks have read up to now and the deposits that they found are decided. A
 * session whose time is over stays as it is. Throws `session_not_found`.
 */
export async function endSession(trx: Db, accountId: AccountId, id: SessionId): Promise<void> {
  await endOpenSessions(trx, await lockCustomerOf(trx, accountId, id), id);
}

/** The same for all open sessions of a customer, or for one of them. The customer must be locked. */
export async function endOpenSessions(trx: Db, customerId: CustomerId, id?: SessionId): Promise<void> {
  const ended = await trx
    .updateTable('sessions')
    // Not `now()`, when the transaction began: it may have waited for the customer's lock since. In whole ms,
    // as the API shows times.
    .set({ expires_at: sql<Date>`date_trunc('milliseconds', clock_timestamp())` })
    .where('customer_id', '=', customerId)
    .$if(id !== undefined, query => query.where('id', '=', id ?? null))
    .where('status', 'in', ['open', 'processing'])
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .returning('id')
    .execute();
  if (ended.length > 0) await signalSessions(trx, ended.map(row => row.id).toSorted());
}
