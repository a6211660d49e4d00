import { sql } from 'kysely';
import type { PurseState } from '../../domain/deposits/states.ts';
import type { Db } from '../connect.ts';

export interface CountedPurses {
  readonly state: PurseState;
  readonly count: number;
}

/**
 * How many purses there are by state: counted up to about `exactUpTo`, above that estimated from Postgres's
 * own statistics, to about 1 % if autovacuum keeps up. Counting ten million purses takes seconds, and an
 * index for it would cost each new purse. A state that the statistics' sample missed is left out.
 */
export async function countPurses(db: Db, exactUpTo = 100_000): Promise<readonly CountedPurses[]> {
  const { rows } = await sql<CountedPurses>`
    with size as (select reltuples::float8 as rows from pg_class where oid = 'purses'::regclass)
    select state, count(*) from purses
    where (select rows from size) <= ${exactUpTo} group by state
    union all
    select s.state, round(size.rows * s.frequency)::bigint
    from size, pg_stats p, unnest(p.most_common_vals::text::text[], p.most_common_freqs) as s (state, frequency)
    where size.rows > ${exactUpTo} and p.schemaname = current_schema() and p.tablename = 'purses' and p.attname = 'state'
  `.execute(db);
  return rows;
}
