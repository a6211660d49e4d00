import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { TelemetryOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createActivities, createWebhookActivities } from './activities/createActivities.ts';
import type { Kept } from './activities/loops/endOldRows.ts';
import { endOldRows } from './activities/loops/endOldRows.ts';
import { keepSnapshots } from './activities/loops/keepSnapshots.ts';
import { createRelay } from './activities/loops/runRelay.ts';
import { settleDust } from './activities/loops/settleDust.ts';
import { wakeWorkflows } from './activities/loops/wakeWorkflows.ts';
import { createTroubles } from './activities/nodes/troubles.ts';
import { passShiftOn } from './activities/scanning/passShiftOn.ts';
import { createScanChain } from './activities/scanning/scanChain.ts';
import { dispatchWebhooks } from './activities/webhooks/dispatchWebhooks.ts';
import { reviveEndpoints } from './activities/webhooks/reviveEndpoints.ts';
import { answerHealth } from './activities/worker/answerHealth.ts';
import { missingAttributes } from './activities/worker/missingAttributes.ts';
import { createStarters } from './activities/worker/startWorkflows.ts';
import { createWorkerLog, sdkLogger } from './activities/worker/workerLog.ts';
import type { WorkerMetrics } from './activities/worker/workerMetrics.ts';
import { createWorkerMetrics } from './activities/worker/workerMetrics.ts';
import { NamespaceMissing, requireNamespace } from './api/temporal/requireNamespace.ts';
import { checksumAddress, createAddressDeriver } from './chain/deriveAddress.ts';
import type { RpcPool } from './chain/rpc/rpcPool.ts';
import { createRpcPool } from './chain/rpc/rpcPool.ts';
import { connect } from './db/connect.ts';
import { readySecrets } from './db/secrets/readySecrets.ts';
import { createSecretBox } from './db/secrets/secretBox.ts';
import type { ComplianceProvider } from './domain/deposits/compliance.ts';
import { purseTaskQueue, scannerTaskQueue, searchAttributes, webhookTaskQueue } from './domain/messages.ts';
import type { Network } from './domain/registry.ts';
import type { Role, WorkerEnv } from './env.ts';
import { readWorkerEnv, SettingError } from './env.ts';
import { createAddressGuard } from './outbound/guardAddress.ts';
import { createHttpCompliance } from './outbound/httpCompliance.ts';
import { createManualReview } from './outbound/manualReview.ts';
import { createSanctionsList } from './outbound/sanctionsList.ts';
import { createWebhookSender } from './outbound/sendWebhook.ts';
import { watchSanctions } from './outbound/watchSanctions.ts';

/** How long the loops beside the workers rest when there is nothing to do, in ms. */
const idleMs = 100;

