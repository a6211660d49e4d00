import { sql } from 'kysely';
import type { Delivery, DeliveryState } from '../../domain/webhooks/delivery.ts';
import type { Db } from '../connect.ts';
import type { FailedAttempt, EndpointHealth } from './countFailure.ts';
import { countFailure } from './countFailure.ts';
import { disableEndpoint } from './disableEndpoint.ts';
import { forgetFailures } from './forgetFailures.ts';

/** One finished attempt to deliver. */
export interface AttemptRecord extends FailedAttempt {
  /** `gone`: the receiver wants no more events (410). */
  readonly outcome: 'delivered' | 'failed' | 'gone';
  /** The address connected to; null if none was. */
  readonly address: string | null;
  readonly status: number | null;
  readonly latencyMs: number;
  /** The first 1 kB of the answer. */
  readonly answer: string | null;
  readonly errorClass: string | null;
  /** When the event's schedule has its next attempt; null if this was the last. */
  readonly nextAttemptAt: Date | null;
  /** The delivery's `tries` when the attempt began. */
  readonly tries: number;
  /** True if a retry workflow is ready to make the next attempt. */
  readonly handedOver: boolean;
}

/**
 * Records an attempt, its effect on the endpoint, and the new state of the delivery, which it returns. If the
 * delivery was begun again during the attempt, its state stays, and the attempt is only logged.
 *
 * A failure locks the endpoint, then the delivery.
 */
export async function recordAttempt(
  db: Db,
  delivery: Delivery,
  attempt: AttemptRecord,
): Promise<DeliveryState | undefined> {
  const { outcome } = attempt;
  if (outcome === 'delivered') {
    // Each of the two is true by itself, so the many successes need no transaction around both.
    const [, state] = await Promise.all([
      forgetFailures(db, delivery.endpointId),
      logAttempt(db, delivery, attempt, { state: 'delivered', dueAt: null, leased: false }),
    ]);
    return state;
  }
  return db.transaction().execute(async trx => {
    const health = await countFailure(trx, delivery.endpointId, attempt);
    const state = await logAttempt(trx, delivery, attempt, afterFailure(health, attempt));
    if (health.is !== 'spent' && outcome !== 'gone') return state;
    await disableEndpoint(
      trx,
      delivery.endpointId,
      outcome === 'gone' ? 'it answered 410 Gone' : 'it only failed for 5 days',
    );
    return 'waiting';
  });
}

interface Next {
  readonly state: DeliveryState;
  /** When the delivery is due again. */
  readonly dueAt: Date | null;
  /** True if dispatchers leave it alone until then. */
  readonly leased: boolean;
}

/**
 * Who makes the next attempt, in this order: nobody while the endpoint is disabled; nobody after the last
 * attempt; the one workflow of a broken endpoint; the delivery's own workflow; else a dispatcher, when it is
 * due.
 */
function afterFailure(health: EndpointHealth, { nextAttemptAt, handedOver, outcome }: AttemptRecord): Next {
  if (health.is === 'disabled' || health.is === 'spent' || outcome === 'gone') {
    return { state: 'waiting', dueAt: null, leased: false };
  }
  if (nextAttemptAt === null) return { state: 'failed', dueAt: null, leased: false };
  if (health.is === 'broken') return { state: 'pending', dueAt: health.retryAt, leased: false };
  if (handedOver) return { state: 'retrying', dueAt: nextAttemptAt, leased: false };
  return { state: 'pending', dueAt: nextAttemptAt, leased: true };
}

/**
 * How many attempts of a delivery are logged, the last ones: its schedule has 10, and each redelivery begins
 * it anew.
 */
const attemptsLogged = 50;

async function logAttempt(
  trx: Db,
  { eventId, endpointId }: Delivery,
  attempt: AttemptRecord,
  next: Next,
): Promise<DeliveryState | undefined> {
  const begun = sql`(d.tries = ${attempt.tries} and d.state in ('pending', 'retrying', 'waiting'))`;
  const { rows } = await sql<{ state: DeliveryState }>`
    with changed as (
      update deliveries d set attempts = d.attempts + 1,
        state = case when ${begun} then ${next.state} else d.state end,
        tries = case when ${begun} then d.tries + 1 else d.tries end,
        leased_until = case when ${begun} then ${next.leased ? next.dueAt : null}::timestamptz else d.leased_until end,
        direct = d.direct and not ${begun}
      where d.event_id = ${eventId} and d.endpoint_id = ${endpointId}
      returning d.event_id, d.endpoint_id, d.attempts, d.state
    ), logged as (
      insert into delivery_attempts (event_id, endpoint_id, number, attempted_at, address, status, latency_ms,
        answer, error_class, next_attempt_at)
      select event_id, endpoint_id, attempts, ${attempt.attemptedAt}, ${attempt.address}, ${attempt.status}::integer,
        ${attempt.latencyMs}::integer, ${attempt.answer}, ${attempt.errorClass}, ${next.dueAt}::timestamptz
      from changed
    ), trimmed as (
      delete from delivery_attempts a using changed c
      where a.event_id = c.event_id and a.endpoint_id = c.endpoint_id and a.number <= c.attempts - ${attemptsLogged}
    )
    select state from changed
  `.execute(trx);
  return rows[0]?.state;
}
