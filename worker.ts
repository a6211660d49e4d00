import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { LogLevel, TelemetryOptions } from '@temporalio/worker';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { answerHealth } from './activities/answerHealth.ts';
import { createActivities, createWebhookActivities } from './activities/createActivities.ts';
import { keepSnapshots } from './activities/keepSnapshots.ts';
import { settleDust } from './activities/settleDust.ts';
import { dispatchWebhooks } from './activities/dispatchWebhooks.ts';
import { reviveEndpoints } from './activities/reviveEndpoints.ts';
import { createRelay } from './activities/runRelay.ts';
import { createStarters } from './activities/startWorkflows.ts';
import type { WorkerFigures } from './activities/workerFigures.ts';
import { createWorkerFigures } from './activities/workerFigures.ts';
import { checksumAddress, createAddressDeriver } from './chain/deriveAddress.ts';
import type { RpcPool } from './chain/rpcPool.ts';
import { createRpcPool } from './chain/rpcPool.ts';
import { connect } from './db/connect.ts';
import { describeDatabaseError } from './db/databaseError.ts';
import { wakeOverdue } from './db/wakeOverdue.ts';
import type { ComplianceProvider } from './domain/compliance.ts';
import { purseTaskQueue, webhookTaskQueue } from './domain/messages.ts';
import type { Network } from './domain/registry.ts';
import type { WorkerEnv } from './env.ts';
import { readWorkerEnv, SettingError } from './env.ts';
import { createAddressGuard } from './outbound/guardAddress.ts';
import { createHttpCompliance } from './outbound/httpCompliance.ts';
import { createManualReview } from './outbound/manualReview.ts';
import { createSanctionsList } from './outbound/sanctionsList.ts';
import { watchSanctions } from './outbound/watchSanctions.ts';
import { createWebhookSender } from './outbound/sendWebhook.ts';

/** How long the loops beside the workers rest when there is nothing to do, in ms. */
const idleMs = 100;

async function main(env: WorkerEnv): Promise<void> {
  const logger = pino({ level: env.PURSER_LOG_LEVEL, base: { service: 'worker' } });
  Runtime.install({
    logger: temporalLogger(logger),
    shutdownSignals: [],
    telemetryOptions: sdkMetrics(env.PURSER_WORKER_SDK_METRICS),
  });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  // A parent that dies without a word takes its worker with it.
  process.once('disconnect', () => stop.abort());

  const address = {
    address: env.TEMPORAL_ADDRESS,
    ...(env.TEMPORAL_API_KEY === undefined ? {} : { apiKey: env.TEMPORAL_API_KEY, tls: true }),
  };
  const nativeConnection = await NativeConnection.connect(address);
  const connection = await Connection.connect(address);
  const start = createStarters(new Client({ connection, namespace: env.TEMPORAL_NAMESPACE }));

  const db = connect(env.DATABASE_URL, { max: env.PURSER_DATABASE_POOL, applicationName: 'purser-worker' });
  const webhooks = createWebhookSender(createAddressGuard(env.PURSER_OUTBOUND_ALLOW));
  const onError = (error: unknown): void =>
    logger.error({ error: tellable(error) }, 'a loop met an error and goes on');
  const relay = createRelay({ db, send: start.sendSignal, onError, idleMs });
  const pools = new Map<Network, RpcPool>(
    env.registry.networks.map(network => [network, createRpcPool({ network, stop: stop.signal })]),
  );
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const figures = createWorkerFigures(metrics, [...pools.values()]);
  const sendWebhook = figures.counted(webhooks.send);
  const deps = {
    db,
    registry: env.registry,
    deriver: createAddressDeriver(env.PURSER_XPUB),
    provider: await complianceProvider(env, figures, logger, stop.signal),
    sendWebhook,
    poolOf: (network: Network) => pools.get(network) ?? createRpcPool({ network, stop: stop.signal }),
    checksum: checksumAddress,
    signalsWaiting: relay.wake,
    blockScanned: figures.blockScanned,
    stopping: stop.signal,
  };

  const workflowBundle =
    env.PURSER_WORKFLOW_BUNDLE === undefined
      ? await bundleWorkflowCode({
          workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)),
          logger: new DefaultLogger('WARN'),
        })
      : { codePath: env.PURSER_WORKFLOW_BUNDLE };
  const common = {
    connection: nativeConnection,
    namespace: env.TEMPORAL_NAMESPACE,
    workflowBundle,
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    activityTaskPollerBehavior: { type: 'autoscaling' },
    shutdownGraceTime: env.PURSER_SHUTDOWN_SECONDS * 1000,
  } as const;
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: purseTaskQueue,
      activities: createActivities(deps),
      maxCachedWorkflows: env.PURSER_CACHED_WORKFLOWS,
    }),
    Worker.create({
      ...common,
      taskQueue: webhookTaskQueue,
      activities: createWebhookActivities(deps),
      maxCachedWorkflows: 100,
    }),
  ]);

  const polls = (): boolean => workers.every(worker => worker.getState() === 'RUNNING');
  const healthPort = env.PURSER_WORKER_HEALTH_PORT;
  const health = healthPort === undefined ? undefined : await answerHealth(healthPort, polls, metrics);
  for (const network of env.registry.networks) await start.watchChain(network);
  await wakeOverdue(db);
  // From here to the listener nothing awaits: a signal to stop is either seen here or heard there.
  const runs = stop.signal.aborted ? [] : workers.map(worker => worker.run());
  stop.signal.addEventListener('abort', () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  const running = Promise.all([
    ...runs,
    relay.run(stop.signal),
    settleDust({ ...deps, onError, idleMs: 1000 }, stop.signal),
    keepSnapshots({ db, onError, idleMs: 60_000, atLeast: 1000 }, stop.signal),
    reviveEndpoints({ db, retryEndpoint: start.retryEndpoint, onError, idleMs: 5000 }, stop.signal),
    dispatchWebhooks(
      {
        db,
        sendWebhook,
        startRetry: start.retryWebhook,
        onFirstAttempt: figures.firstAttempt,
        onError,
        idleMs,
      },
      stop.signal,
    ),
  ]);
  logger.info({ networks: env.registry.networks.map(network => network.code) }, 'the worker runs');
  process.send?.({ ready: true });

  await running;
  health?.close();
  await webhooks.close();
  await db.destroy();
  await connection.close();
  await nativeConnection.close();
  logger.info('the worker stopped');
  // The channel to a parent would keep the process alive.
  process.disconnect?.();
}

