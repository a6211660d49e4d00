import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Drops up to `limit` observations that forks took out so many days ago, of deposits that are in another block by now.
 * The one of the block that a deposit is in is kept for ever, and so are all of one that is in none. Gives how many
 * went.
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
