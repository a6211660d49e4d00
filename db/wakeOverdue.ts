import { sql } from 'kysely';
import { purseChangedSignal, sessionChangedSignal } from '../domain/messages.ts';
import type { Db } from './connect.ts';

/**
 * Has every purse and session looked at that should have expired an hour ago: its workflow was ended by hand, or lost
 * with Temporal's database, and the signal starts another. Where it only waits for a deposit, nothing changes.
 */
export async function wakeOverdue(db: Db): Promise<void> {
  await sql`
    insert into signal_outbox (purse_id, signal, payload)
    select id, ${purseChangedSignal}, 'null' from purses
    where state = 'ACTIVE' and expires_at < now() - interval '1 hour'
  `.execute(db);
  await sql`
    insert into signal_outbox (session_id, signal, payload)
    select id, ${sessionChangedSignal}, 'null' from sessions
    where status in ('open', 'processing') and expires_at < now() - interval '1 hour'
  `.execute(db);
}
