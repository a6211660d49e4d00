import type { Busy } from '../../db/webhooks/claimDirect.ts';
import type { PendingEndpoint } from '../../db/webhooks/pendingEndpoints.ts';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';

/** The most attempts in flight at once: in this process, and at one endpoint that does well. */
const most = { all: 512, perEndpoint: 4 } as const;
/**
 * How long an endpoint is left alone after a failure, in ms. So an endpoint that restarts does not count as
 * broken at once, and many that fail together do not keep the dispatcher from the others.
 */
const pauseMs = 1000;

/**
 * The first attempts in flight. An endpoint has four lanes. It has only one until an attempt of this process
 * succeeded, after its last attempt failed, and while half of all lanes are taken. So hundreds of endpoints
 * that answer slowly, or never, leave room for the others, and a few attempts show that an endpoint does
 * badly.
 *
 * An account may have as many lanes as are free. One account alone takes half of all at most, two take a
 * third each. However many accounts fill their lanes with endpoints that hang, the next account finds room
 * for as many as each of them has.
 */
export class WebhookLanes {
  readonly #running = new Map<EndpointId, number>();
  readonly #runningOf = new Map<AccountId, number>();
  readonly #attempts = new Set<Promise<void>>();
  /** Endpoints that had as much to send as they had lanes: more may wait for a lane. */
  readonly #more = new Set<EndpointId>();
  /** Accounts that had more to send than they had lanes. */
  readonly #moreOf = new Set<AccountId>();
  /** Endpoints whose last attempt here succeeded. */
  readonly #well = new Set<EndpointId>();
  /** Endpoints whose last attempt here failed, and until when they are left alone. */
  readonly #paused = new Map<EndpointId, number>();
  readonly #freed: () => void;
  readonly #onError: (error: unknown) => void;

  /** `freed` is called when an attempt ended and another may wait for its place. */
  constructor(freed: () => void, onError: (error: unknown) => void) {
    this.#freed = freed;
    this.#onError = onError;
  }

  /**
   * How many more attempts each endpoint may have. Accounts get one lane each in turn, and within an account
   * its endpoints take turns.
   */
  free(endpoints: readonly PendingEndpoint[]): ReadonlyMap<EndpointId, number> {
    const lanes = new Map<EndpointId, number>();
    let taken = this.#attempts.size;
    const turns = [...Map.groupBy(endpoints, ({ accountId }) => accountId)].map(([accountId, own]) => ({
      accountId,
      used: this.#runningOf.get(accountId) ?? 0,
      asking: sharesOf(own),
    }));
    for (let asking = turns; asking.length > 0;) {
      asking = asking.filter(turn => {
        if (turn.used >= most.all - taken) {
          this.#moreOf.add(turn.accountId);
          return false;
        }
        const next = this.#nextOf(turn.asking, taken);
        if (!next) return false;
        lanes.set(next.endpointId, next.share);
        turn.used += 1;
        taken += 1;
        return true;
      });
    }
    return lanes;
  }

  /** Endpoints and accounts that have all the attempts they may. */
  busy(): Busy {
    const room = most.all - this.#attempts.size;
    return {
      endpoints: [...this.#running].flatMap(([id, running]) => (running >= most.perEndpoint ? [id] : [])),
      accounts: [...this.#runningOf].flatMap(([id, running]) => (running >= room ? [id] : [])),
    };
  }

  /** `attempt` resolves to its outcome; undefined if none was made. */
  run(
    { endpointId, accountId }: Pick<PendingEndpoint, 'endpointId' | 'accountId'>,
    attempt: Promise<'delivered' | 'failed' | undefined>,
  ): void {
    add(this.#running, endpointId, 1);
    add(this.#runningOf, accountId, 1);
    const running = attempt
      .catch((error: unknown) => {
        this.#onError(error);
        return 'failed' as const;
      })
      .then(outcome => {
        this.#attempts.delete(running);
        if (outcome === 'delivered') this.#well.add(endpointId);
        if (outcome === 'failed') {
          this.#well.delete(endpointId);
          this.#paused.set(endpointId, performance.now() + pauseMs);
        }
        add(this.#running, endpointId, -1);
        add(this.#runningOf, accountId, -1);
        if (this.#more.has(endpointId) || this.#moreOf.size > 0) this.#freed();
        this.#moreOf.clear();
      });
    this.#attempts.add(running);
  }

  /** Notes the endpoints that had more than was claimed, or may have. */
  expectMore(free: ReadonlyMap<EndpointId, number>, claimed: readonly Delivery[]): void {
    const counts = Map.groupBy(claimed, ({ endpointId }) => endpointId);
    for (const [endpointId, lanes] of free) {
      if ((counts.get(endpointId)?.length ?? 0) === lanes) this.#more.add(endpointId);
      else this.#more.delete(endpointId);
    }
  }

  async drained(): Promise<void> {
    await Promise.all(this.#attempts);
  }

  /** The next of the lanes that an account asks for and may have, while `taken` lanes are taken. */
  #nextOf(asking: Iterator<Share>, taken: number): Share | undefined {
    for (let next = asking.next(); next.done !== true; next = asking.next()) {
      const { endpointId, failures, share } = next.value;
      if (this.#isPaused(endpointId)) continue;
      const trusted = failures === 0 && this.#well.has(endpointId);
      const limit = trusted && taken < most.all / 2 ? most.perEndpoint : 1;
      if ((this.#running.get(endpointId) ?? 0) + share <= limit) return next.value;
    }
    return undefined;
  }

  #isPaused(endpointId: EndpointId): boolean {
    const until = this.#paused.get(endpointId);
    if (until === undefined) return false;
    if (until > performance.now()) return true;
    this.#paused.delete(endpointId);
    return false;
  }
}

interface Share extends Pick<PendingEndpoint, 'endpointId' | 'failures'> {
  /** The number of the endpoint's further lane, from 1. */
  readonly share: number;
}

/** A first lane of each endpoint, then a second of each. */
function* sharesOf(endpoints: readonly PendingEndpoint[]): Generator<Share, undefined> {
  for (let share = 1; share <= most.perEndpoint; share++) {
    for (const { endpointId, failures } of endpoints) yield { endpointId, failures, share };
  }
  return undefined;
}

function add<K>(counts: Map<K, number>, key: K, change: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
