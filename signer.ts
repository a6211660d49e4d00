import { createSenders } from './activities/sending/createSenders.ts';
import { requireMode, WrongAccount } from './activities/sending/requireMode.ts';
import { tendLanes } from './activities/sending/tendLanes.ts';
import { stopOnSignal } from './activities/worker/stopOnSignal.ts';
import { createWorkerLog } from './activities/worker/workerLog.ts';
import { connect } from './db/connect.ts';
import { SettingError } from './env.ts';
import { readOperatorKey, readSignerEnv } from './signerSettings.ts';

/** How often a lane is looked at, in ms. */
const everyMs = 5000;

/**
 * Looks after what the operator's key has sent, on each network of the signer's settings, until a signal stops it. It
 * listens on no port: whoever wants to know reads the database.
 */
async function main(source: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { databaseUrl, settings, logLevel } = readSignerEnv(source);
  const logger = createWorkerLog(logLevel, { service: 'signer' });
  const key = await readOperatorKey(source);
  const stop = stopOnSignal();
  const db = connect(databaseUrl, { max: 4, applicationName: 'purser-signer' });
  await requireMode(db, settings);
  const senders = createSenders(settings, { db, key, stop });
  const networks = settings.networks.map(({ code }) => code);
  logger.info({ operator: key.address, networks }, 'signer started');
  process.send?.({ ready: true });
  await tendLanes(
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
  await db.destroy();
  logger.info('signer stopped');
  // The channel to a parent would keep the process alive.
  process.disconnect?.();
}

try {
  await main(process.env);
} catch (error) {
  if (error instanceof SettingError || error instanceof WrongAccount)
    process.stderr.write(`purser signer: ${error.message}\n`);
  else createWorkerLog('fatal', { service: 'signer' }).fatal({ error }, 'signer ends with an error');
  process.exit(1);
}
