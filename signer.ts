import { NativeConnection, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createSignerActivities } from './activities/createActivities.ts';
import { sleepUntilStopped } from './activities/loops/sleepUntilStopped.ts';
import { createSenders } from './activities/sending/createSenders.ts';
import type { Sender } from './activities/sending/deps.ts';
import { requireMode, WrongAccount } from './activities/sending/requireMode.ts';
import { tendLanes } from './activities/sending/tendLanes.ts';
import type { SignedSweep } from './activities/sweeping/deps.ts';
import { installRuntime } from './activities/worker/installRuntime.ts';
import { stopOnSignal } from './activities/worker/stopOnSignal.ts';
import { createWorkerLog } from './activities/worker/workerLog.ts';
import { createAddressDeriver } from './chain/deriveAddress.ts';
import type { Db } from './db/connect.ts';
import { connect } from './db/connect.ts';
import { createAuthorizationBox } from './db/authorizations/sealAuthorization.ts';
import { reportTransfers } from './db/sweepers/reportTransfers.ts';
import type { SignerSettings } from './domain/sweeping/signerSettings.ts';
import { signerTaskQueue } from './domain/sweeping/messages.ts';
import type { TaskSource } from './env.ts';
import { readTaskSource, SettingError } from './env.ts';
import { readAuthorizationsKey, readOperatorKey, readPurseKeys, readSignerEnv } from './signerSettings.ts';

/** How often a lane is looked at, in ms. */
const everyMs = 5000;

/**
 * Signs sweeps, and looks after what the operator's key has sent, on each network of the signer's settings, until a signal
 * stops it. It takes tasks from Temporal and listens on no port: whoever wants to know reads the database.
 */
async function main(variables: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { databaseUrl, settings, logLevel } = readSignerEnv(variables);
  const source = readTaskSource(variables);
  const logger = createWorkerLog(logLevel, { service: 'signer' });
  const key = await readOperatorKey(variables);
  const isDelegated = settings.networks.some(({ method }) => method === 'delegated');
  const box = isDelegated ? createAuthorizationBox(readAuthorizationsKey(variables)) : undefined;
  const purseKeys = readPurseKeys(settings);
  installRuntime(logger, undefined);
  const stop = stopOnSignal();
  const db = connect(databaseUrl, { max: 4, applicationName: 'purser-signer' });
  await requireMode(db, settings);
  await report(db, settings);
  const senders = createSenders(settings, { db, key, purseKeys, stop });
  const onSigned = (signed: SignedSweep): void => {
    logger.info(signed, 'sweep signed');
  };
  const deriver = createAddressDeriver(settings.xpub);
  const activities = createSignerActivities({ db, settings, senders, box, purseKeys, deriver, onSigned });
  const networks = settings.networks.map(({ code }) => code);
  const running = Promise.all([tend(senders, logger, stop), takeTasks({ source, activities, logger, stop })]);
  logger.info({ operator: key.address, networks }, 'signer started');
  process.send?.({ ready: true });
  await running;
  await db.destroy();
  logger.info('signer stopped');
  // The channel to a parent would keep the process alive.
  process.disconnect?.();
}

/** Tells the others where purses send by themselves, and where to. Throws `SettingError`. */
async function report(db: Db, { account, networks }: SignerSettings): Promise<void> {
  const transfers = networks.filter(network => network.method === 'transfer');
  const clashes = await reportTransfers(db, account, transfers);
  if (clashes.length === 0) return;
  const names = clashes.map(code => `networks.${code}.method`).join(', ');
  throw new SettingError(
    `PURSER_SIGNER_SETTINGS: ${names}: the account sweeps there by a contract, or on another chain, and a purse is swept by one method for good`,
  );
}

/** How long it rests before it tries again to reach Temporal, in ms. */
const againMs = 5000;

/** Takes tasks from Temporal until it is stopped. While Temporal is away, the lanes are looked after all the same. */
async function takeTasks({
  source,
  activities,
  logger,
  stop,
}: {
  readonly source: TaskSource;
  readonly activities: object;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}): Promise<void> {
  while (!stop.aborted) {
    try {
      const connection = await NativeConnection.connect(source.temporal);
      try {
        const { namespace } = source;
        const worker = await Worker.create({ connection, namespace, taskQueue: signerTaskQueue, activities });
        const running = stop.aborted ? undefined : worker.run();
        stop.addEventListener('abort', () => {
          if (worker.getState() === 'RUNNING') worker.shutdown();
        });
        await running;
      } finally {
        await connection.close();
      }
    } catch (error) {
      logger.warn({ error }, 'no tasks can be taken from Temporal, retrying');
      await sleepUntilStopped(againMs, stop);
    }
  }
}

function tend(senders: readonly Sender[], logger: Logger, stop: AbortSignal): Promise<void> {
  return tendLanes(
    senders,
    {
      everyMs,
      onTended: ({ network }, tended) => {
        const level = tended.did === 'stop' ? 'error' : 'info';
        logger[level]({ network: network.code, ...tended }, 'lane tended');
      },
      onError: ({ network }, error) => {
        logger.warn({ network: network.code, error }, 'lane could not be tended, and is tended again');
      },
    },
    stop,
  );
}

try {
  await main(process.env);
} catch (error) {
  if (error instanceof SettingError || error instanceof WrongAccount)
    process.stderr.write(`purser signer: ${error.message}\n`);
  else createWorkerLog('fatal', { service: 'signer' }).fatal({ error }, 'signer ends with an error');
  process.exit(1);
}