async function main(env: WorkerEnv): Promise<void> {
  const logger = createWorkerLog(env.PURSER_LOG_LEVEL);
  Runtime.install({
    logger: sdkLogger(logger),
    shutdownSignals: [],
    telemetryOptions: {
      ...sdkMetrics(env.PURSER_WORKER_SDK_METRICS),
      // Else its native part prints lines of its own.
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
    },
  });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  // A parent that dies without a word takes its worker with it.
  process.once('disconnect', () => stop.abort());

  const nativeConnection = await NativeConnection.connect(env.temporal);
  const connection = await Connection.connect(env.temporal);
  await checkNamespace(connection, env);
  const start = createStarters(new Client({ connection, namespace: env.TEMPORAL_NAMESPACE }));

  const db = connect(env.DATABASE_URL, { max: env.PURSER_DATABASE_POOL, applicationName: 'purser-worker' });
  const webhooks = createWebhookSender(createAddressGuard(env.PURSER_OUTBOUND_ALLOW));
  const onError = (error: unknown): void => logger.error({ error }, 'a loop met an error and goes on');
  const does = (role: Role): boolean => env.PURSER_ROLE.has(role);
  const relay = createRelay({ db, send: start.sendSignal, onError, idleMs });
  const troubles = createTroubles(({ phase, ...trouble }) => {
    if (phase === 'is over') logger.info(trouble, 'a trouble of a network is over');
    else logger.warn(trouble, `a trouble of a network ${phase}`);
  });
  const poolFor = (network: Network): RpcPool =>
    createRpcPool({
      network,
      stop: stop.signal,
      onPlight: (endpoint, reason) => {
        if (reason === null) troubles.over(network.code, endpoint, 'unasked');
        else troubles.met({ network: network.code, endpoint, kind: 'unasked', reason }, { lasts: true });
      },
    });
  const readsChains = does('scanner') || does('purses');
  const pools = new Map<Network, RpcPool>(
    readsChains ? env.registry.networks.map(network => [network, poolFor(network)]) : [],
  );
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const figures = createWorkerMetrics(metrics, [...pools.values()]);
  const sendWebhook = figures.counted(webhooks.send);
  const chains = {
    db,
    registry: env.registry,
    poolOf: (network: Network) => pools.get(network) ?? poolFor(network),
    checksum: checksumAddress,
    signalsWaiting: relay.wake,
    blockScanned: figures.blockScanned,
    troubles,
    stopping: stop.signal,
  };
  const provider =
    does('purses') || does('loops')
      ? await complianceProvider(env, figures, logger, stop.signal)
      : createManualReview();
  const scanChain = does('scanner') ? createScanChain(chains) : passShiftOn;

  const common = {
    connection: nativeConnection,
    namespace: env.TEMPORAL_NAMESPACE,
    activityTaskPollerBehavior: { type: 'autoscaling' },
    // By itself the SDK would hold heartbeats back for 80 % of their timeout.
    maxHeartbeatThrottleInterval: 2000,
    shutdownGraceTime: env.PURSER_SHUTDOWN_SECONDS * 1000,
  } as const;
  const workers: Worker[] = [];
  if (does('scanner')) {
    workers.push(
      await Worker.create({
        ...common,
        taskQueue: scannerTaskQueue,
        activities: { scanChain },
        // What a process that froze had asked for is lost with it, for a heartbeat's time: it has asked for one.
        activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 1 },
      }),
    );
  }
  const runsWorkflows = does('purses') || does('dispatcher');
  const workflows = {
    ...common,
    ...(runsWorkflows ? { workflowBundle: await workflowBundle(env) } : {}),
    // What a process that froze had asked for waits for its time to be over: an idle one asks for little.
    workflowTaskPollerBehavior: { type: 'autoscaling', initial: 2 },
  } as const;
  if (does('purses')) {
    workers.push(
      await Worker.create({
        ...workflows,
        taskQueue: purseTaskQueue,
        activities: createActivities({
          ...chains,
          deriver: createAddressDeriver(env.PURSER_XPUB ?? ''),
          provider,
          sendWebhook,
          scanChain,
        }),
        maxCachedWorkflows: env.PURSER_CACHED_WORKFLOWS,
      }),
    );
  }
  const secrets = env.secretsKeys && createSecretBox(env.secretsKeys);
  if (secrets) {
    const onCannotOpen = (error: Error): void =>
      logger.warn({ error }, 'webhooks of a secret wait for its key');
    await readySecrets(db, secrets, { stop: stop.signal, onError, onCannotOpen });
    workers.push(
      await Worker.create({
        ...workflows,
        taskQueue: webhookTaskQueue,
        activities: createWebhookActivities({ db, secrets, sendWebhook }),
        maxCachedWorkflows: 100,
      }),
    );
  }

  const polls = (): boolean => workers.every(worker => worker.getState() === 'RUNNING');
  const healthPort = env.PURSER_WORKER_HEALTH_PORT;
  const health =
    healthPort === undefined
      ? undefined
      : await answerHealth({ port: healthPort, host: env.PURSER_INTERNAL_HOST }, polls, metrics);
  if (does('scanner')) for (const network of env.registry.networks) await start.watchChain(network);
  // From here to the listener nothing awaits: a signal to stop is either seen here or heard there.
  const runs = stop.signal.aborted ? [] : workers.map(worker => worker.run());
  stop.signal.addEventListener('abort', () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  const running = Promise.all([
    ...runs,
    ...(does('relay') ? [relay.run(stop.signal)] : []),
    ...(does('loops')
      ? [
          settleDust({ ...chains, provider, onError, idleMs: 1000 }, stop.signal),
          wakeWorkflows({ db, onError, idleMs: 60_000, paceMs: 1000 }, stop.signal),
          keepSnapshots({ db, onError, idleMs: 60_000, atLeast: 1000 }, stop.signal),
          endOldRows({ db, kept: keptBy(env), onError, idleMs: 10 * 60_000, batch: 1000 }, stop.signal),
        ]
      : []),
    ...(secrets
      ? [
          reviveEndpoints({ db, retryEndpoint: start.retryEndpoint, onError, idleMs: 5000 }, stop.signal),
          dispatchWebhooks(
            {
              db,
              secrets,
              sendWebhook,
              startRetry: start.retryWebhook,
              onFirstAttempt: figures.firstAttempt,
              onError,
              idleMs,
            },
            stop.signal,
          ),
        ]
      : []),
  ]);
  const networks = env.registry.networks.map(network => network.code);
  logger.info({ roles: [...env.PURSER_ROLE], networks }, 'the worker runs');
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

/** As long as the API waits, in ms: a server that accepts and says nothing must not hold the start for ever. */
const namespaceWithinMs = 2000;

/**
 * Without this check each part would fail in its own words, none of which names the setting; and workflows would wait for an
 * attribute that an upgrade brought and nobody made.
 */
async function checkNamespace(connection: Connection, env: WorkerEnv): Promise<void> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = env;
  await connection
    .withDeadline(Date.now() + namespaceWithinMs, () => requireNamespace(connection, namespace))
    .catch((cause: unknown) => {
      if (!(cause instanceof NamespaceMissing)) throw cause;
      const toMake = `temporal operator namespace create --namespace ${namespace}`;
      throw new SettingError(
        `TEMPORAL_NAMESPACE: Temporal at ${address} has no namespace ${namespace}; make it (${toMake}), or name another`,
        { cause },
      );
    });
  const missing = await connection.withDeadline(Date.now() + namespaceWithinMs, () =>
    missingAttributes(connection, namespace),
  );
  if (missing.length === 0) return;
  const toMake = missing.map(
    name =>
      `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${searchAttributes[name]}`,
  );
  throw new SettingError(
    `Temporal's namespace ${namespace} lacks search attributes that workflows write; make them: ${toMake.join('; ')}`,
  );
}

function keptBy(env: WorkerEnv): Kept {
  return {
    deliveriesDays: env.PURSER_KEEP_DELIVERIES_DAYS,
    eventsDays: env.PURSER_KEEP_EVENTS_DAYS ?? null,
    observationsDays: env.PURSER_KEEP_OBSERVATIONS_DAYS,
    idempotencyHours: env.PURSER_KEEP_IDEMPOTENCY_HOURS,
  };
}

async function workflowBundle({ PURSER_WORKFLOW_BUNDLE: codePath }: WorkerEnv) {
  if (codePath !== undefined) return { codePath };
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
}

async function complianceProvider(
  env: WorkerEnv,
  figures: WorkerMetrics,
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
    logger.error({ error }, 'the new sanctions list is not in force: the old one is');
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

/** Ends the process with what the operator has to know. */
function giveUp(error: unknown): never {
  if (error instanceof SettingError) process.stderr.write(`purser worker: ${error.message}\n`);
  else createWorkerLog('fatal').fatal({ error }, 'the worker ends with an error');
  process.exit(1);
}

try {
  await main(readWorkerEnv(process.env));
} catch (error) {
  giveUp(error);
}
