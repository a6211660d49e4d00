import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Retention } from './activities/loops/endOldRows.ts';
import { createRelay } from './activities/loops/runRelay.ts';
import { answerHealth } from './activities/worker/answerHealth.ts';
import { createPools } from './activities/worker/createPools.ts';
import { createProvider } from './activities/worker/createProvider.ts';
import { createWorkers } from './activities/worker/createWorkers.ts';
import { installRuntime } from './activities/worker/installRuntime.ts';
import { missingAttributes } from './activities/worker/missingAttributes.ts';
import { routeTasks } from './activities/worker/routeTasks.ts';
import type { Leases } from './activities/worker/startLoops.ts';
import { idleMs, startLoops } from './activities/worker/startLoops.ts';
import { createStarters } from './activities/worker/startWorkflows.ts';
import { stopOnSignal } from './activities/worker/stopOnSignal.ts';
import { createWorkerLog } from './activities/worker/workerLog.ts';
import { createWorkerMetrics } from './activities/worker/workerMetrics.ts';
import { NamespaceMissing, requireNamespace } from './api/temporal/requireNamespace.ts';
import { checksumAddress } from './chain/deriveAddress.ts';
import { connect } from './db/connect.ts';
import { readySecrets } from './db/secrets/readySecrets.ts';
import { createSecretBox } from './db/secrets/secretBox.ts';
import type { Network } from './domain/registry.ts';
import { searchAttributes } from './domain/searchAttributes.ts';
import type { WorkerEnv } from './env.ts';
import { readWorkerEnv, SettingError } from './env.ts';
import { createAddressGuard } from './outbound/guardAddress.ts';
import { createManualReview } from './outbound/manualReview.ts';
import { createWebhookSender } from './outbound/sendWebhook.ts';
import type { Role } from './settings.ts';

/** Starts all that the roles of this process ask for, and runs until a signal stops it. */
async function main(env: WorkerEnv): Promise<void> {
  const logger = createWorkerLog(env.PURSER_LOG_LEVEL);
  installRuntime(logger, env.PURSER_WORKER_SDK_METRICS);
  const stop = stopOnSignal();
  const nativeConnection = await NativeConnection.connect(env.temporal);
  const connection = await Connection.connect(env.temporal);
  await checkNamespace(connection, env, logger);
  const parts = await createParts(env, { connection, logger, stop });
  const workers = await createWorkers(env, parts, nativeConnection, () => workflowBundle(env));
  const polls = (): boolean => workers.every(worker => worker.getState() === 'RUNNING');
  const healthPort = env.PURSER_WORKER_HEALTH_PORT;
  const health =
    healthPort === undefined
      ? undefined
      : await answerHealth({ port: healthPort, host: env.PURSER_INTERNAL_HOST }, polls, parts.metrics);
  if (parts.does('scanner'))
    for (const network of env.registry.networks)
      await parts.start.watchChain(network, env.PURSER_HEARTBEAT_SECONDS * 1000);

  const routing = { connection, namespace: env.TEMPORAL_NAMESPACE, logger };
  // No await from here to the listener: a signal to stop is either seen here or heard there.
  const runs = stop.aborted ? [] : workers.map(worker => worker.run());
  stop.addEventListener('abort', () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    endAfter(env.PURSER_SHUTDOWN_SECONDS);
  });
  const running = Promise.all([
    ...runs,
    ...startLoops(parts, settingsOfLoops(env)),
    ...workers
      .filter(({ options }) => options.workflowBundle !== undefined)
      .map(({ options }) => routeTasks(routing, options.taskQueue, env.PURSER_BUILD_ID ?? null, stop)),
  ]);
  const networks = env.registry.networks.map(network => network.code);
  logger.info({ roles: [...env.PURSER_ROLE], networks }, 'worker started');
  process.send?.({ ready: true });

  await running;
  health?.close();
  await parts.webhooks.close();
  await parts.db.destroy();
  await connection.close();
  await nativeConnection.close();
  logger.info('worker stopped');
  // The channel to a parent would keep the process alive.
  process.disconnect?.();
}

