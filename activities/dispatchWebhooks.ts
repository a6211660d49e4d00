import type { Delivery } from '../db/claimDeliveries.ts';
import { claimDeliveries } from '../db/claimDeliveries.ts';
import type { Db } from '../db/connect.ts';
import { loadDelivery } from '../db/loadDelivery.ts';
import type { EndpointId } from '../domain/ids.ts';
import type { WebhookInput } from '../domain/messages.ts';
import type { SendWebhook } from '../outbound/sendWebhook.ts';
import { deliverOnce } from './deliverOnce.ts';
import { restOrStop } from './restOrStop.ts';

export interface DispatchDeps {
  readonly db: Db;
  readonly sendWebhook: SendWebhook;
  /** Starts the durable retry of a failed first attempt; one that runs already counts as started. */
  readonly startRetry: (input: WebhookInput) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** How long it rests when nothing is due, in ms. */
  readonly idleMs: number;
}

/** First attempts in flight at once: in this process, and at one endpoint. */
const lanes = { all: 64, perEndpoint: 4 } as const;
/** Longer than an attempt can take, so that a lease ends only when its holder died. */
const leaseSeconds = 60;

/**
 * Makes the first attempt of every delivery until `stop` is aborted, then waits for those in flight. Needs no
 * single owner: any number of processes may run it.
 */
export async function dispatchWebhooks(deps: DispatchDeps, stop: AbortSignal): Promise<void> {
  const inFlight = new Map<Promise<void>, EndpointId>();
  while (!stop.aborted) {
    const started = await startDue(deps, inFlight).catch((error: unknown) => {
      deps.onError(error);
      return 0;
    });
    if (started === 0) await restOrStop(deps.idleMs, stop);
  }
  await Promise.all(inFlight.keys());
}

async function startDue(deps: DispatchDeps, inFlight: Map<Promise<void>, EndpointId>): Promise<number> {
  const room = lanes.all - inFlight.size;
  if (room <= 0) return 0;
  const perEndpoint = Map.groupBy(inFlight.values(), endpoint => endpoint);
  const busy = [...perEndpoint].flatMap(([id, running]) => (running.length >= lanes.perEndpoint ? [id] : []));
  const due = await claimDeliveries(deps.db, Math.min(room, lanes.perEndpoint), leaseSeconds, busy);
  for (const delivery of due) {
    const attempt = firstAttempt(deps, delivery)
      .catch(deps.onError)
      .finally(() => inFlight.delete(attempt));
    inFlight.set(attempt, delivery.endpointId);
  }
  return due.length;
}

async function firstAttempt(
  { db, sendWebhook, startRetry }: DispatchDeps,
  delivery: Delivery,
): Promise<void> {
  const loaded = await loadDelivery(db, delivery);
  if (loaded?.state !== 'pending' || !loaded.enabled) return;
  await deliverOnce(db, sendWebhook, delivery, loaded, afterMs => startRetry({ ...delivery, afterMs }));
}
