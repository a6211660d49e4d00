import type { Delivery } from '../db/claimDeliveries.ts';
import type { PendingEndpoint } from '../db/pendingEndpoints.ts';
import type { EndpointId } from '../domain/ids.ts';

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
 */
export class WebhookLanes {
  readonly #running = new Map<EndpointId, number>();
  readonly #attempts = new Set<Promise<void>>();
  /** Endpoints that had as much to send as they had lanes: more may wait for one of these. */
  readonly #more = new Set<EndpointId>();
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

  /** How many more attempts each endpoint may have, in fair shares of the room there is. */
  free(endpoints: readonly PendingEndpoint[]): ReadonlyMap<EndpointId, number> {
    const lanes = new Map<EndpointId, number>();
    let taken = this.#attempts.size;
    for (let share = 1; share <= most.perEndpoint; share++) {
      for (const { endpointId, failures } of endpoints) {
        if (taken === most.all) return lanes;
        if (this.#isPaused(endpointId)) continue;
        const trusted = failures === 0 && this.#well.has(endpointId);
        const limit = trusted && taken < most.all / 2 ? most.perEndpoint : 1;
        if (this.#inUse(endpointId) + share > limit) continue;
        lanes.set(endpointId, share);
        taken += 1;
      }
    }
    return lanes;
  }

  /** Endpoints that have all the attempts they may. */
  busy(): readonly EndpointId[] {
    return [...this.#running].flatMap(([id, running]) => (running >= most.perEndpoint ? [id] : []));
  }

  /** `attempt` says what came of it; undefined where none was made. */
  run(endpointId: EndpointId, attempt: Promise<'delivered' | 'failed' | undefined>): void {
    this.#running.set(endpointId, this.#inUse(endpointId) + 1);
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
        const left = this.#inUse(endpointId) - 1;
        if (left === 0) this.#running.delete(endpointId);
        else this.#running.set(endpointId, left);
        if (this.#more.has(endpointId)) this.#freed();
      });
    this.#attempts.add(running);
  }

  /** Takes note of which endpoints had more than was claimed, or may have. */
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

  #isPaused(endpointId: EndpointId): boolean {
    const until = this.#paused.get(endpointId);
    if (until === undefined) return false;
    if (until > performance.now()) return true;
    this.#paused.delete(endpointId);
    return false;
  }

  #inUse(endpointId: EndpointId): number {
    return this.#running.get(endpointId) ?? 0;
  }
}
