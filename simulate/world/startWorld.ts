import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { EnginePart } from '../../cli/stack/engine.ts';
import type { ManagedProcess } from '../../cli/stack/managedProcess.ts';
import type { Stack } from '../../cli/stack/stack.ts';
import { startStack } from '../../cli/stack/stack.ts';
import type { StackOptions } from '../../cli/stack/stackOptions.ts';
import { testRegistry } from '../../cli/stack/testChains.ts';
import type { ContractArtifacts } from '../../contracts/compileContracts.ts';
import { compileContracts } from '../../contracts/compileContracts.ts';
import type { Db } from '../../db/connect.ts';
import { connect } from '../../db/connect.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import type { ComplianceProvider } from '../../testkit/complianceProvider.ts';
import { startComplianceProvider } from '../../testkit/complianceProvider.ts';
import { newStateFolder } from '../../testkit/newStateFolder.ts';
import { claimPort } from '../../testkit/servers/freePort.ts';
import type { Progress } from '../../testkit/servers/progress.ts';
import type { Coin } from '../plan/coins.ts';
import { coinsOf } from '../plan/coins.ts';

/** The real engine on real servers, with everything that a seed does something to. */
export interface World {
  readonly home: string;
  readonly stack: Stack;
  /** The base URL of a second API process, for calls that meet at the same moment. */
  readonly secondApiUrl: string;
  readonly secondApiProcess: () => ManagedProcess;
  /** Starts the second API again, if it has ended. */
  readonly startSecondApi: () => Promise<void>;
  readonly db: Db;
  readonly temporal: Client;
  readonly provider: ComplianceProvider;
  readonly coins: readonly Coin[];
  /** How many blocks make money final, by network. */
  readonly finality: ReadonlyMap<string, number>;
  readonly artifacts: ContractArtifacts;
  /** Starts a part that has ended, with the registry as it is now. `env` replaces some of its settings. */
  start(part: EnginePart, env?: Readonly<Record<string, string>>): Promise<void>;
  /** Starts the worker again with these ways to find native coins, by network; the others have their usual ones. */
  restartWorker(sources: ReadonlyMap<string, string>): Promise<void>;
  network(code: string): TestNetwork;
  coin(code: string): Coin;
  /** What `stop` ends too, after the stack, the last first. */
  alsoStops(stop: () => Promise<void>): void;
  stop(): Promise<void>;
}

/** Between two blocks of a test chain, in ms, while it has something to mine. */
const blockTimeMs = 150;

/** What a dead process held is taken over at once: otherwise deaths would take most of a seed's time. */
const hasty = {
  PURSER_HEARTBEAT_SECONDS: '2',
  PURSER_SIGNAL_LEASE_SECONDS: '2',
  PURSER_DUST_LEASE_SECONDS: '2',
  PURSER_DELIVERY_LEASE_SECONDS: '20',
};

/** A policy by which nothing waits to be swept. */
const atOnce = { everySeconds: 1, maxAgeSeconds: 1, mostCostPercent: 100 };

export interface WorldOptions {
  /** Whether PostgreSQL can be killed without losing what it has confirmed. */
  readonly durable?: boolean;
  /** Whatever the sweeping account has is swept as soon as it may be, however little it is, if no more purses than these are given out. */
  readonly sweepsAtOnce?: { readonly purses: number };
  /** Replaces options of the stack. Without `workersEnv`, what a dead process held is taken over at once. */
  readonly stack?: Partial<
    Pick<StackOptions, 'blockTimeMs' | 'env' | 'ownRelay' | 'postgres' | 'sweeps' | 'workersEnv'>
  >;
}

/** Starts it in a folder of its own, which `stop` removes. Throws `StartError`. */
export async function startWorld(
  progress: Progress,
  signal: AbortSignal,
  { durable = false, sweepsAtOnce, stack: replaced = {} }: WorldOptions = {},
): Promise<World> {
  const home = newStateFolder('purser-simulate-');
  const port = await claimPort(0, 'the provider');
  const provider = await startComplianceProvider(port);
  const stack = await startStack({
    home,
    ports: { api: 0, temporal: 0, temporalUi: 0, postgres: 0, chain: 0 },
    pursePeriodSeconds: 24 * 3600,
    blockTimeMs,
    durable,
    ownRelay: true,
    secondNodes: true,
    env: process.env,
    progress,
    signal,
    workerEnv: {
      PURSER_COMPLIANCE: 'http',
      PURSER_COMPLIANCE_URL: `http://127.0.0.1:${String(port)}/`,
      PURSER_COMPLIANCE_TIMEOUT_MS: '500',
    },
    workersEnv: hasty,
    ...(sweepsAtOnce && { sweeps: true, pursesAhead: sweepsAtOnce.purses }),
    ...replaced,
  });
  const apiPort = await claimPort(0, 'the second API');
  const startSecondApi = (): Promise<ManagedProcess> =>
    stack.engine.startAnother('api', 'api-2', { PURSER_PORT: String(apiPort) });
  let secondApi = await startSecondApi();
  const db = connect(stack.databaseUrl, { max: 4, applicationName: 'purser-simulate' });
  const connection = await Connection.connect({ address: stack.running.temporal });
  const { networks, ...registry } = testRegistry();
  const coins = coinsOf(registry);
  const finality = new Map(
    networks.flatMap(({ code, finality: policy }) =>
      policy.kind === 'confirmations' ? [[code, policy.blocks] as const] : [],
    ),
  );
  const others: (() => Promise<void>)[] = [];
  const registryFile = join(home, 'worker-registry.json');
  const writeSources = (sources: ReadonlyMap<string, string>): void => {
    const registry = JSON.parse(readFileSync(stack.running.registry, 'utf8')) as {
      readonly networks: readonly { readonly code: string; nativeSource?: string; sweeping?: object }[];
    };
    for (const network of registry.networks) {
      const source = sources.get(network.code);
      if (source !== undefined) network.nativeSource = source;
      if (sweepsAtOnce) network.sweeping = { ...network.sweeping, ...atOnce };
    }
    writeFileSync(registryFile, JSON.stringify(registry));
  };
  writeSources(new Map());
  const start: World['start'] = async (part, env = {}) => {
    await stack.engine.start(part, { ...(part === 'worker' && { PURSER_REGISTRY: registryFile }), ...env });
  };
  const restartWorker: World['restartWorker'] = async sources => {
    writeSources(sources);
    await stack.engine.stop('worker');
    await start('worker');
  };
  if (sweepsAtOnce) await restartWorker(new Map());
  return {
    home,
    stack,
    secondApiUrl: `http://127.0.0.1:${String(apiPort)}`,
    secondApiProcess: () => secondApi,
    startSecondApi: async () => {
      secondApi = await startSecondApi();
    },
    start,
    restartWorker,
    db,
    temporal: new Client({ connection }),
    provider,
    coins,
    finality,
    artifacts: await compileContracts(),
    network: code => found(stack.networks, code),
    coin: code => found(coins, code),
    alsoStops: stop => {
      others.unshift(stop);
    },
    stop: async () => {
      await connection.close();
      await db.destroy();
      await secondApi.stop();
      await stack.stop();
      for (const end of others) await end();
      await provider.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function found<T extends { readonly code: string }>(of: readonly T[], code: string): T {
  const one = of.find(each => each.code === code);
  if (!one) throw new Error(`the test registry has no ${code}`);
  return one;
}
