import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/** Drops the outcomes of audits of so many days ago, but for the last clean one. Gives how many went. */
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
