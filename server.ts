import type { RequestListener, Server } from 'node:http';
import { pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createApp, createInternalApp } from './api/createApp.ts';
import type { ApiDeps } from './api/deps.ts';
import { defaultOptions } from './api/deps.ts';
import { createInTurn } from './api/http/writeTurn.ts';
import { limitRescans } from './api/limitRescans.ts';
import type { ConnectionLimits } from './api/server/limitConnections.ts';
import { listen } from './api/server/listen.ts';
import { proxiesOf } from './api/server/proxiesOf.ts';
import { stoppable } from './api/server/stopServing.ts';
import { connectTemporal } from './api/temporal/connectTemporal.ts';
import { createIssuePurse } from './api/temporal/issuePurse.ts';
import { createLookUpTransaction } from './api/temporal/lookUpTransaction.ts';
import { createOperatorSignals } from './api/temporal/operatorSignals.ts';
import { createRescans } from './api/temporal/rescans.ts';
import type { TestDriver } from './api/testDriver.ts';
import { checksumAddress } from './chain/deriveAddress.ts';
import { connect } from './db/connect.ts';
import { loggable } from './db/loggable.ts';
import { ping } from './db/ping.ts';
import { readySecrets } from './db/secrets/readySecrets.ts';
import { createSecretBox } from './db/secrets/secretBox.ts';
import type { ServerEnv } from './env.ts';
import { readServerEnv, SettingError } from './env.ts';
import { checkUrl, createAddressGuard, ForbiddenTarget } from './outbound/guardAddress.ts';

/**
 * After this long, in ms, requests that still run are cut off: longer than any answer may take by its limits.
 */
const graceMs = 25_000;

try {
  await run(readServerEnv(process.env));
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  fail(error.message);
}

