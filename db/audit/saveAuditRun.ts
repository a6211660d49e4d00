import { sql } from 'kysely';
import type { Db } from '../connect.ts';

export interface AuditRun {
  readonly begunAt: Date;
  readonly verdict: 'clean' | 'different' | 'incomplete';
  readonly differences: number;
}

/** Saves an audit's result, for the metrics that show when the last clean audit was. */
export async function saveAuditRun(db: Db, { begunAt, verdict, differences }: AuditRun): Promise<void> {
  await db.insertInto('audit_runs').values({ begun_at: begunAt, verdict, differences }).execute();
}

/** Whether this login, or this server, keeps an audit from saving anything. */
export async function mayOnlyRead(db: Db): Promise<boolean> {
  const { rows } = await sql<{ readOnly: boolean }>`
    select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean
      or not has_table_privilege('audit_runs', 'insert')
      or not has_table_privilege('audit_rounds', 'insert')
      or not has_table_privilege('audit_rounds', 'update') as "readOnly"
  `.execute(db);
  return rows[0]?.readOnly ?? true;
}
