import { sql } from 'kysely';
import type { AccountId, EventId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/**
 * Deletes up to `limit` events older than `days`, with the log of their deliveries. Deletes each account's
 * oldest events first, so that the kept ones are numbered without a gap. An event that is still owed to an
 * endpoint is kept, and all after it. Returns how many were deleted.
 */
export async function endEvents(db: Db, days: number, limit: number): Promise<number> {
  const { rows } = await sql<{ accountId: AccountId }>`
    select c.account_id as "accountId"
    from account_counters c
      join events e on e.account_id = c.account_id and e.sequence = c.events_ended + 1
        -- What was not given to its endpoints yet is owed to them.
        and e.sequence <= c.fanned_out
    where e.created_at < now() - make_interval(days => ${days})
      and not exists (${owed(sql.ref('e.id'))})
    order by e.created_at limit ${limit}
  `.execute(db);
  let ended = 0;
  for (const { accountId } of rows) {
    if (ended < limit) ended += await endEventsOf(db, accountId, days, limit - ended);
  }
  return ended;
}

/** The deliveries of an event that have not arrived, at endpoints that were not deleted. */
const owed = (event: ReturnType<typeof sql.ref>) => sql`
  select from deliveries d join webhook_endpoints w on w.id = d.endpoint_id
  where d.event_id = ${event} and d.state <> 'delivered' and w.types is distinct from '{}'`;

async function endEventsOf(db: Db, accountId: AccountId, days: number, limit: number): Promise<number> {
  return db.transaction().execute(async trx => {
    // Locked before the events, as by replays and by all that publish.
    const { rows: counters } = await sql`
      select from account_counters where account_id = ${accountId} for no key update skip locked`.execute(
      trx,
    );
    if (counters.length === 0) return 0;
    // A replay refers to its event's row. Rows that a replay locks are skipped, and no replay can refer to
    // the rows locked here.
    const { rows } = await sql<{ id: EventId; sequence: number }>`
      select e.id, e.sequence
      from events e join account_counters c on c.account_id = e.account_id
      where e.account_id = ${accountId} and e.sequence > c.events_ended and e.sequence <= c.fanned_out
      order by e.sequence limit ${limit} for update of e skip locked
    `.execute(trx);
    // A new statement sees all that was committed before the rows were locked.
    const { rows: retainedRows } = await sql<{ id: EventId }>`
      select e.id from events e
      where e.id = any (${rows.map(({ id }) => id)})
        and (e.created_at >= now() - make_interval(days => ${days}) or exists (${owed(sql.ref('e.id'))}))
    `.execute(trx);
    const retainedIds = new Set(retainedRows.map(({ id }) => id));
    const { events_ended: before } = await trx
      .selectFrom('account_counters')
      .select('events_ended')
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow();
    // A skipped row is a gap, and ends the list.
    const firstRetained = rows.findIndex(
      ({ id, sequence }, at) => retainedIds.has(id) || sequence !== before + 1 + at,
    );
    const ending = firstRetained === -1 ? rows : rows.slice(0, firstRetained);
    const last = ending.at(-1);
    if (!last) return 0;
    const ids = ending.map(({ id }) => id);
    await trx.deleteFrom('deliveries').where('event_id', 'in', ids).execute();
    const { rows: gone } = await sql<{ count: number }>`select end_events(${ids}) as count`.execute(trx);
    if (gone[0]?.count !== ids.length) throw new Error('an event was not deleted');
    await trx
      .updateTable('account_counters')
      .set({ events_ended: last.sequence })
      .where('account_id', '=', accountId)
      .where('events_ended', '=', before)
      .execute();
    return ending.length;
  });
}
