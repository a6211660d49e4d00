import { sql } from 'kysely';
import type { Difference } from '../../domain/difference.ts';
import type { Db } from '../connect.ts';

/** The accounts whose events are not numbered from 1 to their counter without a gap. */
export async function compareSequences(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    select a.id as "where",
      'its events, of which the first that is not in its place should be number ' || (
        select coalesce(min(nth), count(*) + 1)
        from (
          select sequence, row_number() over (order by sequence) as nth from events where account_id = a.id
        ) numbered
        where sequence <> nth
      ) as what,
      null as currency, coalesce(c.sequence, 0)::numeric as expected, count(e.id)::numeric as found
    from accounts a
      left join account_counters c on c.account_id = a.id
      left join events e on e.account_id = a.id
    group by a.id, c.sequence
    having count(e.id) <> coalesce(c.sequence, 0) or coalesce(max(e.sequence), 0) <> coalesce(c.sequence, 0)
      or coalesce(min(e.sequence), 1) <> 1
    order by 1 limit ${limit}
  `.execute(db);
  return rows;
}
