import { sql } from 'kysely';
import type { CustomerId, SessionId, TransactionId } from '../../domain/ids.ts';
import type { SessionDeposit } from '../../domain/sessions/payment.ts';
import { depositState, sessionOutcome } from '../../domain/sessions/payment.ts';
import { isTimely, SessionMatches } from '../../domain/sessions/session.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { signalSessions } from '../outbox/signalSessions.ts';
import type { TransactionRow } from '../schema.ts';
import { isUndecided } from './isUndecided.ts';
import { saveOutcome } from './saveOutcome.ts';
import type { LockedSession } from './sessionsToRecompute.ts';
import { sessionsToRecompute } from './sessionsToRecompute.ts';

/**
 * The most undecided deposits of one customer that are considered: more are an attack, and the forecast is
 * only for display.
 */
const most = { deposits: 500, dust: 50 } as const;

/**
 * How long an overdue session waits for a deposit that is in no block, in ms: that deposit may never enter
 * one.
 */
const patienceMs = 60 * 60 * 1000;

/** Recomputes a customer's sessions after its deposits changed, and signals them. */
export async function recomputeAndSignal(
  trx: Db,
  customerId: CustomerId,
  also: readonly (SessionId | null)[],
): Promise<readonly AccountEvent[]> {
  const known = also.filter(id => id !== null);
  const { changed, again, events } = await recomputeSessions(trx, customerId, { also: known });
  await signalSessions(trx, [...new Set([...changed, ...again])]);
  return events;
}

/**
 * Brings a customer's sessions and their payments up to date with its deposits. Deposits that are not
 * credited yet count for the session that they would belong to, in the order in which they were first seen.
 * Idempotent. The customer must be locked.
 *
 * Considers the sessions that are open or may still be paid late, and `also`. Sessions expire by `at`, by
 * default the database's time. `changed` are the sessions whose status changed. `again` is a session to
 * recompute once more, because some deposits were locked.
 */
export async function recomputeSessions(
  trx: Db,
  customerId: CustomerId,
  { also, at }: { readonly also: readonly SessionId[]; readonly at?: Date },
): Promise<{
  readonly changed: readonly SessionId[];
  readonly again: readonly SessionId[];
  readonly events: readonly AccountEvent[];
}> {
  const sessions = await sessionsToRecompute(trx, customerId, also, at);
  const [first] = sessions;
  if (!first) return { changed: [], again: [], events: [] };
  const deposits = await depositsOf(trx, customerId, sessions, at);
  const forecast = forecastOf(sessions, deposits);
  const saved = await saveForecast(trx, deposits, forecast);

  const bySession = Map.groupBy(deposits, deposit => deposit.session_id ?? forecast.get(deposit.id));
  const changed: SessionId[] = [];
  const events: AccountEvent[] = [];
  for (const session of sessions) {
    const own = bySession.get(session.id) ?? [];
    const outcome = sessionOutcome({
      price: session.price,
      status: session.status,
      due: session.due,
      begun: session.payment !== null,
      paidIn: session.payment?.status === 'completed' ? session.payment.coin : null,
      deposits: own.map(deposit => toSessionDeposit(deposit, session)),
    });
    if (outcome.status !== session.status) changed.push(session.id);
    const named = own.map(({ id }) => id);
    events.push(...(await saveOutcome(trx, session, outcome, named)));
  }
  return { changed, again: saved ? [] : [first.id], events };
}

interface DepositRow extends Pick<
  TransactionRow,
  | 'id'
  | 'currency'
  | 'amount'
  | 'status'
  | 'credited_to'
  | 'created_at'
  | 'mined_at'
  | 'block_hash'
  | 'quiet'
  | 'session_id'
  | 'session_decided'
  | 'expected_session_id'
> {
  /** When its chain last lost blocks. */
  readonly forked_at: Date | null;
  /** The time to compare with: the workflow's, else the time of the database, which set the deadlines. */
  readonly now: Date;
}

/**
 * The deposits credited to the sessions, those forecast for them, and the customer's other undecided ones, in
 * the order in which they were first seen.
 */
