import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Deletes up to `limit` counts of strangers' events of days more than `days` ago. Returns how many were
 * deleted.
 */
export async function endTallies(db: Db, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from stranger_tallies where ctid = any (array(
      select ctid from stranger_tallies where day < current_date - ${days}::integer
      limit ${limit} for update skip locked
    ))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
