import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { depositsChangedSignal, purseChangedSignal } from '../../domain/messages.ts';
import { sessionChangedSignal } from '../../domain/sessions/messages.ts';
import type { Db } from '../connect.ts';
import { isHeld } from '../isHeld.ts';
import { none } from '../none.ts';

/** What is looked through: deposits first, as they hold money up. */
export const overdueKinds = ['deposit', 'session', 'purse', 'held'] as const;
export type OverdueKind = (typeof overdueKinds)[number];

/** How far a round through one kind has come: the last row looked at. */
export interface WakePlace {
  readonly since: string;
  readonly id: string;
}
export const beginning: WakePlace = { since: '-infinity', id: '' };

interface Overdue {
  /** As (id, since, workflow) in any order, with all that come after a place; each has an index in the order of (since, id). */
  readonly rows: (after: WakePlace) => RawBuilder<unknown>;
  readonly receiver: RawBuilder<unknown>;
  readonly signal: string;
  readonly payload: RawBuilder<unknown>;
  /** How long what is found must stay as it is before it is woken, and how long it is left alone afterwards. */
  readonly patience: string;
  readonly pause: string;
  /** How many are woken at once. */
  readonly atOnce: number;
}

/** How many rows one call looks through at most, so that a million that were woken lately cost nobody. */
const rowsAtOnce = 500;

export const overdue: Readonly<Record<OverdueKind, Overdue>> = {
  // An hour past its end: its workflow was ended by hand, or lost with Temporal's database. Where it only waits for a
  // deposit, a scanner or a session, nothing changes.
  purse: {
    rows: () => sql`select id, expires_at as since, id as workflow from purses
      where state = 'ACTIVE' and expires_at < now() - interval '1 hour'`,
    receiver: sql.ref('purse_id'),
    signal: purseChangedSignal,
    payload: sql`'null'::jsonb`,
    patience: '0',
    pause: '1 hour',
    atOnce: 10,
  },
  session: {
    rows: () => sql`select id, expires_at as since, id as workflow from sessions
      where status in ('open', 'processing') and expires_at < now() - interval '1 hour'`,
    receiver: sql.ref('session_id'),
    signal: sessionChangedSignal,
    payload: sql`'null'::jsonb`,
    patience: '0',
    pause: '1 hour',
    atOnce: 10,
  },
  // Judged and final and not posted; posted for a block that does not hold it; freed and held still; or unjudged for
  // ten minutes: a person may have to decide, and is waited for longer each time.
  deposit: {
    rows: () => sql`select id, created_at as since, purse_id as workflow from transactions
      where (credited_to is null and not quiet and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
          or credited_to is not null and credited_block_hash is distinct from block_hash
          or credited_to = 'held' and freed)
        and (credited_to is not null
          or final_block_hash = block_hash and (verdict is not null or status = 'DECLINED')
          or verdict is null and created_at < now() - interval '10 minutes')`,
    receiver: sql.ref('purse_id'),
    signal: depositsChangedSignal,
    payload: sql`jsonb_build_object('transactionIds', jsonb_agg(id))`,
    patience: '2 minutes',
    pause: '5 minutes',
    atOnce: 10,
  },
  // Not active, and holds money that only a person can free: its workflow stays to show that, and no row tells whether
  // it is there. Woken once a day, by two, as nothing shows how fast Temporal gets through these. The probe of its index that finds
  // a purse begins at the one before, however much either holds. An id of their own: a purse is woken for its expiry, too.
  held: {
    rows: after => sql`
      with recursive held (purse_id) as (
        select min(purse_id) from transactions where ${isHeld} and purse_id > ${after.id}
        union all
        select (select min(t.purse_id) from transactions t where ${isHeld} and t.purse_id > held.purse_id)
        from held where held.purse_id is not null
      )
      select purse_id || '/held' as id, '-infinity'::timestamptz as since, purse_id as workflow from held
      where (select state from purses where purses.id = held.purse_id) <> 'ACTIVE' limit ${rowsAtOnce}`,
    receiver: sql.ref('purse_id'),
    signal: purseChangedSignal,
    payload: sql`'null'::jsonb`,
    patience: '1 day',
    pause: '1 day',
    atOnce: 2,
  },
};

/**
 * Wakes up to `limit` workflows of a kind whose rows say that they should have acted long ago, and returns where to go on,
 * or undefined at the end of the round. A wake-up goes after all signals that have a fact; one that says no more than "look"
 * is left out where any signal of the workflow waits. What stays overdue is woken again after a pause, twice as long each time up to a day:
 * `wakes` remembers, so any number of workers, and of their starts, wake it once. What must stay as it is for a while
 * first is noted, which sends nothing and counts for nothing.
 */
export async function wakeOverdue(
  db: Db,
  kind: OverdueKind,
  after: WakePlace = beginning,
  limit = overdue[kind].atOnce,
): Promise<WakePlace | undefined> {
  const { rows, receiver, signal, payload, patience, pause } = overdue[kind];
  const { rows: looked } = await sql<WakePlace & { nth: number; due: number }>`
    with page as materialized (
      select id, since, workflow from (${rows(after)}) overdue
      where (since, id) > (${after.since}::timestamptz, ${after.id})
      order by since, id limit ${rowsAtOnce}
    ), looked as materialized (
      select page.*, w.id is null or w.due_at <= now() as is_due,
        row_number() over (order by since, page.id) as nth,
        count(*) filter (where w.due_at <= now() or w.id is null and ${patience}::interval = '0')
          over (order by since, page.id) as due
      from page left join lateral (select id, due_at from wakes where wakes.id = page.id limit 1) w on true
    ), found as (
      insert into wakes as w (id, due_at, times, woken_at)
      select id, now() + case when ${patience}::interval = '0' then ${pause}::interval else ${patience}::interval end,
        case when ${patience}::interval = '0' then 1 else 0 end,
        case when ${patience}::interval = '0' then now() end
      from looked where is_due and due <= ${limit} order by id
      on conflict (id) do update set times = w.times + 1, woken_at = now(),
        due_at = now() + least(interval '1 day', ${pause}::interval * power(2, least(w.times, 10)))
      where w.due_at <= now()
      returning id, times
    ), woken as (
      insert into signal_outbox (${receiver}, signal, payload, priority)
      select workflow, ${signal}, ${payload}, 1 from looked join found using (id)
      where times > 0 and (${kind} = 'deposit'
        or ${none(sql`signal_outbox o where o.workflow = looked.workflow`)})
      group by workflow
    )
    select since::text, id, nth, due from looked where due <= ${limit} order by nth desc limit 1
  `.execute(db);
  const [last] = looked;
  if (!last) return undefined;
  return last.nth === rowsAtOnce || last.due >= limit ? { since: last.since, id: last.id } : undefined;
}
