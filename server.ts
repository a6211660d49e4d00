import type { Server } from 'node:http';
import { pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createApp } from './api/createApp.ts';
import { defaultOptions } from './api/deps.ts';
import { describeError } from './api/describeError.ts';
import { connectTemporal } from './api/temporal/connectTemporal.ts';
import { createIssuePurse } from './api/temporal/issuePurse.ts';
import { createLookUpTransaction } from './api/temporal/lookUpTransaction.ts';
import { createRescans } from './api/temporal/rescans.ts';
import type { TestDriver } from './api/testDriver.ts';
import { checksumAddress } from './chain/deriveAddress.ts';
import { connect } from './db/connect.ts';
import { forgetIdempotencyKeys } from './db/forgetIdempotencyKeys.ts';
import { ping } from './db/ping.ts';
import type { ServerEnv } from './env.ts';
import { readServerEnv, SettingError } from './env.ts';
import { checkUrl, createAddressGuard, ForbiddenTarget } from './outbound/guardAddress.ts';

/** After this long, in ms, requests that still run are cut off. */
const graceMs = 5000;
const hourMs = 3_600_000;

try {
  await run(readServerEnv(process.env));
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  fail(error.message);
}

async function run(env: ServerEnv): Promise<void> {
  const logger = pino({ level: env.PURSER_LOG_LEVEL, base: { process: 'api' } });
  const db = connect(env.DATABASE_URL, { max: env.PURSER_DATABASE_POOL, applicationName: 'purser-api' });
  const temporal = connectTemporal({
    address: env.TEMPORAL_ADDRESS,
    namespace: env.TEMPORAL_NAMESPACE,
    apiKey: env.TEMPORAL_API_KEY,
  });
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const testDriver = await loadTestDriver(env.PURSER_TESTKIT);
  let publicUrl = env.PURSER_PUBLIC_URL?.replace(/\/$/, '') ?? '';
  const stopping = new AbortController();
  const app = createApp({
    db,
    registry: env.registry,
    issuePurse: createIssuePurse(temporal.client),
    lookUpTransaction: createLookUpTransaction(temporal.client),
    rescans: createRescans(temporal.client),
    logger,
    metrics,
    probes: {
      postgres: () => ping(db),
      temporal: temporal.probe,
    },
    complianceCallbackSecret: env.PURSER_COMPLIANCE_CALLBACK_SECRET,
    mode: env.PURSER_MODE,
    testDriver,
    checksum: checksumAddress,
    publicUrl: () => publicUrl,
    allowUrl: urlAllowance(env.PURSER_OUTBOUND_ALLOW),
    stopping: stopping.signal,
    options: {
      ...defaultOptions,
      rateLimit: env.PURSER_RATE_LIMIT,
      trustProxy: env.PURSER_TRUST_PROXY,
    },
  });

  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(env.PURSER_PORT, env.PURSER_HOST, error => {
      if (error) reject(error);
      else resolve(listening);
    });
  }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail(
      code === 'EADDRINUSE'
        ? `PURSER_PORT: ${String(env.PURSER_PORT)} is taken; free it, or name another (0 takes any)`
        : `PURSER_HOST, PURSER_PORT: cannot listen on ${env.PURSER_HOST}:${String(env.PURSER_PORT)} (${code})`,
    );
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : env.PURSER_PORT;
  if (publicUrl === '') publicUrl = `http://${env.PURSER_HOST}:${String(port)}`;
  logger.info({ host: env.PURSER_HOST, port, mode: env.PURSER_MODE }, 'listening');

  const forgetting = setInterval(() => {
    forgetIdempotencyKeys(db).catch((error: unknown) => {
      logger.warn({ error: describeError(error) }, 'old idempotency keys could not be forgotten');
    });
  }, hourMs);

  const stop = async (): Promise<void> => {
    clearInterval(forgetting);
    stopping.abort();
    await closeServer(server);
    await testDriver?.stop();
    await Promise.all([db.destroy(), temporal.close()]);
    logger.info('stopped');
    // The channel to the parent would keep the process.
    if (process.connected) process.disconnect();
  };
  let stopped: Promise<void> | undefined;
  const onSignal = (): void => {
    stopped ??= stop().catch((error: unknown) => {
      logger.error({ error: describeError(error) }, 'did not stop in order');
      process.exit(1);
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  // A parent that dies without a word takes its API with it.
  process.on('disconnect', onSignal);
  // Whoever waits for this may end the process at once.
  process.send?.({ ready: true, port });
}

/** What test mode does to test chains; undefined where none is set. The production image has no testkit. */
async function loadTestDriver(
  folder: string | undefined,
): Promise<(TestDriver & { stop(): Promise<void> }) | undefined> {
  if (folder === undefined) return undefined;
  const testkit = await import('./testkit/testDriver.ts').catch((cause: unknown) => {
    throw new SettingError('PURSER_TESTKIT: there is no testkit in this installation', { cause });
  });
  return testkit.createTestDriver({ contractsFolder: folder });
}

/** Takes no new requests, lets those that run finish, and cuts them off after the grace. */
async function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  await new Promise<void>(resolve => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
  clearTimeout(cut);
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
