import { PurserError } from '../domain/errors.ts';
import type { Network } from '../domain/registry.ts';
import { identityOf } from './checkIdentity.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
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
  /** What came of work with this endpoint contradicted itself: as bad as two failed calls. */
  blame(rpc: Rpc): void;
  health(): readonly EndpointHealth[];
}

export interface RpcPoolOptions {
  readonly network: Network;
  readonly stop: AbortSignal;
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** Takes the endpoints of the network in their order, as `CODE#1`, `CODE#2` …, and asks none of them yet. */
export function createRpcPool(options: RpcPoolOptions): RpcPool {
  const { network, stop, timeoutMs = 10_000, clock = systemClock, random = Math.random } = options;
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
    }),
  );
  let current = 0;

  /** From the last one on: those that are well, then those of which only a check can tell. */
  function inOrder(): readonly Endpoint[] {
    const turned = [...endpoints.slice(current), ...endpoints.slice(0, current)];
    return [
      ...turned.filter(endpoint => endpoint.state() === 'well'),
      ...turned.filter(endpoint => endpoint.state() !== 'well'),
    ];
  }
  return {
    size: endpoints.length,
    async pick(apart) {
      const order = inOrder();
      const first = apart ? order.filter(endpoint => endpoint.rpc !== apart) : order;
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
      endpoints.find(endpoint => endpoint.rpc === rpc)?.blame();
    },
    health: () =>
      endpoints.map(endpoint => ({
        name: endpoint.rpc.name,
        state: endpoint.state(),
        failures: endpoint.failures(),
        wrong: endpoint.wrong() ?? null,
      })),
  };
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
  const last = lastFailure ? ` (${lastFailure.message})` : '';
  return new RpcResting(`${network.code}: no endpoint may be asked now: ${why}${last}`, waitMs);
}

/** Of one that was not admitted: if it has no other fault, the check of its identity has just failed. */
function plightOf(endpoint: Endpoint): string {
  const state = endpoint.state();
  return endpoint.wrong() ?? (state === 'well' ? 'does not say what it is' : `is ${state}`);
}
