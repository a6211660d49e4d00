import { sql } from 'kysely';
import { PurserError } from '../domain/errors.ts';
import type { AccountId, SessionId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { lockCustomer } from './customers.ts';
import { signalSessions } from './signalSessions.ts';

/**
 * Has a session expire now instead of later. What was sent until now still counts: it is `expired` once the scanners
 * of its networks have looked as far, and what they found has been decided. One that is over stays as it is. Throws
 * `session_not_found`.
 */
export async function endSession(trx: Db, accountId: AccountId, id: SessionId): Promise<void> {
  const session = await trx
    .selectFrom('sessions')
    .select('customer_id')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!session) throw new PurserError('session_not_found');
  await lockCustomer(trx, accountId, { id: session.customer_id });
  const ended = await trx
    .updateTable('sessions')
    .set({ expires_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', 'in', ['open', 'processing'])
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (ended.numUpdatedRows > 0n) await signalSessions(trx, [id]);
}
