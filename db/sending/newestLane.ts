import { sql } from 'kysely';

/**
 * On `s`, a sweeper: its newest lane, as a table of one row or none. If the operator's key was replaced, the lane of a
 * stolen one does not count.
 */
export const newestLane = sql`(
  select l.* from lanes l where l.account_id = s.account_id and l.chain_id = s.chain_id
  order by l.created_at desc limit 1
)`;
