import { PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import { backgroundRpc } from './backgroundRpc.ts';
import { identityOf } from './checkIdentity.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { RpcRateLimit } from './refusals.ts';
import type { Rpc } from './rpc.ts';
import type { Endpoint, EndpointState } from './rpcEndpoint.ts';
import { createEndpoint, RpcResting } from './rpcEndpoint.ts';

export interface EndpointHealth {
  readonly name: string;
  /** `open`: the endpoint failed, and gets no calls until it answers a probe. */
  readonly state: EndpointState;
  /** Failures that no success has cancelled yet. */
  readonly failures: number;
  /** Why it is another chain; null if it is not known to be one. */
  readonly wrong: string | null;
}

/**
 * One endpoint's answer, or its failure in words without its URL. Both are null if it rests as it asked to.
 */
export interface EndpointReport<T> {
  readonly name: string;
  readonly answer: T | null;
  readonly failure: string | null;
}

/** The endpoints of one network. */
export interface RpcPool {
  readonly size: number;
  /**
   * The endpoint for the next piece of work. It stays the last one while that one is well, as two nodes must
   * not be mixed within a step. Else it is the next one that is well, and one that failed only if none is
   * well. With `apart`, another endpoint than that one is preferred; later work does not go to it.
   *
   * Throws `RpcResting` (`rpc_unavailable`) if none may be called now, and `wrong_chain` if all of them serve
   * another chain or genesis.
   */
  pick(apart?: Rpc): Promise<Rpc>;
  /** The answers of the endpoint with this name contradicted each other: counts as two failed calls. */
  blame(rpc: Pick<Rpc, 'name'>): void;
  /** Makes every endpoint's next use check its chain again, even if it was found to serve another chain. */
  recheck(): void;
  health(): readonly EndpointHealth[];
  /**
   * Calls each endpoint, whichever is in use, and gives its answer or the reason for none. Checks its
   * identity first if that is due.
   */
  each<T>(ask: (rpc: Rpc) => Promise<T>): Promise<readonly EndpointReport<T>[]>;
  /**
   * The same endpoints for work that may wait. Health and choice are shared with this pool. All background
   * work together uses at most a third of what each endpoint allows. Work that follows the head of a chain
   * never uses it.
   */
  background(): RpcPool;
}

export interface RpcPoolOptions {
  readonly network: Network;
  readonly stop: AbortSignal;
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** From 0 to 1. */
  readonly random?: () => number;
  /**
   * Called once with the reason when an endpoint is no longer called, and once with null when it is again.
   */
  readonly onPlight?: (name: string, reason: string | null) => void;
}

/** Names the network's endpoints in their order `CODE#1`, `CODE#2` …, and calls none of them yet. */
export function createRpcPool(options: RpcPoolOptions): RpcPool {
  const {
    network,
    stop,
    timeoutMs = network.rpcTimeoutMs,
    clock = systemClock,
    random = Math.random,
    onPlight = () => undefined,
  } = options;
  const identity = identityOf(network);
  const endpoints = network.rpc.map((url, at) =>
    createEndpoint({
      name: `${network.code}#${String(at + 1)}`,
      url,
      identity,
      stop,
      timeoutMs,
      clock,
      random,
      onPlight,
    }),
  );
  const backgrounds = new Map(
    endpoints.map(endpoint => [endpoint.rpc, backgroundRpc(endpoint, network.rpcPerSecond, clock, stop)]),
  );
  const isOf = ({ rpc }: Endpoint, given: Rpc): boolean => rpc === given || backgrounds.get(rpc) === given;
  let current = 0;

  /** From the current one on: those that are well, then the others, which only a check can clear. */
  function inOrder(): readonly Endpoint[] {
    const turned = [...endpoints.slice(current), ...endpoints.slice(0, current)];
    return [
      ...turned.filter(endpoint => endpoint.state() === 'well'),
      ...turned.filter(endpoint => endpoint.state() !== 'well'),
    ];
  }
  const pool: RpcPool = {
    size: endpoints.length,
    async pick(apart) {
      const order = inOrder();
      const first = apart ? order.filter(endpoint => !isOf(endpoint, apart)) : order;
      let lastFailure: PurserError | null = null;
      for (const endpoint of new Set([...first, ...order])) {
        try {
          if (!(await endpoint.admit())) continue;
        } catch (error) {
          if (!(error instanceof PurserError)) throw error;
          lastFailure = error;
          continue;
        }
        if (!apart) current = endpoints.indexOf(endpoint);
        return endpoint.rpc;
      }
      throw noneOf(network, endpoints, lastFailure);
    },
    blame(rpc) {
      endpoints.find(endpoint => endpoint.rpc.name === rpc.name)?.blame();
    },
    recheck() {
      for (const endpoint of endpoints) endpoint.recheck();
    },
    health: () =>
      endpoints.map(endpoint => ({
        name: endpoint.rpc.name,
        state: endpoint.state(),
        failures: endpoint.failures(),
        wrong: endpoint.wrong() ?? null,
      })),
    each: ask => Promise.all(endpoints.map(endpoint => reportOf(endpoint, ask))),
    background: () => ({
      ...pool,
      async pick(apart) {
        const rpc = await pool.pick(apart);
        return backgrounds.get(rpc) ?? rpc;
      },
    }),
  };
  return pool;
}

async function reportOf<T>(endpoint: Endpoint, ask: (rpc: Rpc) => Promise<T>): Promise<EndpointReport<T>> {
  const { name } = endpoint.rpc;
  const failed = (failure: string | null): EndpointReport<T> => ({ name, answer: null, failure });
  try {
    if (await endpoint.admit()) return { name, answer: await ask(endpoint.rpc), failure: null };
    return failed(endpoint.state() === 'resting' ? null : plightOf(endpoint));
  } catch (error) {
    if (!(error instanceof PurserError)) throw error;
    const isResting = error instanceof RpcResting && endpoint.state() === 'resting';
    return failed(error instanceof RpcRateLimit || isResting ? null : error.message);
  }
}

/**
 * `wrong_chain` only if all are wrong: an endpoint that does not answer now may be right, so the network goes
 * on.
 */
function noneOf(
  network: Network,
  endpoints: readonly Endpoint[],
  lastFailure: PurserError | null,
): PurserError {
  const why = endpoints.map(endpoint => `${endpoint.rpc.name} ${plightOf(endpoint)}`).join(', ');
  if (endpoints.every(endpoint => typeof endpoint.wrong() === 'string')) {
    return new PurserError('wrong_chain', why);
  }
  const waitMs = Math.min(...endpoints.map(endpoint => endpoint.remainingMs()));
  // If the endpoint's own text has this message, it would stand there twice.
  const isIncluded = lastFailure === null || why.includes(lastFailure.message);
  const last = isIncluded ? '' : ` (${lastFailure.message})`;
  return new RpcResting(`${network.code}: no endpoint may be called now: ${why}${last}`, waitMs);
}

/** Why an endpoint was not admitted. If it has no other fault, the check of its identity has just failed. */
function plightOf(endpoint: Endpoint): string {
  const state = endpoint.state();
  const last = endpoint.lastFailure();
  const why = last === null ? '' : ` (${last})`;
  return (
    endpoint.wrong() ?? (state === 'well' ? `does not pass the identity check${why}` : `is ${state}${why}`)
  );
}
