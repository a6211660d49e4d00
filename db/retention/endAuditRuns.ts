import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Deletes up to `limit` outcomes of audits that ended more than `days` ago, except the last clean one.
 * Returns how many were deleted.
 */
export async function endAuditRuns(db: Db, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from audit_runs where id = any (array(
      select id from audit_runs
      where ended_at < now() - make_interval(days => ${days})
        and id is distinct from (
          select id from audit_runs where verdict = 'clean' order by ended_at desc, id desc limit 1)
      order by id limit ${limit} for update skip locked
    ))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