async function run(env: ServerEnv): Promise<void> {
  const logger = pino({ level: env.PURSER_LOG_LEVEL, base: { process: 'api' } });
  const sizes = poolSizes(env.PURSER_DATABASE_POOL);
  const open = (max: number) => connect(env.DATABASE_URL, { max, applicationName: 'purser-api' });
  const [db, writes, health] = [open(sizes.reads), open(sizes.writes), open(sizes.health)];
  const secrets = createSecretBox(env.secretsKeys);
  const temporal = connectTemporal(env.temporal, env.TEMPORAL_NAMESPACE);
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const testDriver = await loadTestDriver(env.PURSER_TESTKIT, env.PURSER_TESTKIT_PROVIDER_PORT);
  let publicUrl = env.PURSER_PUBLIC_URL?.replace(/\/$/, '') ?? '';
  const stopping = new AbortController();
  const deps: ApiDeps = {
    db,
    writes,
    health,
    inTurn: createInTurn(sizes.writes),
    registry: env.registry,
    issuePurse: createIssuePurse(temporal.client),
    lookUpTransaction: createLookUpTransaction(temporal.client),
    rescans: limitRescans(createRescans(temporal.client), writes),
    signals: createOperatorSignals(temporal.client),
    logger,
    metrics,
    probes: {
      postgres: () => ping(health),
      temporal: temporal.probe,
    },
    complianceCallbackSecret: env.PURSER_COMPLIANCE_CALLBACK_SECRET,
    mode: env.PURSER_MODE,
    testDriver,
    checksum: checksumAddress,
    secrets,
    publicUrl: () => publicUrl,
    allowUrl: urlAllowance(env.PURSER_OUTBOUND_ALLOW),
    stopping: stopping.signal,
    options: {
      ...defaultOptions,
      openSessions: env.PURSER_OPEN_SESSIONS,
      rateLimit: env.PURSER_RATE_LIMIT,
      checkoutRateLimit: env.PURSER_CHECKOUT_RATE_LIMIT,
      webhookEndpoints: env.PURSER_WEBHOOK_ENDPOINTS,
      trustProxy: env.PURSER_TRUST_PROXY,
      internalApart: env.PURSER_INTERNAL_PORT !== undefined,
    },
  };
  await readySecrets(writes, secrets, {
    stop: stopping.signal,
    onError: error =>
      logger.warn({ error: loggable(error) }, 'the secrets could not be checked; they are checked later'),
    onCannotOpen: error =>
      logger.warn({ error: loggable(error) }, 'webhooks wait because no key opens their secret'),
  });
  const app = createApp(deps);

  const server = await listenAt(app, 'PURSER', env.PURSER_PORT, env.PURSER_HOST, {
    total: env.PURSER_CONNECTIONS,
    perClient: env.PURSER_CONNECTIONS_PER_CLIENT,
    isProxy: proxiesOf(app),
  });
  const internal =
    env.PURSER_INTERNAL_PORT === undefined
      ? undefined
      : await listenAt(
          createInternalApp(deps),
          'PURSER_INTERNAL',
          env.PURSER_INTERNAL_PORT,
          env.PURSER_INTERNAL_HOST,
        );
  const stopServing = stoppable(server, graceMs);
  const port = portOf(server);
  if (publicUrl === '') publicUrl = `http://${env.PURSER_HOST}:${String(port)}`;
  logger.info({ host: env.PURSER_HOST, port, mode: env.PURSER_MODE }, 'listening');
  if (internal)
    logger.info({ host: env.PURSER_INTERNAL_HOST, port: portOf(internal) }, 'listening for operators');

  const stop = async (): Promise<void> => {
    stopping.abort();
    await stopServing();
    // Until then `/readyz` and `/metrics` show how it goes.
    internal?.close().closeAllConnections();
    await testDriver?.stop();
    await Promise.all([db.destroy(), writes.destroy(), health.destroy(), temporal.close()]);
    logger.info('stopped');
    // The channel to the parent would keep the process alive.
    if (process.connected) process.disconnect();
  };
  let stopped: Promise<void> | undefined;
  const onSignal = (): void => {
    stopped ??= stop().catch((error: unknown) => {
      logger.error({ error: loggable(error) }, 'unclean shutdown');
      process.exit(1);
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  // If the parent dies without a signal, its API stops too.
  process.on('disconnect', onSignal);
  // Sent last: whoever waits for this may end the process at once.
  process.send?.({ ready: true, port, ...(internal && { internalPort: portOf(internal) }) });
}

/** `name` is what the settings of this port begin with. */
function listenAt(
  app: RequestListener,
  name: string,
  port: number,
  host: string,
  connections?: ConnectionLimits,
): Promise<Server> {
  return listen(app, { port, host, connections }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail(
      code === 'EADDRINUSE'
        ? `${name}_PORT: ${String(port)} is taken; free it, or set another (0 takes any free port)`
        : `${name}_HOST, ${name}_PORT: cannot listen on ${host}:${String(port)} (${code})`,
    );
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/**
 * How the connections are divided. Writes wait for rows and reads do not, so neither may use the other's.
 * `/readyz` asks two things at once, and is answered whatever the others wait for.
 */
function poolSizes(total: number): Record<'health' | 'reads' | 'writes', number> {
  const health = total < 6 ? 1 : 2;
  const reads = Math.floor((total - health) / 2);
  return { health, reads, writes: total - health - reads };
}

/**
 * Loads what test mode does to test chains; undefined if no testkit is set. The production image has none.
 */
async function loadTestDriver(
  folder: string | undefined,
  providerPort: number | undefined,
): Promise<(TestDriver & { stop(): Promise<void> }) | undefined> {
  if (folder === undefined) return undefined;
  const testkit = await import('./testkit/testDriver.ts').catch((cause: unknown) => {
    throw new SettingError('PURSER_TESTKIT: this installation has no testkit', { cause });
  });
  if (providerPort === undefined) return testkit.createTestDriver({ contractsFolder: folder });
  const { startComplianceProvider } = await import('./testkit/complianceProvider.ts');
  const provider = await startComplianceProvider(providerPort);
  return testkit.createTestDriver({ contractsFolder: folder, provider });
}

function urlAllowance(ranges: readonly string[]): (url: string) => boolean {
  let guard: ReturnType<typeof createAddressGuard>;
  try {
    guard = createAddressGuard(ranges);
  } catch {
    throw new SettingError(
      'PURSER_OUTBOUND_ALLOW: must hold ranges such as 127.0.0.0/8, separated by commas',
    );
  }
  return url => {
    try {
      checkUrl(url, guard);
      return true;
    } catch (error) {
      if (error instanceof ForbiddenTarget) return false;
      throw error;
    }
  };
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
