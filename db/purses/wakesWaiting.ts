import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/**
 * Whether at least `most` wake-ups wait to be sent. Wake-ups that failed and were postponed do not count, so
 * they do not hold up the others.
 */
export async function wakesWaiting(db: Db, most: number): Promise<boolean> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from (
      select from signal_outbox where priority + 0 = 1 and failures = 0 and not_before <= now() limit ${most}
    ) w
  `.execute(db);
  return (rows[0]?.waiting ?? 0) >= most;
}

/** Deletes the wakes that were due more than a day ago and were not found overdue since. */
export async function forgetWakes(db: Db): Promise<void> {
  await sql`delete from wakes where due_at < now() - interval '1 day'`.execute(db);
}
