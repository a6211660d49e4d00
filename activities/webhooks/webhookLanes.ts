import type { Busy } from '../../db/webhooks/claimDirect.ts';
import type { PendingEndpoint } from '../../db/webhooks/pendingEndpoints.ts';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';

/** Attempts in flight at once in this process, and at one endpoint that does well. */
const most = { all: 512, perEndpoint: 4 } as const;
/**
 * How long an endpoint is left alone after a failure, in ms: one that restarts is not found broken within a blink, and
 * many that fail at once do not keep the others' dispatcher busy.
 */
const pauseMs = 1000;

/**
 * The first attempts in flight. An endpoint has four lanes; one until an attempt of this process succeeded, one where
 * the last failed, and one where half of all are taken: so hundreds of endpoints that answer slowly, or never, leave
 * room for the others, and it is found out with few attempts that one does badly.
 *
 * An account has as many lanes as there are free ones: one account alone takes half of all at most, two a third each,
 * and however many fill theirs with endpoints that hang, the next finds room for as many as each of them has.
 */
export class WebhookLanes {
  readonly #running = new Map<EndpointId, number>();
  readonly #runningOf = new Map<AccountId, number>();
  readonly #attempts = new Set<Promise<void>>();
  /** Endpoints that had as much to send as they had lanes: more may wait for one of these. */
  readonly #more = new Set<EndpointId>();
  /** Accounts that had more to send than they may. */
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
   * How many more attempts each endpoint may have: one lane at a time to each account in turn, and of an account to each
   * of its endpoints in turn.
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

  /** `attempt` says what came of it; undefined where none was made. */
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

  /** The next lane that an account may have of those it asks for, where `taken` are taken. */
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
  /** The endpoint's so manieth further lane, from 1. */
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
