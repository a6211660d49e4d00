import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ChecksumAddress } from '../../domain/address.ts';
import type { CustomerId, PurseId, SessionId } from '../../domain/ids.ts';
import type { PurseOwner, PurseSignal } from '../../domain/messages.ts';
import type { SessionSignal } from '../../domain/sessions/messages.ts';
import { sessionChangedSignal } from '../../domain/sessions/messages.ts';
import type { Db } from '../connect.ts';
import { noRow } from '../noRow.ts';

/** A signal as its row has it. `PurseSignal` says which payload belongs to which name. */
export type OutboxSignal = SignalToPurse | SignalToSession;

export interface SignalToPurse {
  readonly id: number;
  readonly purseId: PurseId;
  readonly signal: PurseSignal['signal'];
  readonly payload: PurseSignal['payload'];
  /** For the summary of a workflow that this signal starts. */
  readonly owner?: PurseOwner;
}

export interface SignalToSession extends SessionSignal {
  readonly id: number;
  readonly sessionId: SessionId;
}

/** The signals that only one relay may send. */
export interface ClaimedSignals {
  /** Names this claim: signals that another relay took over since are left alone. */
  readonly lease: string;
  /** One list per workflow, in order. */
  readonly workflows: readonly (readonly OutboxSignal[])[];
}

/** How many signals of one workflow a claim holds at most. */
const signalsOfOne = 100;

/**
 * If some of the next workflows are locked, the look widens by this factor, up to this many workflows.
 * Transactions that record something about a workflow lock it, but must not hold up the others meanwhile.
 */
const widerLook = 8;
const widestLook = 2048;

/**
 * Claims the signals of up to `limit` workflows for `leaseSeconds`: the most urgent signals first, then the
 * oldest. It skips a workflow if another claim holds one of its signals, or if one is put off after a
 * failure.
 *
 * One statement, so a frozen process holds no lock. Two claims never return signals of one workflow: each
 * must lock all signals of the workflow that it sees, and skips locked ones, so at most one of the two gets
 * all.
 */
export async function claimSignals(db: Db, limit: number, leaseSeconds: number): Promise<ClaimedSignals> {
  const lease = randomUUID();
  const rows: SignalRow[] = [];
  let missing = limit;
  for (let look = limit; missing > 0; look *= widerLook) {
    const part = await claim(db, { lease, limit: missing, leaseSeconds, look });
    rows.push(...part.rows);
    missing = limit - new Set(rows.map(row => row.workflow)).size;
    if (part.looked < look || look >= widestLook) break;
  }
  const byWorkflow = Map.groupBy(
    rows.toSorted((one, other) => one.id - other.id),
    row => row.workflow,
  );
  return { lease, workflows: [...byWorkflow.values()].map(signals => signals.map(toSignal)) };
}

interface Claim {
  readonly lease: string;
  readonly limit: number;
  readonly leaseSeconds: number;
  /** How many workflows are examined to find `limit` whose signals can all be locked. */
  readonly look: number;
}

async function claim(
  db: Db,
  { lease, limit, leaseSeconds, look }: Claim,
): Promise<{ readonly looked: number; readonly rows: readonly SignalRow[] }> {
  const { rows } = await sql<(SignalRow | { readonly id: null }) & { readonly looked: number }>`
    with turns as materialized (
      select o.workflow, o.priority, o.id from signal_outbox o
      where o.not_before <= now() and (o.leased_until is null or o.leased_until <= now())
        and ${noRow(sql`signal_outbox before where before.workflow = o.workflow
          and (before.priority, before.id) < (o.priority, o.id)`)}
        and ${noRow(sql`signal_outbox held where held.workflow = o.workflow
          and (held.leased_by is not null or held.not_before > held.created_at)
          and (held.not_before > now() or held.leased_until > now())`)}
      order by o.priority + 0, o.id limit ${look}
    ), seen as materialized (
      select o.id, o.workflow from turns cross join lateral (
        select id, workflow from signal_outbox where workflow = turns.workflow order by id + 0 limit ${signalsOfOne}
      ) o
    ), locked as materialized (
      select id, workflow from signal_outbox
      where id = any (array(select id from seen)) and (leased_until is null or leased_until <= now())
      for update skip locked
    ), whole as (
      select turns.workflow from turns
      join (select workflow, count(*) from seen group by workflow) s using (workflow)
      join (select workflow, count(*) from locked group by workflow) l using (workflow, count)
      order by turns.priority, turns.id limit ${limit}
    ), claimed as (
      update signal_outbox o
      set leased_by = ${lease}, leased_until = now() + make_interval(secs => ${leaseSeconds})
      where id = any (array(select id from locked where workflow in (select workflow from whole)))
      returning o.id, o.workflow, o.purse_id, o.session_id, o.signal, o.payload
    )
    select claimed.*, p.customer_id, p.address_checksum, looked
    from (select count(*) as looked from turns) t left join claimed on true left join purses p on p.id = claimed.purse_id
  `.execute(db);
  return { looked: rows[0]?.looked ?? 0, rows: rows.filter(row => row.id !== null) };
}

interface SignalRow {
  readonly id: number;
  readonly workflow: string;
  readonly purse_id: PurseId | null;
  readonly session_id: SessionId | null;
  readonly customer_id: CustomerId | null;
  readonly address_checksum: ChecksumAddress | null;
  readonly signal: OutboxSignal['signal'];
  readonly payload: OutboxSignal['payload'];
}

function toSignal(row: SignalRow): OutboxSignal {
  const { id, purse_id: purseId, session_id: sessionId, signal, payload } = row;
  if (sessionId !== null) return { id, sessionId, signal: sessionChangedSignal, payload: null };
  if (purseId === null || signal === sessionChangedSignal)
    throw new Error(`signal ${String(id)} is for nobody`);
  const { customer_id: customerId, address_checksum: address } = row;
  return { id, purseId, signal, payload, ...(customerId === null ? {} : { owner: { customerId, address } }) };
}
