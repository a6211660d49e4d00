import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/**
 * The newest lane of an operator's key of an account on a chain, as a table of one row or none. If the key was replaced, the
 * lane of a stolen one does not count.
 */
export function newestLaneOf(account: RawBuilder<unknown>, chain: RawBuilder<unknown>) {
  return sql`(
    select l.* from lanes l where l.account_id = ${account} and l.chain_id = ${chain} and l.purse_id is null
    order by l.created_at desc limit 1
  )`;
}

/** The same on `s`, a sweeper. */
export const newestLane = newestLaneOf(sql.ref('s.account_id'), sql.ref('s.chain_id'));
