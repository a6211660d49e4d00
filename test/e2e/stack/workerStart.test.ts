import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectTemporal } from '../../../api/temporal/connectTemporal.ts';
import { NamespaceMissing } from '../../../api/temporal/requireNamespace.ts';
import { startDevServer } from '../../workflows/devServer.ts';

let server: Awaited<ReturnType<typeof startDevServer>>;
beforeAll(async () => {
  server = await startDevServer();
}, 120_000);
afterAll(() => server.stop());

/** Runs a worker that cannot start, until it has ended. */
async function failToStart(env: Readonly<Record<string, string>>) {
  const child = fork(join(import.meta.dirname, '../../..', 'worker.ts'), {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      PURSER_ROLE: 'dispatcher',
      PURSER_MODE: 'test',
      TEMPORAL_ADDRESS: server.environment.address,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (part: Buffer) => (output.stdout += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (output.stderr += part.toString()));
  await once(child, 'close');
  return { code: child.exitCode, ...output };
}

it('a worker whose namespace is missing in Temporal ends, and names the setting and how to create it', async () => {
  const { code, stderr } = await failToStart({ TEMPORAL_NAMESPACE: 'nowhere' });
  expect(code).toBe(1);
  expect(stderr).toContain('TEMPORAL_NAMESPACE: Temporal at');
  expect(stderr).toContain('has no namespace nowhere');
});

it('a worker whose namespace lacks a search attribute, as after an upgrade, ends and says how to create it', async () => {
  const { operatorService } = server.environment.connection;
  await operatorService.removeSearchAttributes({
    namespace: 'default',
    searchAttributes: ['PurserNeedsAttention'],
  });
  const { code, stderr } = await failToStart({});
  expect(code).toBe(1);
  expect(stderr).toContain(
    'temporal operator search-attribute create --namespace default --name PurserNeedsAttention --type Bool',
  );
});

it('a worker that cannot start for another reason logs why, one JSON object a line', async () => {
  const { code, stdout } = await failToStart({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect(code).toBe(1);
  const lines = stdout.split('\n').filter(line => line !== '');
  const last = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
  expect(last).toMatchObject({ level: 60, service: 'worker', error: { name: 'TransportError' } });
});

it('an API reports that its namespace is missing, and reports Temporal as up otherwise', async () => {
  const of = (namespace: string) => connectTemporal({ address: server.environment.address }, namespace);
  const [missing, there] = [of('nowhere'), of('default')];
  try {
    await expect(missing.probe()).rejects.toBeInstanceOf(NamespaceMissing);
    await there.probe();
  } finally {
    await Promise.all([missing.close(), there.close()]);
  }
});
