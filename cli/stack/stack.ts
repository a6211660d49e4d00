import { join } from 'node:path';
import { compiledContracts } from '../../contracts/compileContracts.ts';
import { connect } from '../../db/connect.ts';
import type { Endpoint } from '../../testkit/chain/rpc/endpoint.ts';
import type { TestNetwork } from '../../testkit/chain/startTestNetwork.ts';
import { claimPort } from '../../testkit/servers/freePort.ts';
import { allStarted } from './allStarted.ts';
import { localRegistry } from './localRegistry.ts';
import { prepareSweeping } from './localSweeping.ts';
import { localExtendedPublicKey } from './localSeed.ts';
import type { Engine, EnginePart } from './engine.ts';
import { createEngine, mustRun } from './engine.ts';
import type { ManagedProcess } from './managedProcess.ts';
import type { Running } from './running.ts';
import { beginningOf, removeRunning, writeRunning } from './running.ts';
import { localSecretsKey } from './secrets.ts';
import { migrateFor } from './migrateFor.ts';
import { prepareFolder } from './stackFolder.ts';
import type { StackOptions } from './stackOptions.ts';
import { startServers, stopAll, temporalSettings } from './stackServers.ts';
import { shopAt, startShop } from './startShop.ts';
import { testAccount } from './testAccount.ts';
import { checkChainsAgree } from './testChains.ts';
import { workflowBundle } from './workflowBundle.ts';
import { writeSanctions } from './writeSanctions.ts';

