import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Gives the next numbers to events that have none, in the order of their places, at most `most` per account.
 * Returns how many it numbered. An earlier statement must have locked the accounts' counters: this statement
 * sees what was committed until then, so no event is numbered twice and no number is left out.
 *
 * If an event was committed before another was recorded, it has the lower place. Whoever sees the later one
 * also sees it, so it gets the lower number. Two events recorded at the same time may get either order. Once
 * a number was seen, no lower one appears later.
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
