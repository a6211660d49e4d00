import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTemporal } from '../../testkit/servers/findTemporal.ts';
import { startPostgres } from '../../testkit/servers/postgres.ts';
import { silentProgress as progress } from '../../testkit/servers/progress.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import { startTemporal } from '../../testkit/servers/temporal.ts';
import { timeSkippingServer } from '../../testkit/servers/timeSkipping.ts';
import { leaveBehind } from './leaveBehind.ts';
import { installQuietRuntime } from '../workflows/quietRuntime.ts';
import { sleepFor, sleepUntilWoken, wake } from './sleepWorkflow.ts';

installQuietRuntime();

const COMPILING = 15 * 60_000;
const workflowsPath = fileURLToPath(new URL('sleepWorkflow.ts', import.meta.url));

let home: string;
beforeAll(async () => {
  // Closed to everybody else, as a clone under /root is: run as root, the database's user must get in.
  home = await mkdtemp(join(tmpdir(), 'purser-servers-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const queryOnce = async (connectionString: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
};

const takePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { port: address !== null && typeof address === 'object' ? address.port : 0, server };
};

describe('PostgreSQL', () => {
  const pidOf = async (dataDir: string) =>
    Number.parseInt(await readFile(join(dataDir, 'postmaster.pid'), 'utf8'), 10);

  test('keeps its data over a stop and a start, and stops within 5 s even with a client connected', async () => {
    const dataDir = join(home, 'kept', 'postgres');
    const first = await startPostgres({ dataDir, port: 0, progress });
    await queryOnce(first.url, 'create table kept as select 42 as answer');
    const client = new pg.Client(first.url);
    client.on('error', () => undefined);
    await client.connect();
    const stopped = performance.now();
    await first.stop();
    expect(performance.now() - stopped).toBeLessThan(5_000);
    expect(await first.exited).toBe(0);

    const second = await startPostgres({ dataDir, port: 0, durable: false, progress });
    expect(await queryOnce(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  test('starts again after its main process was killed', async () => {
    const dataDir = join(home, 'killed');
    const first = await startPostgres({ dataDir, port: 0, progress });
    await queryOnce(first.url, 'create table kept as select 42 as answer');
    process.kill(await pidOf(dataDir), 'SIGKILL');
    expect(await first.exited).toBeNull();

    const second = await startPostgres({ dataDir, port: 0, progress });
    expect(await queryOnce(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  test('takes back its folder and its port from a server that a killed start left running', async () => {
    const dataDir = join(home, 'orphaned');
    const url = await leaveBehind(`
      import { startPostgres } from './testkit/servers/postgres.ts';
      import { silentProgress as progress } from './testkit/servers/progress.ts';
      console.log((await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: 0, progress })).url);`);
    await queryOnce(url, 'create table kept as select 42 as answer');
    const orphan = await pidOf(dataDir);

    const second = await startPostgres({ dataDir, port: Number(new URL(url).port), progress });
    expect(await pidOf(dataDir)).not.toBe(orphan);
    expect(await queryOnce(url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  test('leaves an unrelated process alone whose pid is in a stale lock', async () => {
    const dataDir = join(home, 'stale');
    await (await startPostgres({ dataDir, port: 0, durable: false, progress })).stop();
    const stranger = spawn('sleep', ['60']);
    await writeFile(join(dataDir, 'postmaster.pid'), `${stranger.pid}\n${dataDir}\n`);
    await writeFile(`${dataDir}.pid`, JSON.stringify({ pid: stranger.pid, owner: 1 }));

    await (await startPostgres({ dataDir, port: 0, durable: false, progress })).stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  test('is not taken from a start that is alive', async () => {
    const dataDir = join(home, 'owned');
    const owner = await startPostgres({ dataDir, port: 0, durable: false, progress });
    const second = startPostgres({ dataDir, port: 0, durable: false, progress });
    await expect(second).rejects.toThrow(StartError);
    expect(await queryOnce(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await owner.stop();
  });

  test('names the port and the setting if the port is taken, and leaves nothing running', async () => {
    const taken = await takePort();
    const dataDir = join(home, 'taken');
    const error: unknown = await startPostgres({ dataDir, port: taken.port, progress }).catch(
      (e: unknown) => e,
    );
    taken.server.close();
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toContain(String(taken.port));
    expect(String(error)).toContain('PURSER_POSTGRES_PORT');
  });
});

describe('Temporal', () => {
  let binary: string;
  beforeAll(async () => {
    binary = await findTemporal({ env: process.env, fallbackToolFolder: join(home, 'tools'), progress });
  }, COMPILING);

  const start = (dbFile: string, searchAttributes = {}) =>
    startTemporal({ binary, dbFile, port: 0, uiPort: 0, searchAttributes, progress });
  const connect = async (address: string) =>
    new Client({ connection: await Connection.connect({ address }) });

  test('keeps a workflow over a restart, then has new search attributes, and answers an update-with-start', async () => {
    const dbFile = join(home, 'temporal', 'temporal.db');
    const first = await start(dbFile, { PurserAccount: 'Keyword' });
    const before = await connect(first.address);
    await before.workflow.start(sleepUntilWoken, { taskQueue: 'test', workflowId: 'sleeper' });
    await before.connection.close();
    const stopped = performance.now();
    await first.stop();
    expect(performance.now() - stopped).toBeLessThan(5_000);

    const second = await start(dbFile, { PurserAccount: 'Keyword', PurserNeedsAttention: 'Bool' });
    const after = await connect(second.address);
    expect((await after.workflow.getHandle('sleeper').describe()).status.name).toBe('RUNNING');
    const { customAttributes } = await after.connection.operatorService.listSearchAttributes({
      namespace: 'default',
    });
    expect(Object.keys(customAttributes)).toEqual(
      expect.arrayContaining(['PurserAccount', 'PurserNeedsAttention']),
    );

    const env = await TestWorkflowEnvironment.createFromExistingServer({ address: second.address });
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: 'test',
      workflowsPath,
    });
    const answer = await worker.runUntil(
      after.workflow.executeUpdateWithStart(wake, {
        updateId: 'wake',
        startWorkflowOperation: new WithStartWorkflowOperation(sleepUntilWoken, {
          taskQueue: 'test',
          workflowId: 'sleeper',
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      }),
    );
    expect(answer).toBe('good morning');
    await env.teardown();
    await after.connection.close();
    await second.stop();
  }, 60_000);

  test('takes back its file and its ports from a server that a killed start left running', async () => {
    const dbFile = join(home, 'orphaned.db');
    const address = await leaveBehind(`
      import { startTemporal } from './testkit/servers/temporal.ts';
      import { silentProgress as progress } from './testkit/servers/progress.ts';
      const options = { binary: ${JSON.stringify(binary)}, dbFile: ${JSON.stringify(dbFile)} };
      console.log((await startTemporal({ ...options, port: 0, uiPort: 0, searchAttributes: {}, progress })).address);`);
    const port = Number(address.split(':')[1]);
    const second = await startTemporal({ binary, dbFile, port, uiPort: 0, searchAttributes: {}, progress });
    expect(second.address).toBe(address);
    await second.stop();
  }, 60_000);

  test('is created again if its first start was killed before the file was complete', async () => {
    const dbFile = join(home, 'half.db');
    await writeFile(dbFile, 'half of a database');
    await writeFile(`${dbFile}.unfinished`, '');
    await (await start(dbFile)).stop();
  }, 60_000);

  const script = async (text: string) => {
    const path = join(await mkdtemp(join(home, 'temporal-')), 'temporal');
    await writeFile(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    return path;
  };
  const portLost =
    'time=2026-11-28T23:59:01.358 level=ERROR msg="cannot set frontend port 40239: listen tcp 127.0.0.1:40239: bind: address already in use"';

  test('starts once more if a port is taken between its choice and the start', async () => {
    const unlucky = await script(
      `if [ ! -e "$0.ended" ]; then touch "$0.ended"; echo '${portLost}' >&2; exit 1; fi; exec ${binary} "$@"`,
    );
    const server = await startTemporal({
      ...{
        binary: unlucky,
        dbFile: join(home, 'unlucky.db'),
        port: 0,
        uiPort: 0,
        searchAttributes: {},
        progress,
      },
    });
    await (await connect(server.address)).connection.close();
    await server.stop();
  }, 60_000);

  test.each([
    [portLost, 'bind: address already in use'],
    ['Error: unable to open database file', 'unable to open database file'],
    ['', 'it ended immediately'],
  ])('reports why it ended: %s', async (line, why) => {
    const broken = await script(`echo '${line}' >&2; exit 1`);
    const error: unknown = await startTemporal({
      ...{
        binary: broken,
        dbFile: join(home, 'broken.db'),
        port: 0,
        uiPort: 0,
        searchAttributes: {},
        progress,
      },
    }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toContain(why);
  });

  test('names the port and the setting if a port is taken', async () => {
    const { port, server } = await takePort();
    const dbFile = join(home, 'taken.db');
    const error: unknown = await startTemporal({
      ...{ binary, dbFile, port: 0, uiPort: port, searchAttributes: {}, progress },
    }).catch((e: unknown) => e);
    server.close();
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toContain(`${port} (PURSER_TEMPORAL_UI_PORT)`);
  });
});

test(
  'the time-skipping server finishes a timer of 30 days in seconds',
  async () => {
    const path = await timeSkippingServer({
      env: process.env,
      fallbackToolFolder: join(home, 'tools'),
      progress,
    });
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: 'test',
      workflowsPath,
    });
    const begun = performance.now();
    const days = 30 * 86_400_000;
    const options = { taskQueue: 'test', workflowId: 'sleeper', args: [days] as [number] };
    expect(await worker.runUntil(env.client.workflow.execute(sleepFor, options))).toBe('awake');
    expect(performance.now() - begun).toBeLessThan(10_000);
    await env.teardown();
  },
  COMPILING,
);

test('processes side by side never choose the same free port, though none has opened it yet', async () => {
  const script = `
    import { claimPort } from './testkit/servers/freePort.ts';
    const ports = [];
    // So many of 12,000 that two processes meet some seven times by chance.
    while (ports.length < 300) ports.push(await claimPort(0, 'a test'));
    process.stdout.write(JSON.stringify(ports));
  `;
  const claim = async (): Promise<readonly number[]> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script],
      { cwd: join(import.meta.dirname, '../..') },
    );
    return JSON.parse(stdout) as number[];
  };
  const ports = (await Promise.all([claim(), claim()])).flat();
  expect(new Set(ports).size).toBe(600);
});

test('a free port is found although the file of leases is damaged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'purser-leases-'));
  await writeFile(join(folder, `purser-ports-${String(process.getuid?.())}.sqlite`), 'damaged '.repeat(1000));
  const script = `
    import { claimPort } from './testkit/servers/freePort.ts';
    const ports = new Set();
    for (let nth = 0; nth < 20; nth++) ports.add(await claimPort(0, 'a test'));
    process.stdout.write(String(ports.size));
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script],
    { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, TMPDIR: folder } },
  );
  expect(stdout).toBe('20');
  await rm(folder, { recursive: true });
});
