import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Deletes up to `limit` keys older than `hours`; the contract promises 24. It skips keys that a request has
 * locked. Returns how many it deleted.
 */
export async function forgetIdempotencyKeys(db: Db, hours = 48, limit = 10_000): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from idempotency_keys where ctid = any (array(
      select ctid from idempotency_keys where created_at < now() - make_interval(hours => ${hours})
      order by created_at limit ${limit} for update skip locked
    ))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
