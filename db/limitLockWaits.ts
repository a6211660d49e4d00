import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** From here to the end of the transaction no lock is waited for longer than 5 s: it fails, and rolls back. */
export async function limitLockWaits(trx: Db): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(trx);
}
