import { sql } from 'kysely';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

/**
 * The accounts whose events are not numbered without a gap up to their counter, from 1 or from the first
 * event that retention has not deleted. Events without a number are left out: they wait for it.
 */
export async function compareSequences(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    select a.id as "where",
      'its events, of which the first that is not in its place should be number ' || (
        select coalesce(min(nth), count(*) + 1 + coalesce(c.events_ended, 0))
        from (
          select sequence, row_number() over (order by sequence) + coalesce(c.events_ended, 0) as nth
          from events where account_id = a.id and sequence is not null
        ) numbered
        where sequence <> nth
      ) as what,
      null as currency, coalesce(c.sequence - c.events_ended, 0)::numeric as expected, count(e.id)::numeric as found
    from accounts a
      left join account_counters c on c.account_id = a.id
      left join events e on e.account_id = a.id and e.sequence is not null
    group by a.id, c.sequence, c.events_ended
    having count(e.id) <> coalesce(c.sequence - c.events_ended, 0)
      or coalesce(max(e.sequence), c.events_ended, 0) <> coalesce(c.sequence, 0)
      or coalesce(min(e.sequence), c.events_ended + 1, 1) <> coalesce(c.events_ended, 0) + 1
    order by 1 limit ${limit}
  `.execute(db);
  return rows;
}
