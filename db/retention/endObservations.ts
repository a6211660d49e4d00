import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Deletes up to `limit` observations older than `days` that forks took out, of deposits that are in another
 * block by now. The observation of a deposit's present block is kept for ever, and so are all observations of
 * a deposit in no block. Returns how many were deleted.
 */
export async function endObservations(db: Db, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from observations where ctid = any (array(
      select o.ctid from observations o
      where not o.canonical and o.observed_at < now() - make_interval(days => ${days})
        and exists (select from observations c where c.transaction_id = o.transaction_id and c.canonical)
      order by o.observed_at limit ${limit} for update of o skip locked
    ))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
