import type { Db } from '../../db/connect.ts';
import type { LoadedDelivery } from '../../db/webhooks/loadDelivery.ts';
import { recordAttempt } from '../../db/webhooks/recordAttempt.ts';
import type { Delivery, DeliveryState } from '../../domain/webhooks/delivery.ts';
import { nextAttemptDelayMs, nextProbeDelayMs } from '../../domain/webhooks/webhookSchedule.ts';
import type { SendWebhook } from '../../outbound/sendWebhook.ts';

/** Who makes the next attempt after a failure. */
export type Successor =
  /** A retry workflow that runs already. */
  | { readonly is: 'workflow' }
  /**
   * A retry workflow, started before the failure is recorded: if the process dies between, the retry is not
   * lost.
   */
  | { readonly is: 'started'; readonly start: (afterMs: number) => Promise<void> }
  /**
   * The table: a dispatcher, or the one workflow of the broken endpoint. `probes`: its tries since it broke.
   */
  | { readonly is: 'table'; readonly probes?: number };

export interface AfterAttempt {
  /** Undefined if the delivery no longer exists. */
  readonly state: DeliveryState | undefined;
  /** When the event's schedule has its next attempt; absent when this was the last. */
  readonly afterMs?: number;
}

/**
 * Makes one attempt: sends, records the outcome, and returns the state of the delivery. If the process dies
 * between sending and recording, the event is sent again: the receiver recognises it by its id. Nothing is
 * locked while it sends.
 */
export async function deliverOnce(
  db: Db,
  send: SendWebhook,
  delivery: Delivery,
  { url, secrets, envelope, tries }: LoadedDelivery,
  successor: Successor,
): Promise<AfterAttempt> {
  const attemptedAt = new Date();
  const { delivered, gone, retryAfterMs, ...result } = await send({ url, secrets, envelope });
  const spread = Math.random();
  const probes = successor.is === 'table' ? successor.probes : undefined;
  const probeMs = nextProbeDelayMs(Math.max(tries, probes ?? 0) + 1, spread, retryAfterMs);
  const delayMs = delivered || gone ? undefined : nextAttemptDelayMs(tries + 1, spread, retryAfterMs);
  if (delayMs !== undefined && successor.is === 'started') await successor.start(delayMs);
  const now = Date.now();
  const state = await recordAttempt(db, delivery, {
    ...result,
    outcome: delivered ? 'delivered' : gone ? 'gone' : 'failed',
    attemptedAt,
    tries,
    nextAttemptAt: delayMs === undefined ? null : new Date(now + delayMs),
    retryAt: new Date(now + probeMs),
    probe: probes !== undefined,
    handedOver: successor.is !== 'table',
  });
  return { state, ...(delayMs === undefined ? {} : { afterMs: delayMs }) };
}
