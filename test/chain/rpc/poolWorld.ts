import { expect } from 'vitest';
import type { Clock } from '../../../chain/rpc/clock.ts';
import type { RpcPool, RpcPoolOptions } from '../../../chain/rpc/rpcPool.ts';
import { createRpcPool } from '../../../chain/rpc/rpcPool.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { ChainId, Network, NetworkCode } from '../../../domain/registry.ts';
import type { MisbehavingNode } from './misbehavingNode.ts';
import { startMisbehavingNode, urlKey } from './misbehavingNode.ts';

/** Two nodes of a network, and a clock that a test moves. */
export interface PoolWorld {
  readonly first: MisbehavingNode;
  readonly second: MisbehavingNode;
  readonly clock: HeldClock;
  readonly stopping: AbortController;
  readonly network: Network;
  /** A pool of both, without jitter. */
  pool(over?: Partial<Network>, options?: Partial<RpcPoolOptions>): RpcPool;
  /** A pool of the first node. */
  alone(over?: Partial<Network>): RpcPool;
  stop(): Promise<void>;
}

export async function startPoolWorld(): Promise<PoolWorld> {
  const [first, second] = await Promise.all([startMisbehavingNode(), startMisbehavingNode()]);
  const stopping = new AbortController();
  const clock = holdClock();
  const network: Network = {
    code: 'ETHEREUM' as NetworkCode,
    chainId: 31337 as ChainId,
    name: 'Ethereum',
    finality: { kind: 'confirmations', blocks: 3 },
    tiers: [],
    nativeSource: 'topLevel',
    rpc: [first.url, second.url],
    ws: null,
    genesisHash: null,
    rpcPerSecond: 1000,
    auditedPurses: 0,
    pollMs: 100,
    quietForMs: null,
    rpcTimeoutMs: 10_000,
    explorer: null,
    publicRpc: null,
  };
  const pool: PoolWorld['pool'] = (over, options) =>
    createRpcPool({
      network: { ...network, ...over },
      stop: stopping.signal,
      clock,
      random: () => 1,
      ...options,
    });
  return {
    first,
    second,
    clock,
    stopping,
    network,
    pool,
    alone: over => pool({ rpc: [first.url], ...over }),
    stop: async () => {
      stopping.abort();
      await Promise.all([first.stop(), second.stop()]);
    },
  };
}

interface HeldClock extends Clock {
  pass(ms: number): void;
  /** The waits in ms: they end at once, and the clock does not move. */
  readonly waits: readonly number[];
}

function holdClock(): HeldClock {
  let now = 0;
  const waits: number[] = [];
  return {
    now: () => now,
    wait: async ms => {
      waits.push(ms);
      await Promise.resolve();
    },
    pass: ms => {
      now += ms;
    },
    waits,
  };
}

/** The error of `work`, which is asserted to show no key. */
export async function error(work: Promise<unknown>): Promise<PurserError> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof PurserError)) throw new Error('it must fail with a PurserError', { cause: error });
  expect(`${error.stack ?? ''}${String(error.cause)}`).not.toContain(urlKey);
  return error;
}

/** Calls through the picked endpoint. Every call must fail. */
export async function fail(rpcs: RpcPool, times: number): Promise<void> {
  const rpc = await rpcs.pick();
  for (let n = 0; n < times; n++) await error(rpc.call('eth_blockNumber', []));
}

/** How long no endpoint of the pool may be called, in ms. */
export async function rest(rpcs: RpcPool): Promise<number> {
  const resting = await error(rpcs.pick());
  expect(resting.code).toBe('rpc_unavailable');
  return 'retryAfterMs' in resting ? Number(resting.retryAfterMs) : Number.NaN;
}

export const states = (rpcs: RpcPool): readonly string[] => rpcs.health().map(({ state }) => state);

export const limit = (retryAfter?: string): MisbehavingNode['misbehave'] => {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return (_call, response) => response.writeHead(429, headers).end();
};

export const down: MisbehavingNode['misbehave'] = (_call, response) => response.writeHead(500).end();

export const failing =
  (method: string): MisbehavingNode['misbehave'] =>
  (call, response) =>
    call.method === method && response.writeHead(500).end();