/** What may be logged of an error: Postgres puts values of rows into its messages. */
function tellable(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  return describeDatabaseError(error) ?? { name: error.name, message: error.message, stack: error.stack };
}

async function complianceProvider(
  env: WorkerEnv,
  figures: WorkerFigures,
  logger: Logger,
  stop: AbortSignal,
): Promise<ComplianceProvider> {
  switch (env.PURSER_COMPLIANCE) {
    case 'list':
      return watchedList(env, logger, stop);
    case 'http':
      return createHttpCompliance({
        url: env.PURSER_COMPLIANCE_URL ?? '',
        key: env.PURSER_COMPLIANCE_KEY,
        timeoutMs: env.PURSER_COMPLIANCE_TIMEOUT_MS,
        onCall: figures.providerAsked,
      });
    case 'manual':
      return createManualReview();
  }
}

/** The sanctions list, read again when its file changes and on SIGHUP. */
async function watchedList(env: WorkerEnv, logger: Logger, stop: AbortSignal): Promise<ComplianceProvider> {
  const list = await createSanctionsList(env.PURSER_SANCTIONS_FILE ?? '');
  const onLoaded = (): void => logger.info({ listed: list.listed() }, 'the sanctions list was read');
  const onError = (error: unknown): void =>
    logger.error({ error: tellable(error) }, 'the new sanctions list is not in force: the old one is');
  onLoaded();
  process.on('SIGHUP', () => void list.reload().then(onLoaded, onError));
  void watchSanctions(list, { everyMs: env.PURSER_SANCTIONS_RELOAD_MS, onLoaded, onError }, stop);
  return list;
}

/** What the SDK measures of its own work, such as how long tasks wait for a worker, in Prometheus's format. */
function sdkMetrics(bindAddress: string | undefined): TelemetryOptions {
  if (bindAddress === undefined) return {};
  return {
    metrics: {
      prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true },
    },
  };
}

function temporalLogger(logger: Logger) {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  return new DefaultLogger('INFO', ({ level, message, meta }) => {
    // The SDK's own news of every start and stop is for debugging.
    const own: LogLevel = level === 'INFO' && meta?.['sdkComponent'] !== 'activity' ? 'DEBUG' : level;
    logger[levels[own]]({ ...meta, timestampNanos: undefined }, message);
  });
}

try {
  await main(readWorkerEnv(process.env));
} catch (error) {
  const text =
    error instanceof SettingError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`purser worker: ${text}\n`);
  process.exit(1);
}
