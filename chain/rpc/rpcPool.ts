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
  /** `open`: it failed, and is kept from calls until one probe is answered. */
  readonly state: EndpointState;
  /** Failures that no success has answered yet. */
  readonly failures: number;
  /** Which other chain it serves; null where it does not. */
  readonly wrong: string | null;
}

/** What one endpoint answered; or why not, in words without its URL: null where it only rests, as it asked to. */
export interface EndpointReport<T> {
  readonly name: string;
  readonly answer: T | null;
  readonly failure: string | null;
}

/** The endpoints of one network. */
export interface RpcPool {
  readonly size: number;
  /**
   * The endpoint for the next piece of work: the last one while it is well, as two nodes must not be mixed
   * within a step, else the next that may be asked; one that failed only where none is well. With `apart`,
   * another than this one where there is one that is well, which later work does not go to.
   *
   * Throws `RpcResting` (`rpc_unavailable`) when none may be asked now, `wrong_chain` when all of
   * them serve another chain or genesis.
   */
  pick(apart?: Rpc): Promise<Rpc>;
  /** What came of work with the endpoint of this name contradicted itself: as bad as two failed calls. */
  blame(rpc: Pick<Rpc, 'name'>): void;
  /** Has the chain of each endpoint asked for again before its next use, also of one that was found to serve another. */
  recheck(): void;
  health(): readonly EndpointHealth[];
  /**
   * Asks each endpoint by itself, whichever is in use, and gives what it answered or why it did not. Checks its identity before,
   * where that is due.
   */
  each<T>(ask: (rpc: Rpc) => Promise<T>): Promise<readonly EndpointReport<T>[]>;
  /**
   * The same endpoints for work that may wait, with their health and choice in common: all that is done with it uses
   * a third at most of what each endpoint allows. What follows the head of a chain never goes through it.
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
  /** Told once when an endpoint is not asked any more, by its name and with the reason; with null when it is again. */
  readonly onPlight?: (name: string, reason: string | null) => void;
}

/** Takes the endpoints of the network in their order, as `CODE#1`, `CODE#2` …, and asks none of them yet. */
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

  /** From the last one on: those that are well, then those that only a check can clear. */
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

/** An endpoint that may be right and only does not answer now is no reason to stop the network. */
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
  // It says no more than its endpoint does.
  const isSaid = lastFailure === null || why.includes(lastFailure.message);
  const last = isSaid ? '' : ` (${lastFailure.message})`;
  return new RpcResting(`${network.code}: no endpoint may be asked now: ${why}${last}`, waitMs);
}

/** Of one that was not admitted: if it has no other fault, the check of its identity has just failed. */
function plightOf(endpoint: Endpoint): string {
  const state = endpoint.state();
  const last = endpoint.lastFailure();
  const why = last === null ? '' : ` (${last})`;
  return endpoint.wrong() ?? (state === 'well' ? `does not say what it is${why}` : `is ${state}${why}`);
}
