import { sql } from 'kysely';
import type { CustomerId, SessionId, TransactionId } from '../domain/ids.ts';
import type { SessionDeposit } from '../domain/payment.ts';
import { depositState, sessionOutcome } from '../domain/payment.ts';
import { isTimely, sessionFor } from '../domain/session.ts';
import type { AccountEvent } from './appendEvents.ts';
import type { Db } from './connect.ts';
import { keepOutcome } from './keepOutcome.ts';
import type { TransactionRow } from './schema.ts';
import type { FollowedSession } from './sessionsToFollow.ts';
import { sessionsToFollow } from './sessionsToFollow.ts';
import { signalSessions } from './signalSessions.ts';

/** Those of one deposit's customer, once something became of the deposit. The events are the caller's to append, last. */
export async function followDeposit(trx: Db, deposit: TransactionRow): Promise<readonly AccountEvent[]> {
  const { customer_id, session_id } = deposit;
  const { changed, events } = await followSessions(trx, customer_id, {
    also: session_id === null ? [] : [session_id],
  });
  await signalSessions(trx, changed);
  return events;
}

/**
 * Brings the sessions of a customer, and their payments, up to what is known of its deposits; those that are not
 * credited yet count for the session they would belong to, in the order in which they were first seen. Repeating it
 * changes nothing. The customer must be locked.
 *
 * Looks at the sessions that are open or may still be paid late, and at `also`. `at`: the time by which they expire,
 * that of the database unless told. Gives those whose status changed.
 */
export async function followSessions(
  trx: Db,
  customerId: CustomerId,
  { also, at }: { readonly also: readonly SessionId[]; readonly at?: Date },
): Promise<{ readonly changed: readonly SessionId[]; readonly events: readonly AccountEvent[] }> {
  const sessions = await sessionsToFollow(trx, customerId, also, at);
  if (sessions.length === 0) return { changed: [], events: [] };
  const deposits = await depositsOf(trx, customerId, sessions);
  const forecast = forecastOf(sessions, deposits);
  await keepForecast(trx, deposits, forecast);

  const changed: SessionId[] = [];
  const events: AccountEvent[] = [];
  for (const session of sessions) {
    const own = deposits.filter(deposit => (deposit.session_id ?? forecast.get(deposit.id)) === session.id);
    const outcome = sessionOutcome({
      price: session.price,
      status: session.status,
      due: session.due,
      begun: session.payment !== null,
      deposits: own.map(deposit => toSessionDeposit(deposit, session)),
    });
    if (outcome.status !== session.status) changed.push(session.id);
    events.push(
      ...(await keepOutcome(
        trx,
        session,
        outcome,
        own.map(({ id }) => id),
      )),
    );
  }
  return { changed, events };
}

type DepositRow = Pick<
  TransactionRow,
  | 'id'
  | 'currency'
  | 'amount'
  | 'status'
  | 'credited_to'
  | 'created_at'
  | 'mined_at'
  | 'session_id'
  | 'session_decided'
  | 'expected_session_id'
>;

/** What was credited to the sessions, or was or is expected for them, and what may be: in the order of sighting. */
async function depositsOf(
  trx: Db,
  customerId: CustomerId,
  sessions: readonly FollowedSession[],
): Promise<readonly DepositRow[]> {
  const ids = sessions.map(({ id }) => id);
  const first = new Date(Math.min(...sessions.map(({ createdAt }) => createdAt.getTime())));
  const { rows } = await sql<DepositRow>`
    select id, currency, amount, status, credited_to, created_at, mined_at, session_id, session_decided,
      expected_session_id
    from transactions
    where id in (
      select id from transactions where session_id = any (${ids})
      union
      select id from transactions where expected_session_id = any (${ids})
      union
      select id from transactions where customer_id = ${customerId} and not session_decided
        and status in ('MEM_POOL_FOUND', 'PENDING_COMPLIANCE_CHECK', 'DECLINED', 'BELOW_MINIMUM')
        and created_at > ${first}
    )
    order by created_at, id
  `.execute(trx);
  return rows;
}

/**
 * To which session each deposit that is not decided would belong, were they credited in this order. What is declined
 * or too little is shown with the session it was meant for, and takes nothing off what is due.
 */
function forecastOf(
  sessions: readonly FollowedSession[],
  deposits: readonly DepositRow[],
): ReadonlyMap<TransactionId, SessionId | null> {
  const paid = new Map(
    sessions.map(({ id }) => [
      id,
      deposits.filter(deposit => deposit.session_id === id && deposit.credited_to === 'customer'),
    ]),
  );
  const forecast = new Map<TransactionId, SessionId | null>();
  for (const deposit of deposits) {
    if (deposit.session_decided) continue;
    const state = depositState(deposit.status, deposit.credited_to);
    const left = state === 'gone' && deposit.status !== 'BELOW_MINIMUM';
    const session = left
      ? sessions.find(({ id }) => id === deposit.expected_session_id)
      : sessionFor(
          toSighting(deposit),
          sessions.map(each => ({ ...each, paid: paid.get(each.id) ?? [] })),
        )?.session;
    forecast.set(deposit.id, session?.id ?? null);
    if (session && state === 'pending') paid.get(session.id)?.push(deposit);
  }
  return forecast;
}

function toSighting({ currency, amount, created_at, mined_at }: DepositRow) {
  return { currency, amount, seenAt: created_at, minedAt: mined_at };
}

function toSessionDeposit(deposit: DepositRow, session: FollowedSession): SessionDeposit {
  return {
    currency: deposit.currency,
    amount: deposit.amount,
    state: depositState(deposit.status, deposit.credited_to),
    timely: isTimely(toSighting(deposit), session),
  };
}

async function keepForecast(
  trx: Db,
  deposits: readonly DepositRow[],
  forecast: ReadonlyMap<TransactionId, SessionId | null>,
): Promise<void> {
  const moved = deposits.flatMap(({ id, expected_session_id }) => {
    const expected = forecast.get(id);
    return expected === undefined || expected === expected_session_id ? [] : [{ id, expected }];
  });
  if (moved.length === 0) return;
  // In the order of ids, as whoever locks several deposits does; one that was decided meanwhile stays decided.
  await sql`
    update transactions t set expected_session_id = moved.expected
    from (
      select locked.id, m.expected
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m (id text, expected text)
      join transactions locked using (id) order by locked.id for no key update of locked
    ) moved
    where t.id = moved.id and not t.session_decided
  `.execute(trx);
}