/** A complete Purser with test chains on this machine. */
export interface Stack {
  readonly running: Running;
  readonly databaseUrl: string;
  readonly networks: readonly TestNetwork[];
  /** By network's code; empty unless they were asked for. */
  readonly secondNodes: ReadonlyMap<string, Endpoint>;
  readonly engine: Engine;
  readonly worker: () => ManagedProcess;
  /** Starts another worker. `worker` then returns it and `stop` ends it. `env` replaces its settings. */
  readonly startWorker: (env?: Readonly<Record<string, string>>) => Promise<ManagedProcess>;
  /** Settles with the name of a part that ended by itself. */
  readonly broken: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** The stop functions of all started parts, in the order of stopping. */
type Stops = Record<
  | 'shop'
  | 'signer'
  | 'api'
  | 'worker'
  | 'relay'
  | 'dispatcher'
  | 'networks'
  | 'temporal'
  | 'database'
  | 'postgres',
  () => Promise<void>
>;

/**
 * Starts PostgreSQL, Temporal (unless `TEMPORAL_ADDRESS` names one), the test chains, the worker and the API,
 * with all state in one folder. A second start finds everything as it was. If it throws `StartError`, it has
 * stopped the parts that had started.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { home } = options;
  prepareFolder(home);
  const nothing = (): Promise<void> => Promise.resolve();
  const stops: Stops = {
    shop: nothing,
    signer: nothing,
    api: nothing,
    worker: nothing,
    relay: nothing,
    dispatcher: nothing,
    networks: nothing,
    temporal: nothing,
    database: nothing,
    postgres: nothing,
  };
  const stop = async (): Promise<void> => {
    removeRunning(home);
    for (const end of Object.values(stops)) await end();
  };
  try {
    return await startParts(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(options: StackOptions, stops: Stops, stop: () => Promise<void>): Promise<Stack> {
  const { home, progress, signal } = options;
  const broken = Promise.withResolvers<string>();
  const apiPort = await claimPort(options.ports.api, 'PURSER_PORT');
  const shopPort =
    options.shopPort === undefined ? undefined : await claimPort(options.shopPort, 'PURSER_SHOP_PORT');
  const providerPort = options.provider === 'http' ? await claimPort(0, 'the provider') : undefined;
  const local = localRegistry(options.env, home);
  const xpub = localExtendedPublicKey(home, options.seed);
  const bundle = workflowBundle(options);
  // Its failure is thrown where the workers need it.
  bundle.catch(() => undefined);
  const { postgres, temporal, networks } = await startServers(options, local, error => {
    broken.resolve(`a test chain (${String(error)})`);
  });
  stops.postgres = () => postgres.stop();
  stops.temporal = () => temporal.stop();
  stops.networks = () => stopAll(networks);
  const secondNodes = new Map<string, Endpoint>();
  for (const network of options.secondNodes ? networks : []) {
    secondNodes.set(network.code, await network.addEndpoint());
  }

  signal.throwIfAborted();
  const db = connect(postgres.url, { max: 2, applicationName: 'purser-start' });
  stops.database = () => db.destroy();
  const databaseUrlOf = await migrateFor(db, postgres.url);
  const { accountId, key } = await testAccount(db, home, options.pursePeriodSeconds);
  await checkChainsAgree(db, networks);
  const sweeping =
    options.sweeps && accountId !== null
      ? await progress.during('the contracts of sweeping', () =>
          prepareSweeping({ ...options, db, accountId, networks, registry: local.registry }),
        )
      : undefined;

  const secretsKey = options.env['PURSER_SECRETS_KEY'] ?? localSecretsKey(home);
  const common = {
    ...temporalSettings(options.env, temporal.address),
    PURSER_MODE: 'test',
    PURSER_WORKFLOW_BUNDLE: await bundle,
    PURSER_SECRETS_KEY: secretsKey,
    PURSER_REGISTRY: local.file,
    PURSER_OUTBOUND_ALLOW: '127.0.0.0/8,::1/128',
    ...Object.fromEntries(
      networks.flatMap(({ code, rpcUrl }) => [
        [`PURSER_RPC_${code}`, [rpcUrl, ...urlsOf(secondNodes.get(code))].join(',')],
        [`PURSER_WS_${code}`, rpcUrl.replace('http', 'ws')],
      ]),
    ),
  };
  const sanctionsFile = writeSanctions(home);
  const worker = {
    ...common,
    DATABASE_URL: databaseUrlOf('purser_worker'),
    PURSER_SHUTDOWN_SECONDS: '8',
    ...options.workersEnv,
  };
  const engine = createEngine(join(home, 'logs'), {
    // Webhooks have their own process: in one process with a burst of activities they would starve.
    dispatcher: { ...worker, PURSER_ROLE: 'dispatcher' },
    relay: { ...worker, PURSER_ROLE: 'relay' },
    worker: {
      ...worker,
      PURSER_ROLE: options.ownRelay ? 'scanner,purses,loops' : 'scanner,purses,relay,loops',
      PURSER_XPUB: xpub,
      ...(providerPort === undefined
        ? { PURSER_COMPLIANCE: 'list' }
        : {
            PURSER_COMPLIANCE: 'http',
            PURSER_COMPLIANCE_URL: `http://127.0.0.1:${String(providerPort)}/`,
            PURSER_COMPLIANCE_TIMEOUT_MS: '3000',
          }),
      PURSER_SANCTIONS_FILE: sanctionsFile,
      PURSER_SANCTIONS_RELOAD_MS: '200',
      ...options.workerEnv,
    },
    api: {
      ...common,
      DATABASE_URL: databaseUrlOf('purser_api'),
      PURSER_PORT: String(apiPort),
      PURSER_TESTKIT: compiledContracts,
      ...(providerPort === undefined ? {} : { PURSER_TESTKIT_PROVIDER_PORT: String(providerPort) }),
      ...options.apiEnv,
    },
    signer: {
      ...temporalSettings(options.env, temporal.address),
      ...sweeping?.env,
      DATABASE_URL: databaseUrlOf('purser_signer'),
    },
  });
  void engine.broken.then(broken.resolve);
  const startPart = async (part: EnginePart, name: string): Promise<void> => {
    signal.throwIfAborted();
    stops[part] = () => engine.stop(part);
    await progress.during(name, () => engine.start(part));
  };
  await allStarted([
    startPart('dispatcher', 'the dispatcher of webhooks'),
    ...(options.ownRelay ? [startPart('relay', 'the relay')] : []),
    startPart('worker', 'the worker'),
    startPart('api', 'the API'),
  ]);
  if (sweeping) {
    await startPart('signer', 'the signer');
    await progress.during('the treasury', () => sweeping.activate());
  }

  const apiUrl = `http://127.0.0.1:${String(apiPort)}`;
  if (shopPort !== undefined) {
    const shop = await progress.during('the example shop', () =>
      startShop({ apiUrl, key, port: shopPort, logFolder: join(home, 'logs') }),
    );
    stops.shop = () => shop.stop();
    void shop.exited.then(() => broken.resolve('the example shop'));
  }

  void postgres.exited.then(() => broken.resolve('PostgreSQL'));
  void temporal.exited.then(() => broken.resolve('Temporal'));
  const running: Running = {
    pid: process.pid,
    begun: beginningOf(process.pid),
    api: apiUrl,
    shop: shopPort === undefined ? null : shopAt(shopPort),
    key,
    treasury: sweeping?.treasury ?? null,
    database: postgres.url,
    secretsKey,
    registry: local.file,
    temporal: temporal.address,
    temporalProgram: temporal.program,
    temporalUi: temporal.uiUrl,
    networks: networks.map(({ code, chainId, rpcUrl, tokens, faucetKey }) => ({
      code,
      chainId,
      rpc: rpcUrl,
      tokens: { ...tokens },
      faucetKey,
    })),
  };
  writeRunning(home, running);
  return {
    running,
    databaseUrl: postgres.url,
    networks,
    secondNodes,
    engine,
    worker: () => mustRun(engine, 'worker'),
    startWorker: env => engine.start('worker', env),
    broken: broken.promise,
    stop,
  };
}

const urlsOf = (node: Endpoint | undefined): readonly string[] => (node ? [node.url] : []);