/** What the workers and the loops of this process share. */
async function createParts(
  env: WorkerEnv,
  {
    connection,
    logger,
    stop,
  }: { readonly connection: Connection; readonly logger: Logger; readonly stop: AbortSignal },
) {
  const does = (role: Role): boolean => env.PURSER_ROLE.has(role);
  const start = createStarters(new Client({ connection, namespace: env.TEMPORAL_NAMESPACE }));
  const db = connect(env.DATABASE_URL, { max: env.PURSER_DATABASE_POOL, applicationName: 'purser-worker' });
  const onError = (error: unknown): void => logger.error({ error }, 'background loop failed, retrying');
  const relay = createRelay({
    ...{ db, send: start.sendSignal, onError, idleMs },
    leaseSeconds: env.PURSER_SIGNAL_LEASE_SECONDS,
  });
  const readsChains = does('scanner') || does('purses');
  const pools = createPools(readsChains ? env.registry.networks : [], logger, stop);
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const measured = createWorkerMetrics(metrics, pools.all);
  const webhooks = createWebhookSender(createAddressGuard(env.PURSER_OUTBOUND_ALLOW));
  const judges = does('purses') || does('loops');
  const provider = judges
    ? await createProvider(env, { metrics: measured, logger, stop })
    : createManualReview();
  const secrets = env.secretsKeys && createSecretBox(env.secretsKeys);
  if (secrets) {
    const onCannotOpen = (error: Error): void =>
      logger.warn({ error }, 'webhooks wait because no key opens their secret');
    await readySecrets(db, secrets, { stop, onError, onCannotOpen });
  }
  const chains = {
    db,
    registry: env.registry,
    poolOf: (network: Network) => pools.of(network),
    checksum: checksumAddress,
    signalsWaiting: relay.wake,
    blockScanned: measured.blockScanned,
    troubles: pools.troubles,
    stopping: stop,
  };
  const sendWebhook = measured.counted(webhooks.send);
  return {
    db,
    does,
    start,
    onError,
    relay,
    metrics,
    measured,
    webhooks,
    sendWebhook,
    provider,
    secrets,
    chains,
    stop,
  };
}

/**
 * How long the check may take, in ms, as in the API: a server that accepts and does not answer must not hold
 * up the start for ever.
 */
const namespaceWithinMs = 2000;

/**
 * Checks the namespace and its search attributes. Without this check each part would fail in its own words, and
 * would not name the setting. And workflows would wait for an attribute that an upgrade needs and nobody made.
 */
async function checkNamespace(connection: Connection, env: WorkerEnv, logger: Logger): Promise<void> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = env;
  await connection
    .withDeadline(Date.now() + namespaceWithinMs, () => requireNamespace(connection, namespace))
    .catch((cause: unknown) => {
      if (!(cause instanceof NamespaceMissing)) throw cause;
      const toMake = `temporal operator namespace create --namespace ${namespace}`;
      throw new SettingError(
        `TEMPORAL_NAMESPACE: Temporal at ${address} has no namespace ${namespace}; create it (${toMake}), or name another`,
        { cause },
      );
    });
  const missing = await connection
    .withDeadline(Date.now() + namespaceWithinMs, () => missingAttributes(connection, namespace))
    .catch((error: unknown) => {
      // A hosted server lists them for nobody; another may be without its visibility store. Workflows run all the same.
      const needed = Object.keys(searchAttributes);
      logger.warn(
        { error, needed },
        'Temporal does not list its search attributes; make sure that all of these exist',
      );
      return [];
    });
  if (missing.length === 0) return;
  const toMake = missing.map(
    ({ name, type }) =>
      `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${type}`,
  );
  throw new SettingError(
    `Temporal's namespace ${namespace} lacks search attributes that workflows write; create them: ${toMake.join('; ')}`,
  );
}

function settingsOfLoops(env: WorkerEnv): { readonly retention: Retention; readonly leases: Leases } {
  return {
    retention: {
      deliveriesDays: env.PURSER_KEEP_DELIVERIES_DAYS,
      eventsDays: env.PURSER_KEEP_EVENTS_DAYS ?? null,
      observationsDays: env.PURSER_KEEP_OBSERVATIONS_DAYS,
      idempotencyHours: env.PURSER_KEEP_IDEMPOTENCY_HOURS,
    },
    leases: { dust: env.PURSER_DUST_LEASE_SECONDS, deliveries: env.PURSER_DELIVERY_LEASE_SECONDS },
  };
}

async function workflowBundle({ PURSER_WORKFLOW_BUNDLE: codePath }: WorkerEnv) {
  if (codePath !== undefined) return { codePath };
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
}

/**
 * Ends the process, whatever still runs in it: otherwise it would be killed without a word. What it leaves is done by
 * another process when the lease or the heartbeat ends.
 */
function endAfter(seconds: number): void {
  const unfinished = new Error(
    `work under way did not end within ${String(seconds)} s of the signal to stop`,
  );
  setTimeout(() => giveUp(unfinished), seconds * 1000).unref();
}

/** Ends the process with what the operator has to know. */
function giveUp(error: unknown): never {
  if (error instanceof SettingError) process.stderr.write(`purser worker: ${error.message}\n`);
  else createWorkerLog('fatal').fatal({ error }, 'worker ends with an error');
  process.exit(1);
}

try {
  await main(readWorkerEnv(process.env));
} catch (error) {
  giveUp(error);
}
