import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { claimPort, isPortOpen } from './freePort.ts';
import type { StopSignals } from './process.ts';
import type { Progress } from './progress.ts';
import { type SearchAttributes, registerSearchAttributes } from './registerSearchAttributes.ts';
import { runServer } from './runServer.ts';
import { StartError, writing } from './StartError.ts';
import { stopPrevious } from './stopPrevious.ts';
import { untilReady } from './untilReady.ts';

export type TemporalOptions = {
  /** The program `temporal`, as `findTemporal` gives it. */
  readonly binary: string;
  /** The database with every workflow, made on first use. */
  readonly dbFile: string;
  readonly logFile?: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly uiPort: number;
  readonly namespace?: string;
  readonly searchAttributes: SearchAttributes;
  /** Settings of the server that replace its defaults: `name=value` with the value in JSON. */
  readonly dynamicConfig?: readonly string[];
  readonly progress: Progress;
  /** Aborts the start. */
  readonly signal?: AbortSignal;
};

export type Temporal = {
  /** `host:port` of the frontend. */
  readonly address: string;
  readonly uiUrl: string;
  readonly stop: () => Promise<void>;
  readonly exited: Promise<number | null>;
};

const NAME = 'Temporal';
const HOST = '127.0.0.1';

/** `Error: why`, or a line of its log: `time=… level=ERROR msg="why"`. */
const REASON_IN_LOG = /^(?:Error: |.* level=ERROR msg=")(.*?)"?$/m;
/**
 * The server chooses further ports. Another program may take one of them between the choice and the start.
 */
const PORT_LOST = /address already in use/;
const MOST_STARTS = 3;

const STOP: StopSignals = [
  { signal: 'SIGTERM', afterMs: 0 },
  { signal: 'SIGKILL', afterMs: 4_000 },
];

/**
 * Starts Temporal's development server on the file, with its UI. Waits until workflows can be started and
 * every search attribute is known. First ends the server that an earlier start left running there. Throws
 * `StartError`.
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const dbFile = resolve(options.dbFile);
  return options.progress.during(NAME, async () => {
    await writing(dirname(dbFile), () => mkdir(dirname(dbFile), { recursive: true }));
    await clearTemporal(dbFile);
    for (let left = MOST_STARTS - 1; ; left--) {
      try {
        return await startOnce(options, dbFile);
      } catch (error) {
        if (left === 0 || !(error instanceof StartError) || !PORT_LOST.test(error.what)) throw error;
      }
    }
  });
}

async function startOnce(options: TemporalOptions, dbFile: string): Promise<Temporal> {
  const { namespace = 'default' } = options;
  const port = await claimPort(options.port, 'PURSER_TEMPORAL_PORT');
  const uiPort = await claimPort(options.uiPort, 'PURSER_TEMPORAL_UI_PORT');
  const unfinished = await dropUnfinished(dbFile);
  const server = await runServer({
    name: NAME,
    command: options.binary,
    args: [
      ...['server', 'start-dev', '--ip', HOST, '--port', String(port), '--ui-port', String(uiPort)],
      ...['--db-filename', dbFile, '--namespace', namespace, '--log-level', 'warn'],
      // These settings give three times as many workflows a second (32 instead of 11), and a killed server
      // still loses nothing.
      ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
      ...(options.dynamicConfig ?? []).flatMap(setting => ['--dynamic-config-value', setting]),
    ],
    logFile: options.logFile ?? `${dbFile}.log`,
    pidFile: `${dbFile}.pid`,
    stopSignals: STOP,
  });
  const address = `${HOST}:${port}`;
  const check = () => checkAnswers(port, namespace, options.searchAttributes);
  await untilReady(server, REASON_IN_LOG, check, options.signal);
  await rm(unfinished, { force: true });
  return { address, uiUrl: `http://${HOST}:${uiPort}`, stop: server.stop, exited: server.exited };
}

/**
 * Ends the server that a killed start left running on the file. Call it before touching the ports or the
 * file. Throws `StartError` while another start owns the server.
 */
export async function clearTemporal(file: string): Promise<void> {
  const dbFile = resolve(file);
  const marks = ['server start-dev', dbFile];
  await stopPrevious({ name: NAME, marks, pidFile: `${dbFile}.pid`, stopSignals: STOP });
}

/**
 * Removes the database of a first start that did not succeed. The server makes its tables only if the file is
 * missing, so a killed first start would leave half of them for good. The returned file exists from before a
 * first start until that start has succeeded.
 */
async function dropUnfinished(dbFile: string): Promise<string> {
  const unfinished = `${dbFile}.unfinished`;
  if (existsSync(unfinished)) {
    for (const file of [dbFile, `${dbFile}-wal`, `${dbFile}-shm`]) await rm(file, { force: true });
  }
  if (!existsSync(dbFile)) await writing(unfinished, () => writeFile(unfinished, ''));
  return unfinished;
}

async function checkAnswers(port: number, namespace: string, attributes: SearchAttributes): Promise<void> {
  // A refused gRPC channel waits a second before it retries, so the port is checked first.
  if (!(await isPortOpen(port))) throw new Error('nothing listens on its port');
  const connection = await Connection.connect({ address: `${HOST}:${port}`, connectTimeout: '5s' });
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      await connection.workflowService.describeNamespace({ namespace });
      await registerSearchAttributes(connection, namespace, attributes);
      await expectNoWorkflow(connection, namespace);
    });
  } finally {
    await connection.close();
  }
}

// The frontend answers before the history service owns its shard. Until then it refuses every workflow.
async function expectNoWorkflow(connection: Connection, namespace: string): Promise<void> {
  const NOT_FOUND = 5;
  const execution = { workflowId: 'purser-is-temporal-ready' };
  try {
    await connection.workflowService.describeWorkflowExecution({ namespace, execution });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== NOT_FOUND) throw error;
  }
}
