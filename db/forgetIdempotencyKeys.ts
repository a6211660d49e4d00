import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** Drops keys that are older than 48 hours; the contract promises 24. Returns how many. */
export async function forgetIdempotencyKeys(db: Db): Promise<number> {
  const forgotten = await db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', sql<Date>`now() - interval '48 hours'`)
    .executeTakeFirst();
  return Number(forgotten.numDeletedRows);
}
