import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../db/createApiKey.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { registryFile } from './registry.ts';
import { newMerchant } from './startApi.ts';

let database: TestDatabase;
let folder: string;
let settings: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'purser-server-'));
  await writeFile(join(folder, 'registry.json'), JSON.stringify(registryFile));
  settings = {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: database.url,
    // Nothing listens there.
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    PURSER_MODE: 'test',
    PURSER_REGISTRY: join(folder, 'registry.json'),
    PURSER_PORT: '0',
  };
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

function start(
  env: Record<string, string>,
  entry = 'server.ts',
): {
  child: ChildProcess;
  stderr: () => string;
  exited: Promise<number | null>;
} {
  const child = fork(entry, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let stderr = '';
  child.stderr?.on('data', (part: Buffer) => (stderr += part.toString()));
  child.stdout?.resume();
  return { child, stderr: () => stderr, exited: new Promise(resolve => child.once('exit', resolve)) };
}

const readyPort = (child: ChildProcess) =>
  new Promise<number>((resolve, reject) => {
    child.once('message', message => {
      resolve((message as { port: number }).port);
    });
    child.once('exit', code => {
      reject(new Error(`exited with ${String(code)}`));
    });
  });

test('the server starts while Temporal is down, tells its port, serves, and stops in order', async () => {
  const { child, exited } = start(settings);
  const url = `http://127.0.0.1:${String(await readyPort(child))}`;
  const { accountId } = await newMerchant(database.db);
  const { key } = await createApiKey(database.db, accountId, { scopes: ['admin'], label: 'test' });
  const headers = { authorization: `Bearer ${key}` };
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(((await (await fetch(`${url}/readyz`)).json()) as { down: string[] }).down).toContain('temporal');
  expect((await fetch(`${url}/v1/customers`, { headers })).status).toBe(200);

  // A purse cannot be issued: 503 within 10 s, one row.
  await fetch(`${url}/v1/customers`, { method: 'POST', headers, body: '{"externalId":"a"}' });
  const started = performance.now();
  const reply = await fetch(`${url}/v1/purse?customerId=a&currency=ETH`, { headers });
  expect(reply.status).toBe(503);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(await database.db.selectFrom('purses').select('state').execute()).toEqual([{ state: 'ISSUING' }]);

  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('a setting that is missing, wrong, or a port that is taken: one line, exit code 1', async () => {
  const taken = createServer();
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const { DATABASE_URL: _, ...withoutDatabase } = settings;
  const cases: [Record<string, string>, RegExp][] = [
    [withoutDatabase, /^DATABASE_URL: is not set\n$/],
    [{ ...settings, PURSER_PORT: String(port) }, /^PURSER_PORT: \d+ is taken.*\n$/],
    [{ ...settings, PURSER_OUTBOUND_ALLOW: 'everything' }, /^PURSER_OUTBOUND_ALLOW: .*\n$/],
    [{ ...settings, PURSER_MODE: 'live', PURSER_TESTKIT: folder }, /^PURSER_TESTKIT: is for .*\n$/],
  ];
  await Promise.all(
    cases.map(async ([env, line]) => {
      const { stderr, exited } = start(env);
      expect(await exited).toBe(1);
      expect(stderr()).toMatch(line);
    }),
  );
  await new Promise(resolve => taken.close(resolve));
});

test('without a testkit, as in the production image, test mode runs, and refuses to be given test chains', async () => {
  const image = join(folder, 'image');
  const root = join(import.meta.dirname, '..', '..');
  for (const part of [
    'api',
    'chain',
    'db',
    'domain',
    'outbound',
    'env.ts',
    'registry.ts',
    'server.ts',
    'package.json',
  ]) {
    await cp(join(root, part), join(image, part), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(image, 'node_modules'));
  const entry = join(image, 'server.ts');
  const refused = start({ ...settings, PURSER_TESTKIT: folder }, entry);
  expect(await refused.exited).toBe(1);
  expect(refused.stderr()).toMatch(/^PURSER_TESTKIT: .*\n$/);

  const { child, exited } = start(settings, entry);
  expect(await readyPort(child)).toBeGreaterThan(0);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});
