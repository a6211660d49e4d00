import { sql } from 'kysely';
import type { Db } from './connect.ts';

/**
 * How long a write waits for a row, in ms: each holds one of few connections meanwhile. Those of this process wait for
 * one another before they take one.
 */
const patienceMs = 1500;

/** From here to the end of the transaction no lock is waited for longer: it fails, and rolls back. */
export async function limitLockWaits(trx: Db, ms = patienceMs): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(ms)}, true)`.execute(trx);
}