async function depositsOf(
  trx: Db,
  customerId: CustomerId,
  sessions: readonly LockedSession[],
  at: Date | undefined,
): Promise<readonly DepositRow[]> {
  const ids = sessions.map(({ id }) => id);
  const first = new Date(Math.min(...sessions.map(({ createdAt }) => createdAt.getTime())));
  const undecided = (quiet: boolean, limit: number) => sql`(
    select id from transactions where customer_id = ${customerId} and ${isUndecided} and created_at > ${first} and quiet = ${quiet}
    order by created_at, id limit ${limit})`;
  const { rows } = await sql<DepositRow>`
    select t.id, t.currency, t.amount, t.status, t.credited_to, t.created_at, t.mined_at, t.block_hash, t.quiet,
      t.session_id, t.session_decided, t.expected_session_id, c.forked_at,
      coalesce(${at ?? null}::timestamptz, now()) as now
    from transactions t left join chain_cursors c on c.chain_id = t.chain_id
    where t.id in (
      select id from transactions where session_id = any (${ids})
      union
      (select id from transactions where expected_session_id = any (${ids}) limit ${most.deposits})
      union
      ${undecided(false, most.deposits)}
      union
      ${undecided(true, most.dust)}
    )
    order by t.created_at, t.id
  `.execute(trx);
  return rows;
}

/**
 * Forecasts the session of each undecided deposit, as if they were credited in this order. A deposit that is
 * declined, too small or gone stays with the session that it was meant for, and reduces nothing that is due.
 */
function forecastOf(
  sessions: readonly LockedSession[],
  deposits: readonly DepositRow[],
): ReadonlyMap<TransactionId, SessionId | null> {
  const matches = new SessionMatches(
    sessions.map(session => ({ ...session, paid: [], paidAt: session.payment?.completedAt ?? null })),
  );
  const count = (id: SessionId | null, deposit: DepositRow): void => {
    if (id !== null) matches.count(id, deposit);
  };
  for (const deposit of deposits) {
    if (deposit.credited_to === 'customer') count(deposit.session_id, deposit);
  }
  const forecast = new Map<TransactionId, SessionId | null>();
  for (const deposit of deposits) {
    if (deposit.session_decided) continue;
    const state = depositState(deposit.status, deposit.credited_to);
    const stays = state !== 'pending' && deposit.expected_session_id !== null;
    const session = stays
      ? deposit.expected_session_id
      : (matches.sessionFor(toSighting(deposit))?.session.id ?? null);
    forecast.set(deposit.id, session);
    if (state === 'pending') count(session, deposit);
  }
  return forecast;
}

function toSighting({ currency, amount, created_at, mined_at }: DepositRow) {
  return { currency, amount, seenAt: created_at, minedAt: mined_at };
}

function toSessionDeposit(deposit: DepositRow, session: LockedSession): SessionDeposit {
  const state = depositState(deposit.status, deposit.credited_to);
  const timely = isTimely(toSighting(deposit), session);
  // Anybody can send a little dirty coin, and it says nothing about the payer.
  const isDirtyDust = state === 'declined' && deposit.quiet;
  return {
    currency: deposit.currency,
    amount: deposit.amount,
    state: isDirtyDust ? 'gone' : state,
    timely,
    holds: timely && isAwaited(deposit, session),
  };
}

/**
 * Whether the deposit may still be credited, and so keeps an overdue session from expiring: as long as it
 * takes if it is in a block; for an hour if it is in none, or is dust that anybody can afford to send.
 */
function isAwaited(deposit: DepositRow, { expiresAt }: LockedSession): boolean {
  const state = depositState(deposit.status, deposit.credited_to);
  if (state !== 'pending' && state !== 'reorged') return false;
  if (deposit.block_hash !== null && !deposit.quiet) return true;
  const since = Math.max(expiresAt.getTime(), state === 'reorged' ? (deposit.forked_at?.getTime() ?? 0) : 0);
  return deposit.now.getTime() < since + patienceMs;
}

/**
 * Saves the forecast. Returns false if some deposits are locked. Their scanner is not waited for, because it
 * holds other locks and may wait for ours.
 */
async function saveForecast(
  trx: Db,
  deposits: readonly DepositRow[],
  forecast: ReadonlyMap<TransactionId, SessionId | null>,
): Promise<boolean> {
  const moved = deposits.flatMap(({ id, expected_session_id }) => {
    const expected = forecast.get(id);
    return expected === undefined || expected === expected_session_id ? [] : [{ id, expected }];
  });
  if (moved.length === 0) return true;
  // No deposit is decided meanwhile, because that needs the customer's lock.
  const updated = await sql`
    update transactions t set expected_session_id = moved.expected
    from (
      select locked.id, m.expected
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m (id text, expected text)
      join transactions locked using (id) for no key update of locked skip locked
    ) moved
    where t.id = moved.id
  `.execute(trx);
  return updated.numAffectedRows === BigInt(moved.length);
}
