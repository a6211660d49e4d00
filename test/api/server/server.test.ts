import { execFile, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import { newWebhookSecret } from '../../../db/secrets/newSecret.ts';
import { createSecretBox } from '../../../db/secrets/secretBox.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { linesWith } from '../../dump.ts';
import { registryFile } from '../registry.ts';
import { newMerchant } from '../startApi.ts';

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
  stdout: () => string;
  exited: Promise<number | null>;
} {
  const child = fork(entry, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let [stderr, stdout] = ['', ''];
  child.stderr?.on('data', (part: Buffer) => (stderr += part.toString()));
  child.stdout?.on('data', (part: Buffer) => (stdout += part.toString()));
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve));
  return { child, stderr: () => stderr, stdout: () => stdout, exited };
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

test('the server starts while Temporal is down, reports its port, serves, and shuts down cleanly', async () => {
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

test('with a port for operators, readiness and metrics are served only there', async () => {
  const { child, exited } = start({ ...settings, PURSER_INTERNAL_PORT: '0' });
  const [port, internalPort] = await new Promise<[number, number]>(resolve => {
    child.once('message', message => {
      const ports = message as { port: number; internalPort: number };
      resolve([ports.port, ports.internalPort]);
    });
  });
  const status = async (at: number, path: string) =>
    (await fetch(`http://127.0.0.1:${String(at)}${path}`)).status;
  for (const path of ['/readyz', '/metrics', '/READYZ', '/metrics/'])
    expect(await status(port, path)).toBe(404);
  expect(await status(port, '/healthz')).toBe(200);
  expect(await status(internalPort, '/healthz')).toBe(200);
  expect(await status(internalPort, '/readyz')).toBe(503);
  for (const path of ['/v1/customers', '/docs', '/openapi.json', '/checkout/x', '/READYZ', '/metrics/']) {
    expect(await status(internalPort, path)).toBe(404);
  }
  // It has the metrics of the other port's requests.
  await expect
    .poll(async () => (await fetch(`http://127.0.0.1:${String(internalPort)}/metrics`)).text())
    .toMatch(/purser_http_request_duration_seconds_count\{[^}]*route="\/healthz"/);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('a missing or wrong setting, or a taken port, gives one line and exit code 1', async () => {
  const taken = createServer();
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const { DATABASE_URL: _, ...withoutDatabase } = settings;
  const cases: [Record<string, string>, RegExp][] = [
    [withoutDatabase, /^DATABASE_URL: is not set\n$/],
    [{ ...settings, PURSER_PORT: String(port) }, /^PURSER_PORT: \d+ is taken.*\n$/],
    [{ ...settings, PURSER_OUTBOUND_ALLOW: 'everything' }, /^PURSER_OUTBOUND_ALLOW: .*\n$/],
    [{ ...settings, PURSER_MODE: 'live', PURSER_TESTKIT: folder }, /^PURSER_TESTKIT: needs .*\n$/],
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

test('a start seals the secrets that an earlier release left as plain text, and a server with both keys works with either', async () => {
  const { accountId } = await newMerchant(database.db);
  const secret = newWebhookSecret();
  await sql`update accounts set webhook_secret = ${secret} where id = ${accountId}`.execute(database.db);
  const keys = [1, 2].map(seed => Buffer.alloc(32, seed).toString('base64'));
  const env = { ...settings, PURSER_SECRETS_KEY: keys[0] ?? '' };
  const { child, exited } = start(env);
  await readyPort(child);
  expect(await linesWith(database.db, secret)).toEqual([]);
  child.kill('SIGTERM');
  await exited;

  const worker = { PURSER_ROLE: 'dispatcher', TEMPORAL_ADDRESS: '127.0.0.1:1' };
  const { PURSER_SECRETS_KEY: _, ...without } = env;
  for (const [entry, more] of [
    ['server.ts', {}],
    ['worker.ts', worker],
  ] as const) {
    const none = start({ ...without, ...more, PURSER_MODE: 'live' }, entry);
    expect(await none.exited).toBe(1);
    expect(none.stderr()).toContain('PURSER_SECRETS_KEY: is not set');
  }
  const rotated = start({ ...env, PURSER_SECRETS_KEY: keys.toReversed().join(',') });
  await readyPort(rotated.child);
  rotated.child.kill('SIGTERM');
  await rotated.exited;

  const reseal = async (PURSER_SECRETS_KEY: string) =>
    promisify(execFile)(process.execPath, ['cli/keys.ts', 'reseal'], { env: { ...env, PURSER_SECRETS_KEY } });
  await expect(reseal(keys[1] ?? '')).rejects.toMatchObject({ code: 1 });
  expect((await reseal(keys.toReversed().join(','))).stdout).toContain('1 rows');
  const alone = start({ ...env, PURSER_SECRETS_KEY: keys[1] ?? '' });
  await readyPort(alone.child);
  alone.child.kill('SIGTERM');
  await alone.exited;
  await sql`update accounts set webhook_secret = null where id = ${accountId}`.execute(database.db);
});

test('a secret that no key opens does not block a start, and is replaced by a command that names who must rotate', async () => {
  const { accountId } = await newMerchant(database.db);
  const lost = createSecretBox([Buffer.alloc(32, 3)]).seal(newWebhookSecret(), accountId);
  await sql`update accounts set webhook_secret = ${lost} where id = ${accountId}`.execute(database.db);
  const env = { ...settings, PURSER_SECRETS_KEY: Buffer.alloc(32, 4).toString('base64') };
  const { child, exited, stdout } = start({ ...env, PURSER_LOG_LEVEL: 'warn' });
  const port = await readyPort(child);
  expect((await fetch(`http://127.0.0.1:${String(port)}/healthz`)).status).toBe(200);
  await expect.poll(stdout).toContain(`no key of PURSER_SECRETS_KEY opens the secret of ${accountId}`);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);

  const keys = (command: string) => promisify(execFile)(process.execPath, ['cli/keys.ts', command], { env });
  await expect(keys('reseal')).rejects.toMatchObject({ code: 1 });
  const output = (await keys('forget-secrets')).stdout;
  expect(output).toContain(`${accountId}  POST /v1/account/rotate-secret`);
  expect(output).not.toContain('whsec_');
  expect((await keys('reseal')).stdout).toContain('0 rows');
  await sql`update accounts set webhook_secret = null where id = ${accountId}`.execute(database.db);
});

test('the server starts while the database is down, and checks the secrets later', async () => {
  const { child, exited } = start({ ...settings, DATABASE_URL: 'postgres://purser@127.0.0.1:1/purser' });
  await readyPort(child);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('without a testkit, as in the production image, test mode runs, and refuses test chains', async () => {
  const image = join(folder, 'image');
  const root = join(import.meta.dirname, '../../..');
  for (const part of [
    'api',
    'chain',
    'db',
    'domain',
    'outbound',
    'env.ts',
    'registry.ts',
    'settings.ts',
    'temporal.ts',
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
