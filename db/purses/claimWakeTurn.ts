import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import { beginning, overdue, overdueKinds } from './wakeOverdue.ts';
import { wakesWaiting } from './wakesWaiting.ts';

/** The most wake-ups that may be under way: waiting to be sent, or sent and without effect. */
const mostUnderWay = 20;
/** A woken workflow that does nothing for this long is taken to wait for something, or for a person. */
const effectWithinSeconds = 10;

/**
 * Takes the turn for the next batch of wake-ups, if it is time: one batch per `paceMs`, of all kinds and all
 * workers together, so that ten workers wake no faster than one. No batch is sent while the ones before it
 * had no effect. Temporal's queue has no priority: what waits there goes before any later deposit, and
 * nothing shows how fast the queue empties.
 *
 * A turn more than one pace ahead was set before the clock was set back, and may be taken. The time compared
 * is `clock_timestamp()`, because a caller that waited for the row began before the turn was moved.
 */
export async function claimWakeTurn(db: Db, paceMs: number): Promise<boolean> {
  if ((await wakesWaiting(db, mostUnderWay)) || (await withoutEffect(db)) >= mostUnderWay) return false;
  const { rows } = await sql`
    update wake_turn set next_at = clock_timestamp() + make_interval(secs => ${paceMs / 1000})
    where next_at <= clock_timestamp() or next_at > clock_timestamp() + make_interval(secs => ${paceMs / 1000})
    returning 1
  `.execute(db);
  return rows.length > 0;
}

/**
 * A purse that holds money is overdue until a person frees it, whatever its workflow does: it would stop the
 * wake-ups of all others.
 */
const kindsThatEnd = overdueKinds.filter(kind => kind !== 'held');

/**
 * How many rows that were woken just now are still overdue. `offset 0` looks them up by their keys, instead
 * of searching all that is overdue.
 */
async function withoutEffect(db: Db): Promise<number> {
  const isOverdue = sql.join(
    kindsThatEnd.map(
      kind => sql`select from (${overdue[kind].rows(beginning)}) overdue where overdue.id = lately.id`,
    ),
    sql` union all `,
  );
  const { rows } = await sql<{ waiting: number }>`
    with lately as materialized (
      select id from wakes where woken_at between now() - make_interval(secs => ${effectWithinSeconds}) and now()
    )
    select count(*)::int as waiting from lately cross join lateral (${isOverdue} offset 0) overdue
  `.execute(db);
  return rows[0]?.waiting ?? 0;
}
