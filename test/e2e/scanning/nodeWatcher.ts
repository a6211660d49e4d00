import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createJudgeDeposits } from '../../../activities/judgeDeposits.ts';
import { settleDust } from '../../../activities/loops/settleDust.ts';
import { createRest } from '../../../activities/loops/sleepUntilStopped.ts';
import { createRescanChain } from '../../../activities/rescans/rescanChain.ts';
import { walkChain } from '../../../activities/scanning/walkChain.ts';
import { checksumAddress } from '../../../chain/deriveAddress.ts';
import type { RpcPool } from '../../../chain/rpc/rpcPool.ts';
import { createRpcPool } from '../../../chain/rpc/rpcPool.ts';
import { watchHeads } from '../../../chain/rpc/watchHeads.ts';
import type { Db } from '../../../db/connect.ts';
import { relaySignals } from '../../../db/outbox/relaySignals.ts';
import { claimChain } from '../../../db/scanning/claimChain.ts';
import { stopChain } from '../../../db/scanning/stopChain.ts';
import { parseAddress } from '../../../domain/address.ts';
import type { ComplianceProvider } from '../../../domain/deposits/compliance.ts';
import { PurserError } from '../../../domain/errors.ts';
import { baseUnits } from '../../../domain/money.ts';
import type {
  ChainId,
  Currency,
  CurrencyCode,
  Network,
  NetworkCode,
  Registry,
} from '../../../domain/registry.ts';
import type { NamedBlock } from '../../../domain/scanning/fork.ts';
import type { RescanResult } from '../../../domain/scanning/messages.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must, newOwner } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';

const whole = 10n ** 18n;
const approving: ComplianceProvider = {
  name: 'test',
  kind: 'inline',
  screen: () => Promise.resolve({ verdict: 'approve', by: 'test', score: null, raw: {} }),
};

export interface NodeWatcherOptions {
  readonly chainId: number;
  /** The endpoints of its nodes. */
  readonly rpc: readonly string[];
  /** The head that the watcher has to reach. */
  readonly head: () => Promise<NamedBlock>;
  /** The contract of USDT. */
  readonly usdt: string;
  /** Besides the defaults: two confirmations, top-level transactions. */
  readonly network?: Partial<Network> | undefined;
  /** Currencies besides ETH and USDT, or instead of them by code. */
  readonly currencies?: ((usual: readonly Currency[]) => Promise<readonly Currency[]>) | undefined;
  readonly provider?: ComplianceProvider | undefined;
  /** The time limit of a call, in ms; 2,000 by default. */
  readonly rpcTimeoutMs?: number | undefined;
}

/**
 * The chain watcher on nodes and a real database, with every step but Temporal: the receiver of signals does
 * what a purse's workflow would do.
 */
export interface NodeWatcher {
  readonly database: TestDatabase;
  readonly db: Db;
  readonly registry: Registry;
  /** As the walk has it now. */
  readonly network: Network;
  readonly pool: RpcPool;
  readonly eth: Currency;
  readonly usdt: Currency;
  newOwner(): Promise<Owner>;
  /** Waits until the watcher is at the chain's head and nothing is left to signal or post. */
  caughtUp(withinMs?: number): Promise<void>;
  /** The balance of the customer's book in a currency. */
  credited(owner: Owner, currency: Currency): Promise<bigint>;
  events(owner: Owner): Promise<readonly string[]>;
  /** The error that stopped the walk for good. */
  stoppedBy(): Promise<PurserError>;
  /** Continues with other settings of the network, like a restarted worker. */
  resumeWith(changed: Partial<Network>): void;
  /** Reads blocks again, as an operator does; returns how many transfers it recorded. */
  rescan(input: { readonly from: number; readonly to: number }): Promise<number>;
  /**
   * Starts the walk again, as an operator's signal does; a deep fork is accepted by naming a block of the
   * chain.
   */
  resume(options: { readonly acceptDeepReorg: boolean; readonly newChain?: NamedBlock }): void;
  /** Ends the walk, as a stopping worker does; `resume` continues it. */
  pause(): Promise<void>;
  readonly troubles: readonly string[];
  /** Ends the walk and drops the database; the nodes go on. */
  stop(): Promise<void>;
}

