import type { Db } from '../../db/connect.ts';
import type { SecretBox } from '../../db/secrets/secretBox.ts';
import { claimDeliveries } from '../../db/webhooks/claimDeliveries.ts';
import { claimDirect } from '../../db/webhooks/claimDirect.ts';
import { loadDelivery } from '../../db/webhooks/loadDelivery.ts';
import { parkDelivery } from '../../db/webhooks/parkDelivery.ts';
import type { LookFrom } from '../../db/webhooks/pendingEndpoints.ts';
import { pendingEndpoints } from '../../db/webhooks/pendingEndpoints.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import type { WebhookInput } from '../../domain/webhooks/messages.ts';
import { breakAfterFailures } from '../../domain/webhooks/webhookSchedule.ts';
import type { SendWebhook } from '../../outbound/sendWebhook.ts';
import { createRest } from '../loops/sleepUntilStopped.ts';
import type { Successor } from './deliverOnce.ts';
import { deliverOnce } from './deliverOnce.ts';
import type { PublishPlace } from './publishTurn.ts';
import { Publisher } from './publishTurn.ts';
import { WebhookLanes } from './webhookLanes.ts';

export interface DispatchDeps {
  readonly db: Db;
  readonly secrets: SecretBox;
  readonly sendWebhook: SendWebhook;
  /** Starts the durable retry of a failed first attempt, and replaces an earlier one that still runs. */
  readonly startRetry: (input: WebhookInput) => Promise<void>;
  /** Called with how long after its event a first attempt begins, in ms. */
  readonly onFirstAttempt?: (delayMs: number) => void;
  readonly onError: (error: unknown) => void;
  /** How long it rests when nothing is due, in ms. */
  readonly idleMs: number;
  /** How long a dead dispatcher's deliveries wait for another, in seconds. */
  readonly leaseSeconds?: number;
}

/** Longer than an attempt can take, so that a lease ends only when its holder died. */
export const usualLeaseSeconds = 60;
/** How much is looked at in one turn. Accounts take turns: the next turn goes on from there. */
const perTurn = { accounts: 32, ofEach: 16, ofAll: 256 } as const;
/** In one turn, one requested delivery is claimed for each of this many accounts. */
const directPerTurn = 4;

/** After this many turns in a row without work it rests, even if there is more to look at. */
const fruitlessTurns = 8;

/** Where the next turn goes on, in each of its parts. */
interface Place {
  readonly publish: PublishPlace;
  readonly direct: string;
  readonly pending: LookFrom;
}

/**
 * Publishes events, and makes the first attempt of every delivery, until `stop` is aborted. Then waits for
 * the attempts in flight. Needs no single owner: any number of processes may run it. Accounts take turns in
 * all of it.
 */
export async function dispatchWebhooks(deps: DispatchDeps, stop: AbortSignal): Promise<void> {
  const rest = createRest(stop);
  const lanes = new WebhookLanes(rest.wake, deps.onError);
  const publisher = new Publisher(deps.db, deps.onError);
  let place: Place = {
    publish: { account: '', replay: '' },
    direct: '',
    pending: { account: '', endpoints: new Map() },
  };
  let fruitless = 0;
  while (!stop.aborted) {
    try {
      const turn = await takeTurn(deps, publisher, lanes, place);
      place = turn.place;
      fruitless = turn.did === 'work' ? 0 : fruitless + 1;
      if (turn.did === 'work' || (turn.did === 'part' && fruitless < fruitlessTurns)) continue;
    } catch (error) {
      deps.onError(error);
    }
    fruitless = 0;
    await rest.for(deps.idleMs);
  }
  await lanes.drained();
}

/**
 * Publishes, and starts what is due at some endpoints. Returns where the next turn goes on, and whether there
 * was work, no work in this part of what there is to look at, or nothing.
 */
async function takeTurn(
  deps: DispatchDeps,
  publisher: Publisher,
  lanes: WebhookLanes,
  place: Place,
): Promise<{ readonly place: Place; readonly did: 'work' | 'part' | 'nothing' }> {
  const { db, leaseSeconds = usualLeaseSeconds } = deps;
  // Due deliveries go out even if nothing can be published now.
  const published = await publisher.takeTurn(place.publish).catch((error: unknown) => {
    deps.onError(error);
    return { place: place.publish, did: false, isPart: false };
  });
  const direct = await claimDirect(db, place.direct, directPerTurn, leaseSeconds, lanes.busy());
  for (const delivery of direct) lanes.run(delivery, firstAttempt(deps, delivery));

  const { endpoints, next: pending } = await pendingEndpoints(db, place.pending, perTurn);
  const owners = new Map(endpoints.map(endpoint => [endpoint.endpointId, endpoint]));
  const free = lanes.free(
    endpoints.filter(({ enabled, failures }) => !enabled || failures < breakAfterFailures),
  );
  const due = free.size === 0 ? [] : await claimDeliveries(db, free, leaseSeconds);
  for (const delivery of due) {
    const owner = owners.get(delivery.endpointId);
    if (owner) lanes.run(owner, firstAttempt(deps, delivery));
  }
  lanes.expectMore(free, due);

  const accounts = direct.map(({ accountId }) => accountId).toSorted();
  const next = { publish: published.place, direct: accounts.at(-1) ?? '', pending };
  const worked = published.did || direct.length + due.length > 0;
  const isPart = published.isPart || pending.account !== '' || pending.endpoints.size > 0;
  return { place: next, did: worked ? 'work' : isPart ? 'part' : 'nothing' };
}

async function firstAttempt(
  { db, secrets, sendWebhook, startRetry, onFirstAttempt }: DispatchDeps,
  delivery: Delivery,
): Promise<'delivered' | 'failed' | undefined> {
  const loaded = await loadDelivery(db, secrets, delivery);
  if (loaded?.state !== 'pending') return undefined;
  if (!loaded.enabled && !loaded.direct) {
    await parkDelivery(db, delivery);
    return undefined;
  }
  // A delivery that waited for a broken endpoint says nothing about the dispatchers' speed.
  if (loaded.attempts === 0 && loaded.enabled && loaded.failures === 0) {
    onFirstAttempt?.(Date.now() - Date.parse(loaded.envelope.timestamp));
  }
  // If a failure would leave the delivery to the endpoint's own workflow, it needs no retry workflow.
  const staysInTable = !loaded.enabled || loaded.failures + 1 >= breakAfterFailures;
  const successor: Successor = staysInTable
    ? { is: 'table' }
    : { is: 'started', start: afterMs => startRetry({ ...delivery, afterMs }) };
  const { state } = await deliverOnce(db, sendWebhook, delivery, loaded, successor);
  return state === 'delivered' ? 'delivered' : 'failed';
}
