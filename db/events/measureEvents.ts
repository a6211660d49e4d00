import { sql } from 'kysely';
import type { Db } from '../connect.ts';

export interface MeasuredEvents {
  /** Events without a number. */
  readonly unnumbered: number;
  /** Events that have a number, but not yet their deliveries. */
  readonly undelivered: number;
  /** The age of the oldest of both; null if there is none. */
  readonly oldestSeconds: number | null;
}

/** What is recorded but not yet published: partial indexes hold only this. */
export async function measureEvents(db: Db): Promise<MeasuredEvents> {
  const { rows } = await sql<MeasuredEvents>`
    with unnumbered as (select created_at from events where sequence is null),
    behind as (
      select c.sequence - c.fanned_out as count, e.created_at from account_counters c
      left join events e on e.account_id = c.account_id and e.sequence = c.fanned_out + 1
      where c.fanned_out < c.sequence
    )
    select (select count(*) from unnumbered) as unnumbered,
      (select coalesce(sum(count), 0)::bigint from behind) as undelivered,
      extract(epoch from now() - least((select min(created_at) from unnumbered),
        (select min(created_at) from behind)))::float8 as "oldestSeconds"
  `.execute(db);
  return rows[0] ?? { unnumbered: 0, undelivered: 0, oldestSeconds: null };
}
