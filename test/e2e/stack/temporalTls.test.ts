import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from 'node:tls';
import { createServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { searchAttributes } from '../../../domain/searchAttributes.ts';
import { findTemporal } from '../../../testkit/servers/findTemporal.ts';
import { silentProgress } from '../../../testkit/servers/progress.ts';
import { runTool } from '../../../testkit/servers/runTool.ts';
import type { Temporal } from '../../../testkit/servers/temporal.ts';
import { startTemporal } from '../../../testkit/servers/temporal.ts';
import { registryFile } from '../../api/registry.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';

// The development server has no TLS, so a proxy that requires a client certificate stands before it.

let folder: string;
let database: TestDatabase;
let temporal: Temporal;
let front: Server;
let address: string;
const children: ChildProcess[] = [];
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'purser-tls-'));
  database = await createTestDatabase();
  await writeFile(file('registry.json'), JSON.stringify(registryFile));
  await makeCertificates();
  const tools = { env: process.env, fallbackToolFolder: folder, progress: silentProgress };
  temporal = await startTemporal({
    binary: await findTemporal(tools),
    dbFile: file('temporal.db'),
    port: 0,
    uiPort: 0,
    searchAttributes,
    progress: silentProgress,
  });
  front = createServer(
    {
      key: readFileSync(file('server.key')),
      cert: readFileSync(file('server.crt')),
      ca: readFileSync(file('ca.crt')),
      requestCert: true,
      rejectUnauthorized: true,
      ALPNProtocols: ['h2'],
    },
    socket => {
      const server = connect(Number(temporal.address.split(':')[1]), '127.0.0.1');
      socket.pipe(server).pipe(socket);
      socket.on('error', () => server.destroy());
      server.on('error', () => socket.destroy());
    },
  );
  await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${String((front.address() as AddressInfo).port)}`;
}, 120_000);
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }
});
afterAll(async () => {
  front.close();
  await temporal.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/**
 * An authority, a server certificate for another name than its address, a client certificate, and a
 * stranger's authority.
 */
async function makeCertificates(): Promise<void> {
  const openssl = (...args: readonly string[]) => runTool('openssl', args, { cwd: folder });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  for (const name of ['ca', 'stranger']) {
    await openssl(
      'req',
      '-x509',
      ...newKey,
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
    );
  }
  for (const name of ['server', 'client']) {
    await openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    await writeFile(file('names'), 'subjectAltName=DNS:temporal.example\n');
    const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names', '-days', '2'];
    await openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.crt`);
  }
}

const authority = () => ({ TEMPORAL_TLS_CA: file('ca.crt'), TEMPORAL_TLS_SERVER_NAME: 'temporal.example' });
const client = () => ({ TEMPORAL_TLS_CERT: file('client.crt'), TEMPORAL_TLS_KEY: file('client.key') });

function start(entry: 'server.ts' | 'worker.ts', security: Record<string, string>) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: address,
    PURSER_MODE: 'test',
    PURSER_REGISTRY: file('registry.json'),
    PURSER_PORT: '0',
    PURSER_ROLE: 'relay',
    ...security,
  };
  const child = fork(entry, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  children.push(child);
  child.stdout?.resume();
  child.stderr?.resume();
  const ready = new Promise<{ readonly port: number } | undefined>(resolve => {
    child.once('message', message => {
      resolve(message as { port: number });
    });
    child.once('exit', () => {
      resolve(undefined);
    });
  });
  return { ready };
}

/** The state of Temporal in `/readyz` of an API with these settings. */
async function readiness(security: Record<string, string>): Promise<string | undefined> {
  const ready = await start('server.ts', security).ready;
  const answer = await fetch(`http://127.0.0.1:${String(ready?.port)}/readyz`);
  const { parts } = (await answer.json()) as { parts: Record<string, { state: string }> };
  return parts['temporal']?.state;
}

it('the API reaches Temporal over TLS, with a certificate of its own', async () => {
  expect(await readiness({ ...authority(), ...client() })).toBe('up');
});

it.each([
  ['without a certificate of its own', () => authority()],
  ['in clear', () => ({})],
  [
    'trusting another authority',
    () => ({ ...authority(), ...client(), TEMPORAL_TLS_CA: file('stranger.crt') }),
  ],
  ['for another name', () => ({ ...authority(), ...client(), TEMPORAL_TLS_SERVER_NAME: 'other.example' })],
])('the API does not reach it %s', async (_how, security) => {
  expect(await readiness(security())).toBe('down');
});

it('the worker and its relay reach Temporal over TLS, and not without a certificate', async () => {
  expect(await start('worker.ts', { ...authority(), ...client() }).ready).toBeDefined();
  const refused = start('worker.ts', authority());
  expect(await refused.ready).toBeUndefined();
});
