import { sql } from 'kysely';
import type { Db } from './connect.ts';

/**
 * How long a write waits for a row, in ms: it occupies one of few connections meanwhile. Writes of this
 * process wait for one another before they take a connection.
 */
const patienceMs = 1500;

/** From here to the end of the transaction, a longer wait for a lock fails and rolls back the transaction. */
export async function limitLockWaits(trx: Db, ms = patienceMs): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(ms)}, true)`.execute(trx);
}
