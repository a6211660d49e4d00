import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OutboxMessage } from '../../domain/messages.ts';
import { depositsChangedSignal, purseChangedSignal } from '../../domain/messages.ts';
import { sessionChangedSignal } from '../../domain/sessions/messages.ts';
import type { Db } from '../connect.ts';
import { isHeld } from '../isHeld.ts';
import { noRow } from '../noRow.ts';
import { insertSignals } from '../outbox/insertSignals.ts';

/** What is searched, in this order: deposits first, because they hold money up. */
export const overdueKinds = ['deposit', 'session', 'purse', 'held'] as const;
export type OverdueKind = (typeof overdueKinds)[number];

/** How far a round through one kind has come: the last row looked at. */
export interface WakePlace {
  readonly since: string;
  readonly id: string;
}
export const beginning: WakePlace = { since: '-infinity', id: '' };

interface Overdue {
  /**
   * Selects (id, since, workflow) in any order, with all rows that come after a place. Each query has an
   * index on (since, id).
   */
  readonly rows: (after: WakePlace) => RawBuilder<unknown>;
  readonly signal: OutboxMessage['signal'];
  readonly payload: RawBuilder<unknown>;
  /**
   * How long a row must stay overdue before its workflow is woken, and how long it is left alone afterwards.
   */
  readonly patience: string;
  readonly pause: string;
  /** How many workflows are woken at once. */
  readonly atOnce: number;
}

/** The most rows that one call searches, so that a million rows that were woken lately cost little. */
const rowsAtOnce = 500;

export const overdue: Readonly<Record<OverdueKind, Overdue>> = {
  // A purse an hour past its end: its workflow was ended by hand, or lost with Temporal's database. If the
  // workflow only waits for a deposit, a scanner or a session, waking it changes nothing.
  purse: {
    rows: () => sql`select id, expires_at as since, id as workflow from purses
      where state = 'ACTIVE' and expires_at < now() - interval '1 hour'`,
    signal: purseChangedSignal,
    payload: sql`'null'::jsonb`,
    patience: '0',
    pause: '1 hour',
    atOnce: 10,
  },
  session: {
    rows: () => sql`select id, expires_at as since, id as workflow from sessions
      where status in ('open', 'processing') and expires_at < now() - interval '1 hour'`,
    signal: sessionChangedSignal,
    payload: sql`'null'::jsonb`,
    patience: '0',
    pause: '1 hour',
    atOnce: 10,
  },
  // A deposit that is judged and final but not posted; posted for a block that does not hold it; freed but
  // still held; or unjudged for ten minutes. A person may have to decide on the last, so each pause is
  // longer.
  deposit: {
    rows: () => sql`select id, created_at as since, purse_id as workflow from transactions
      where (credited_to is null and not quiet and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
          or credited_to is not null and credited_block_hash is distinct from block_hash
          or credited_to = 'held' and freed)
        and (credited_to is not null
          or final_block_hash = block_hash and (verdict is not null or status = 'DECLINED')
          or verdict is null and created_at < now() - interval '10 minutes')`,
    signal: depositsChangedSignal,
    payload: sql`jsonb_build_object('transactionIds', jsonb_agg(id))`,
    patience: '2 minutes',
    pause: '5 minutes',
    atOnce: 10,
  },
  // A purse that is not active and holds money that only a person can free. Its workflow stays to show that,
  // and no row shows whether the workflow exists. Woken once a day, two at a time, because nothing shows how
  // fast Temporal gets through these. The index probe that finds a purse begins at the purse before, however
  // much either holds. The id is not the purse's own, because a purse is also woken for its expiry.
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
    signal: purseChangedSignal,
    payload: sql`'null'::jsonb`,
    patience: '1 day',
    pause: '1 day',
    atOnce: 2,
  },
};

/**
 * Wakes up to `limit` workflows of a kind whose rows say that they should have acted long ago. Returns where
 * to go on, or undefined at the end of the round. A wake-up is sent after all signals that have a fact. A
 * wake-up that says no more than "look" is left out if any signal for the workflow waits. A row that stays
 * overdue is woken again after a pause, which doubles each time up to a day. The table `wakes` remembers
 * this, so any number of workers and restarts wake it once. A row that must first stay overdue for a while is
 * only noted, which sends nothing and does not count towards `limit`.
 */
export async function wakeOverdue(
  db: Db,
  kind: OverdueKind,
  after: WakePlace = beginning,
  limit = overdue[kind].atOnce,
): Promise<WakePlace | undefined> {
  const { rows, signal, payload, patience, pause } = overdue[kind];
  const woken = sql`
    select workflow, ${payload} from looked join found using (id)
    where times > 0 and (${kind} = 'deposit'
      or ${noRow(sql`signal_outbox o where o.workflow = looked.workflow`)})
    group by workflow`;
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
    ), woken as (${insertSignals(signal, woken, 'wakeup')})
    select since::text, id, nth, due from looked where due <= ${limit} order by nth desc limit 1
  `.execute(db);
  const [last] = looked;
  if (!last) return undefined;
  return last.nth === rowsAtOnce || last.due >= limit ? { since: last.since, id: last.id } : undefined;
}
