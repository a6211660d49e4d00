import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** What is waiting to be published. */
export interface Unpublished {
  readonly accounts: readonly AccountId[];
  /** True if any endpoint has an unfinished replay. */
  readonly replays: boolean;
}

/**
 * The accounts above `after` that have events without a number or without their deliveries, in the order of
 * their ids, at most `limit`. One look at an index per account, however many events it has.
 */
export async function accountsBehind(db: Db, after: string, limit: number): Promise<Unpublished> {
  const { rows } = await sql<Unpublished>`
    with recursive unnumbered (account_id, nth) as (
      (select account_id, 1 from events where sequence is null and account_id > ${after}
        order by account_id limit 1)
      union all
      select next.account_id, u.nth + 1 from unnumbered u cross join lateral (
        select e.account_id from events e where e.sequence is null and e.account_id > u.account_id
        order by e.account_id limit 1
      ) next
      where u.nth < ${limit}
    )
    select array(
      select account_id from unnumbered
      union
      (select account_id from account_counters where fanned_out < sequence and account_id > ${after}
        order by account_id limit ${limit})
      order by account_id limit ${limit}
    ) as accounts, exists (select from replays) as replays
  `.execute(db);
  return rows[0] ?? { accounts: [], replays: false };
}
