import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import { beginning, overdue, overdueKinds } from './wakeOverdue.ts';
import { wakesWaiting } from './wakesWaiting.ts';

/** So many wake-ups may be under way: waiting to be sent, or sent and without effect. */
const mostUnderWay = 20;
/** After so long a workflow that was woken and did nothing is taken to wait for something, or for a person. */
const effectWithinSeconds = 10;

/**
 * Takes the turn of the next batch of wake-ups, if it is time: one batch each `paceMs`, of all kinds and of all workers
 * together, so that ten workers wake no faster than one. None goes while those before it had no effect: Temporal's
 * queue has no priority, so what waits there goes before any later deposit, and how fast it empties is nobody's to say.
 * A turn that lies further ahead than one pace is of a clock that was set back since: of the time in which it is looked
 * at, as one who waited for the row began before it was moved.
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

/** What holds money is overdue until a person frees it, whatever its workflow did: it would stop the pace of all others. */
const kindsThatEnd = overdueKinds.filter(kind => kind !== 'held');

/** How many that were woken just now are overdue as before. `offset 0`: by their keys, not by a look at all that is overdue. */
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
