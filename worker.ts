import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Client, Connection, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { LogLevel } from '@temporalio/worker';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { createActivities, createWebhookActivities } from './activities/createActivities.ts';
import { settleDust } from './activities/settleDust.ts';
import { dispatchWebhooks } from './activities/dispatchWebhooks.ts';
import { createRelay } from './activities/runRelay.ts';
import { checksumAddress, createAddressDeriver } from './chain/deriveAddress.ts';
import type { RpcPool } from './chain/rpcPool.ts';
import { createRpcPool } from './chain/rpcPool.ts';
import { connect } from './db/connect.ts';
import { describeDatabaseError } from './db/databaseError.ts';
import type { OutboxSignal } from './db/relaySignals.ts';
import { wakeOverduePurses } from './db/wakeOverduePurses.ts';
import type { ComplianceProvider } from './domain/compliance.ts';
import type { WebhookInput } from './domain/messages.ts';
import {
  chainWorkflowId,
  chainWorkflowType,
  purseTaskQueue,
  purseWorkflowId,
  purseWorkflowType,
  webhookTaskQueue,
  webhookWorkflowId,
  webhookWorkflowType,
} from './domain/messages.ts';
import type { Network } from './domain/registry.ts';
import type { WorkerEnv } from './env.ts';
import { readWorkerEnv, SettingError } from './env.ts';
import { createAddressGuard } from './outbound/guardAddress.ts';
import { createHttpCompliance } from './outbound/httpCompliance.ts';
import { createManualReview } from './outbound/manualReview.ts';
import { createSanctionsList } from './outbound/sanctionsList.ts';
import { createWebhookSender } from './outbound/sendWebhook.ts';

/** How long the loops beside the workers rest when there is nothing to do, in ms. */
const idleMs = 100;

async function main(env: WorkerEnv): Promise<void> {
  const logger = pino({ level: env.PURSER_LOG_LEVEL, base: { service: 'worker' } });
  Runtime.install({ logger: temporalLogger(logger), shutdownSignals: [] });
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
  const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });

  const db = connect(env.DATABASE_URL, { max: env.PURSER_DATABASE_POOL, applicationName: 'purser-worker' });
  const webhooks = createWebhookSender(createAddressGuard(env.PURSER_OUTBOUND_ALLOW));
  const onError = (error: unknown): void =>
    logger.error({ error: tellable(error) }, 'a loop met an error and goes on');
  const relay = createRelay({ db, send: signal => signalPurse(client, signal), onError, idleMs });
  const pools = new Map<Network, RpcPool>(
    env.registry.networks.map(network => [network, createRpcPool({ network, stop: stop.signal })]),
  );
  const deps = {
    db,
    registry: env.registry,
    deriver: createAddressDeriver(env.PURSER_XPUB),
    provider: await complianceProvider(env),
    sendWebhook: webhooks.send,
    poolOf: (network: Network) => pools.get(network) ?? createRpcPool({ network, stop: stop.signal }),
    checksum: checksumAddress,
    signalsWaiting: relay.wake,
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

  for (const network of env.registry.networks) await watch(client, network);
  await wakeOverduePurses(db);
  // From here to the listener nothing awaits: a signal to stop is either seen here or heard there.
  const runs = stop.signal.aborted ? [] : workers.map(worker => worker.run());
  stop.signal.addEventListener('abort', () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  const running = Promise.all([
    ...runs,
    relay.run(stop.signal),
    settleDust({ ...deps, onError, idleMs: 1000 }, stop.signal),
    dispatchWebhooks(
      { db, sendWebhook: webhooks.send, startRetry: input => startRetry(client, input), onError, idleMs },
      stop.signal,
    ),
  ]);
  logger.info({ networks: env.registry.networks.map(network => network.code) }, 'the worker runs');
  process.send?.({ ready: true });
  const health = answerHealth(env.PURSER_WORKER_HEALTH_PORT, workers);

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

/** Answers a container's health check: 200 while all workers poll, 503 while they do not. */
function answerHealth(port: number | undefined, workers: readonly Worker[]): Server | undefined {
  if (port === undefined) return undefined;
  return createServer((_request, response) => {
    const polling = workers.every(worker => worker.getState() === 'RUNNING');
    response.writeHead(polling ? 200 : 503).end(polling ? 'ok' : 'not polling');
  }).listen(port);
}

async function signalPurse(client: Client, { purseId, signal, payload }: OutboxSignal): Promise<void> {
  const signalArgs: unknown[] = payload === null ? [] : [payload];
  await client.workflow.signalWithStart(purseWorkflowType, {
    workflowId: purseWorkflowId(purseId),
    taskQueue: purseTaskQueue,
    args: [{ purseId }],
    signal,
    signalArgs,
    // Late money reopens the story of a purse that had ended.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: `Purse ${purseId}`,
  });
}

async function startRetry(client: Client, input: WebhookInput): Promise<void> {
  await startOnce(
    client.workflow.start(webhookWorkflowType, {
      workflowId: webhookWorkflowId(input.eventId, input.endpointId),
      taskQueue: webhookTaskQueue,
      args: [input],
      staticSummary: `Webhook ${input.eventId} to ${input.endpointId}`,
    }),
  );
}

async function watch(client: Client, { code }: Network): Promise<void> {
  await startOnce(
    client.workflow.start(chainWorkflowType, {
      workflowId: chainWorkflowId(code),
      taskQueue: purseTaskQueue,
      args: [{ network: code }],
      staticSummary: `Scanner of ${code}`,
    }),
  );
}

/** A workflow that runs already is as good as one just started. */
async function startOnce(start: Promise<unknown>): Promise<void> {
  try {
    await start;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

async function complianceProvider(env: WorkerEnv): Promise<ComplianceProvider> {
  switch (env.PURSER_COMPLIANCE) {
    case 'list':
      return createSanctionsList(env.PURSER_SANCTIONS_FILE ?? '');
    case 'http':
      return createHttpCompliance({
        url: env.PURSER_COMPLIANCE_URL ?? '',
        key: env.PURSER_COMPLIANCE_KEY,
        timeoutMs: 10_000,
      });
    case 'manual':
      return createManualReview();
  }
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
