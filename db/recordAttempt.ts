import type { Delivery } from './claimDeliveries.ts';
import type { Db } from './connect.ts';
import type { DeliveryState } from './schema.ts';

/** One attempt to deliver, as the delivery log keeps it. */
export interface AttemptRecord {
  readonly number: number;
  readonly attemptedAt: Date;
  /** The address connected to; null when none was. */
  readonly address: string | null;
  readonly status: number | null;
  readonly latencyMs: number;
  /** The first 1 kB of the answer. */
  readonly answer: string | null;
  readonly errorClass: string | null;
  readonly nextAttemptAt: Date | null;
}

/** Records an attempt and the state it leads to; an attempt recorded already (the worker died) stays. */
export async function recordAttempt(
  db: Db,
  { eventId, endpointId }: Delivery,
  attempt: AttemptRecord,
  state: DeliveryState,
): Promise<void> {
  await db.transaction().execute(async trx => {
    await trx
      .insertInto('delivery_attempts')
      .values({
        event_id: eventId,
        endpoint_id: endpointId,
        number: attempt.number,
        attempted_at: attempt.attemptedAt,
        address: attempt.address,
        status: attempt.status,
        latency_ms: attempt.latencyMs,
        answer: attempt.answer,
        error_class: attempt.errorClass,
        next_attempt_at: attempt.nextAttemptAt,
      })
      .onConflict(conflict => conflict.doNothing())
      .execute();
    await trx
      .updateTable('deliveries')
      .set({ state, attempts: attempt.number, leased_until: null })
      .where('event_id', '=', eventId)
      .where('endpoint_id', '=', endpointId)
      // A late record of an earlier attempt changes nothing that came after it.
      .where('attempts', '<', attempt.number)
      .where('state', 'in', ['pending', 'retrying'])
      .execute();
  });
}