export async function watchNodes(options: NodeWatcherOptions): Promise<NodeWatcher> {
  const database = await createTestDatabase();
  const { db } = database;
  let network: Network = {
    code: 'ETHEREUM' as NetworkCode,
    chainId: options.chainId as ChainId,
    name: 'test',
    finality: { kind: 'confirmations', blocks: 2 },
    tiers: [],
    nativeSource: 'topLevel',
    rpc: options.rpc,
    ws: null,
    genesisHash: null,
    rpcPerSecond: 100_000,
    auditedPurses: 20,
    // Each look takes a dozen statements: at 25 ms, worlds that wait took 8 % of the CPU of their tests.
    pollMs: 100,
    quietForMs: 0,
    rpcTimeoutMs: 10_000,
    explorer: null,
    publicRpc: null,
    ...options.network,
  };
  const listed = (code: string, contract: string | null, decimals: number, minimum: bigint): Currency => ({
    code: code as CurrencyCode,
    network: network.code,
    chainId: network.chainId,
    name: code,
    contract: contract === null ? null : must(parseAddress(contract)),
    decimals,
    minDeposit: baseUnits(minimum),
    credit: 'transferred',
    tierWeight: whole,
    supported: true,
  });
  const eth = listed('ETH', null, 18, whole / 1000n);
  const usdt = listed('USDT', options.usdt, 6, 1_000_000n);
  const currencies = (await options.currencies?.([eth, usdt])) ?? [eth, usdt];
  const registryOf = (): Registry => ({ networks: [network], currencies, groups: [] });
  let registry = registryOf();

  const ended = new AbortController();
  const newPool = (): RpcPool =>
    createRpcPool({ network, stop: ended.signal, timeoutMs: options.rpcTimeoutMs ?? 2000 });
  let pool = newPool();
  const settleWith = { db, registry, provider: options.provider ?? approving };
  const judge = createJudgeDeposits(settleWith);
  const troubles: string[] = [];
  const failures: unknown[] = [];

  const relay = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const { sent, failure } = await relaySignals(db, 50, async signal => {
        if (!('purseId' in signal) || !signal.payload) return;
        await judge({ purseId: signal.purseId, transactionIds: signal.payload.transactionIds });
      });
      if (failure !== undefined) failures.push(failure);
      if (sent === 0) await new Promise(resolve => setTimeout(resolve, 40));
    }
  };
  let stopped = Promise.withResolvers<PurserError>();
  let walking: Promise<unknown> = Promise.resolve();
  let halt = new AbortController();
  const begin = (accept: () => Promise<NamedBlock | null>): void => {
    stopped = Promise.withResolvers();
    halt = new AbortController();
    const stop = AbortSignal.any([ended.signal, halt.signal]);
    const rest = createRest(stop);
    if (network.ws !== null) watchHeads(network.ws, stop, rest.wake);
    const walk = async (): Promise<void> => {
      const claimed = await claimChain(db, network);
      try {
        await walkChain(
          {
            deps: { db, registry, checksum: checksumAddress },
            network,
            pool,
            accept: await accept(),
            mayContinue: () => !stop.aborted,
            rest: rest.for,
            onStep: () => undefined,
            onCommit: () => undefined,
            onTrouble: error => troubles.push(`${error.code}: ${error.message}`),
          },
          claimed,
        );
      } catch (error) {
        if (!(error instanceof PurserError)) failures.push(error);
        else {
          await stopChain(db, network.chainId, claimed.epoch, error);
          stopped.resolve(error);
        }
      }
    };
    walking = walk();
  };
  begin(() => Promise.resolve(null));
  const loops = [
    relay(),
    settleDust({ ...settleWith, onError: error => failures.push(error), idleMs: 200 }, ended.signal),
  ];

  const caughtUp = async (withinMs?: number): Promise<void> => {
    const since = new Date();
    await eventually(
      'the watcher stands at the head, with nothing left to do',
      async () => {
        if (failures.length > 0) throw failures[0];
        const head = await options.head();
        const cursor = await db.selectFrom('chain_cursors').selectAll().executeTakeFirst();
        if (cursor?.height !== head.height || cursor.hash !== head.hash) return false;
        if (!cursor.caught_up_at || cursor.caught_up_at < since) return false;
        return (await db.selectFrom('signal_outbox').select('id').executeTakeFirst()) === undefined;
      },
      withinMs,
    ).catch((error: unknown) => {
      throw new Error(`the last troubles: ${troubles.slice(-3).join('; ')}`, { cause: error });
    });
  };
  const watcher: NodeWatcher = {
    database,
    db,
    get registry() {
      return registry;
    },
    get network() {
      return network;
    },
    get pool() {
      return pool;
    },
    eth,
    usdt,
    troubles,
    newOwner: () => newOwner(db),
    caughtUp,
    credited: async (owner, { code }) => {
      const row = await db
        .selectFrom('postings')
        .select(({ fn }) => fn.sum<bigint | null>('amount').as('total'))
        .where('customer_id', '=', owner.customerId)
        .where('ledger', '=', 'customer')
        .where('currency', '=', code)
        .executeTakeFirst();
      return row?.total ?? 0n;
    },
    events: async owner => {
      const rows = await db
        .selectFrom('events')
        .select('type')
        .where('customer_id', '=', owner.customerId)
        .orderBy('position')
        .execute();
      return rows.map(({ type }) => type);
    },
    stoppedBy: () => stopped.promise,
    resume: ({ acceptDeepReorg, newChain }) => {
      begin(async () => {
        if (newChain || !acceptDeepReorg) return newChain ?? null;
        return options.head();
      });
    },
    resumeWith: changed => {
      network = { ...network, ...changed };
      registry = registryOf();
      pool = newPool();
      begin(() => Promise.resolve(null));
    },
    rescan: async range => {
      const run = createRescanChain({
        db,
        registry,
        checksum: checksumAddress,
        poolOf: () => pool,
        signalsWaiting: () => undefined,
        stopping: ended.signal,
      });
      const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });
      const result: RescanResult = await environment.run(run, { network: network.code, ...range });
      return result.found;
    },
    pause: async () => {
      halt.abort();
      await walking;
    },
    stop: async () => {
      ended.abort();
      await Promise.all([walking, ...loops]);
      await database.drop();
    },
  };
  await caughtUp().catch(async (error: unknown) => {
    await watcher.stop();
    throw error;
  });
  return watcher;
}
