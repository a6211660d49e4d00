import { sql } from 'kysely';
import type { CustomerId, SessionId } from '../../domain/ids.ts';
import { sessionChangedSignal } from '../../domain/sessions/messages.ts';
import type { Db } from '../connect.ts';
import { latePeriod } from '../latePeriod.ts';
import { enqueueOnce } from './enqueueSignals.ts';

/** Enqueues a signal for the workflow of each of these sessions; the relay sends it after the commit. */
export async function signalSessions(trx: Db, ids: readonly SessionId[]): Promise<void> {
  await enqueueOnce(trx, sessionChangedSignal, ids);
}

/**
 * Signals sessions of customers whose deposits changed without their sessions, as a scanner locks no
 * customer. One signal per customer is enough, as all the customer's sessions are recomputed together. It
 * goes to an open session, else to the last one that expired and may be paid late.
 */
export async function signalSessionsOf(trx: Db, customers: readonly CustomerId[]): Promise<void> {
  if (customers.length === 0) return;
  const { rows } = await sql<{ id: SessionId }>`
    select s.id
    from unnest(${[...new Set(customers)]}::text[]) as c (id)
    cross join lateral (
      select id from sessions
      where customer_id = c.id and (status in ('open', 'processing')
        or (status = 'expired' and expires_at > now() - ${latePeriod}))
      order by status = 'expired', expires_at desc limit 1
    ) s
  `.execute(trx);
  await signalSessions(
    trx,
    rows.map(({ id }) => id),
  );
}
