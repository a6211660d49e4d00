import { sql } from 'kysely';
import type { Db } from '../connect.ts';

export interface MeasuredBooks {
  /** The last posting's number: the number of postings, plus a few that were rolled back. */
  readonly postings: number;
  /** How many postings no snapshot of the balances includes yet. */
  readonly aboveSnapshots: number;
  /** Events of all accounts. */
  readonly events: number;
  /** Seconds since the last audit ended, and since the last clean one ended; null before the first. */
  readonly auditSeconds: number | null;
  readonly cleanAuditSeconds: number | null;
  /** What the last audit found. */
  readonly auditDifferences: number | null;
}

const nothing: MeasuredBooks = {
  postings: 0,
  aboveSnapshots: 0,
  events: 0,
  auditSeconds: null,
  cleanAuditSeconds: null,
  auditDifferences: null,
};

/**
 * How far the books and the events have come. It reads the ends of indexes and a row per account, however
 * many postings and events there are.
 */
export async function measureBooks(db: Db): Promise<MeasuredBooks> {
  const { rows } = await sql<MeasuredBooks>`
    select postings, greatest(0, postings - horizon) as "aboveSnapshots", events,
      extract(epoch from now() - last_audit.ended_at)::float8 as "auditSeconds",
      extract(epoch from now() - clean_audit.ended_at)::float8 as "cleanAuditSeconds",
      last_audit.differences as "auditDifferences"
    from (
      select coalesce((select max(id) from postings), 0) as postings,
        coalesce((select max(posting_id) from balance_horizon), 0) as horizon,
        coalesce((select sum(sequence) from account_counters), 0)::bigint as events
    ) read
      left join lateral (select ended_at, differences from audit_runs order by id desc limit 1) last_audit on true
      left join lateral (
        select ended_at from audit_runs where verdict = 'clean' order by ended_at desc limit 1
      ) clean_audit on true
  `.execute(db);
  return rows[0] ?? nothing;
}
