import { sql } from 'kysely';
import type { SessionId } from '../../domain/ids.ts';
import type { SessionView } from '../../domain/sessions/messages.ts';
import type { Db } from '../connect.ts';
import { lockCustomer } from '../customers/customers.ts';
import { recordFacts } from '../events/recordFacts.ts';
import { signalSessions } from '../outbox/signalSessions.ts';
import { recomputeSessions } from './recomputeSessions.ts';

/**
 * Brings a session and its customer's other sessions up to date at `at`, and returns where the session
 * stands. Signals the workflows of the other sessions that changed. Idempotent.
 */
export async function recomputeSession(db: Db, id: SessionId, at: Date): Promise<SessionView> {
  return recordFacts(db, async trx => {
    const { account_id, customer_id } = await trx
      .selectFrom('sessions')
      .select(['account_id', 'customer_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await lockCustomer(trx, account_id, { id: customer_id });
    const { changed, again, events } = await recomputeSessions(trx, customer_id, { also: [id], at });
    const others = changed.filter(other => other !== id);
    await signalSessions(trx, [...new Set([...others, ...again])]);
    return { result: await viewSession(trx, id, at), events };
  });
}

async function viewSession(trx: Db, id: SessionId, at: Date): Promise<SessionView> {
  const row = await trx
    .selectFrom('sessions as s')
    .leftJoin('payments as p', 'p.session_id', 's.id')
    .select(['s.account_id', 's.customer_id', 's.status', 's.expires_at', 'p.status as payment'])
    .select(
      sql<boolean>`exists (select from transactions t where t.expected_session_id = s.id
        and t.status in ('MEM_POOL_FOUND', 'PENDING_COMPLIANCE_CHECK'))`.as('pending'),
    )
    .where('s.id', '=', id)
    .executeTakeFirstOrThrow();
  const isLive = row.status === 'open' || row.status === 'processing';
  const overdue = isLive && row.expires_at <= at;
  return {
    sessionId: id,
    accountId: row.account_id,
    customerId: row.customer_id,
    status: row.status,
    expiresAt: row.expires_at.toISOString(),
    payment: row.payment,
    waitsFor: overdue ? (row.pending ? 'deposits' : 'scanners') : null,
  };
}
