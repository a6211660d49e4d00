import { sql } from 'kysely';
import type { Db } from './connect.ts';

export interface MeasuredBooks {
  /** The last posting's number: how many there are, and a few that were rolled back. */
  readonly postings: number;
  /** How many of them no snapshot of the balances has yet. */
  readonly aboveSnapshots: number;
  /** Events of all accounts. */
  readonly events: number;
}

/** How far the books and the events have come: two ends of indexes and a row per account, however many there are. */
export async function measureBooks(db: Db): Promise<MeasuredBooks> {
  const { rows } = await sql<MeasuredBooks>`
    select postings, greatest(0, postings - horizon) as "aboveSnapshots", events from (
      select coalesce((select max(id) from postings), 0) as postings,
        coalesce((select max(posting_id) from balance_horizon), 0) as horizon,
        coalesce((select sum(sequence) from account_counters), 0)::bigint as events
    ) read
  `.execute(db);
  return rows[0] ?? { postings: 0, aboveSnapshots: 0, events: 0 };
}
