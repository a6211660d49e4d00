import type { Delivery } from '../db/claimDeliveries.ts';
import { claimDeliveries } from '../db/claimDeliveries.ts';
import { claimDirect } from '../db/claimDirect.ts';
import type { Db } from '../db/connect.ts';
import { loadDelivery } from '../db/loadDelivery.ts';
import { parkDelivery } from '../db/parkDelivery.ts';
import { pendingEndpoints } from '../db/pendingEndpoints.ts';
import type { WebhookInput } from '../domain/messages.ts';
import { breakAfterFailures } from '../domain/webhookSchedule.ts';
import type { SendWebhook } from '../outbound/sendWebhook.ts';
import type { Successor } from './deliverOnce.ts';
import { deliverOnce } from './deliverOnce.ts';
import { createRest } from './restOrStop.ts';
import { WebhookLanes } from './webhookLanes.ts';

export interface DispatchDeps {
  readonly db: Db;
  readonly sendWebhook: SendWebhook;
  /** Starts the durable retry of a failed first attempt, anew where an earlier one still runs. */
  readonly startRetry: (input: WebhookInput) => Promise<void>;
  /** Told how long after its event a first attempt begins, in ms. */
  readonly onFirstAttempt?: (delayMs: number) => void;
  readonly onError: (error: unknown) => void;
  /** How long it rests when nothing is due, in ms. */
  readonly idleMs: number;
}

/** Longer than an attempt can take, so that a lease ends only when its holder died. */
export const leaseSeconds = 60;
/** How many endpoints are looked at in one turn: the next turn goes on from there. */
const endpointsPerTurn = 256;
/** How much of what was asked for is claimed in one turn. */
const directPerTurn = 4;

/**
 * Makes the first attempt of every delivery until `stop` is aborted, then waits for those in flight. Needs no
 * single owner: any number of processes may run it.
 */
export async function dispatchWebhooks(deps: DispatchDeps, stop: AbortSignal): Promise<void> {
  const rest = createRest(stop);
  const lanes = new WebhookLanes(rest.wake, deps.onError);
  let after = '';
  while (!stop.aborted) {
    try {
      const turn = await takeTurn(deps, lanes, after);
      after = turn.after;
      if (turn.claimed > 0 || after !== '') continue;
    } catch (error) {
      deps.onError(error);
    }
    await rest.for(deps.idleMs);
  }
  await lanes.drained();
}

/** Starts what is due at some endpoints, and says above which id the next turn goes on; '' begins anew. */
async function takeTurn(
  deps: DispatchDeps,
  lanes: WebhookLanes,
  after: string,
): Promise<{ readonly claimed: number; readonly after: string }> {
  const { db } = deps;
  const start = (due: readonly Delivery[]): void => {
    for (const delivery of due) {
      lanes.run(delivery.endpointId, firstAttempt(deps, delivery));
    }
  };
  const direct = await claimDirect(db, directPerTurn, leaseSeconds, lanes.busy());
  start(direct);
  const endpoints = await pendingEndpoints(db, after, endpointsPerTurn);
  const free = lanes.free(
    endpoints.filter(({ enabled, failures }) => !enabled || failures < breakAfterFailures),
  );
  const due = free.size === 0 ? [] : await claimDeliveries(db, free, leaseSeconds);
  start(due);
  lanes.expectMore(free, due);
  const last = endpoints.length === endpointsPerTurn ? endpoints.at(-1) : undefined;
  return { claimed: direct.length + due.length, after: last?.endpointId ?? '' };
}

async function firstAttempt(
  { db, sendWebhook, startRetry, onFirstAttempt }: DispatchDeps,
  delivery: Delivery,
): Promise<'delivered' | 'failed' | undefined> {
  const loaded = await loadDelivery(db, delivery);
  if (loaded?.state !== 'pending') return undefined;
  if (!loaded.enabled && !loaded.direct) {
    await parkDelivery(db, delivery);
    return undefined;
  }
  // What waited for a broken endpoint says nothing of how fast dispatchers are.
  if (loaded.attempts === 0 && loaded.enabled && loaded.failures === 0) {
    onFirstAttempt?.(Date.now() - Date.parse(loaded.envelope.timestamp));
  }
  // Where a failure would leave it to the endpoint's own workflow, it needs none.
  const staysInTable = !loaded.enabled || loaded.failures + 1 >= breakAfterFailures;
  const successor: Successor = staysInTable
    ? { is: 'table' }
    : { is: 'started', start: afterMs => startRetry({ ...delivery, afterMs }) };
  const { state } = await deliverOnce(db, sendWebhook, delivery, loaded, successor);
  return state === 'delivered' ? 'delivered' : 'failed';
}
