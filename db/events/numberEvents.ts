import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Gives the next numbers to events that have none, in the order of their places, and gives how many: of each account
 * `most` at most. The accounts' counters must be locked, by an earlier statement: this one sees what was committed
 * until then, so no event is numbered twice and no number is left out.
 *
 * An event that was committed before another was recorded has the lower place, and whoever sees the other sees it: it
 * has the lower number. Two that were recorded at the same time may be numbered either way. A number that was seen once
 * has none below it that appears later.
 */
export async function numberEvents(trx: Db, accounts: readonly AccountId[], most: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with due as materialized (
      select e.id, a.id as account_id, row_number() over (partition by a.id order by e.position) as nth
      from unnest(${accounts}::text[]) as a (id) cross join lateral (
        select id, position from events where account_id = a.id and sequence is null
        order by position limit ${most}
      ) e
    ), raised as (
      update account_counters c set sequence = c.sequence + due.count
      from (select account_id, count(*) from due group by account_id) due
      where c.account_id = due.account_id
      returning c.account_id, c.sequence - due.count as before
    )
    update events e set sequence = raised.before + due.nth
    from due join raised using (account_id) where e.id = due.id
  `.execute(trx);
  return Number(numAffectedRows ?? 0);
}
