import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { deploy } from '../../cli/sweep/deploy.ts';
import { lanes } from '../../cli/sweep/lanes.ts';
import { status } from '../../cli/sweep/status.ts';
import type { Installation } from './sweepWorld.ts';
import { network, SweepWorld } from './sweepWorld.ts';

let world: SweepWorld;
let installed: Installation;
let home: string;
beforeAll(async () => {
  world = await SweepWorld.start();
  installed = await world.install();
  home = world.file('stack');
  mkdirSync(home);
  const { env } = installed;
  copyFileSync(env['PURSER_SIGNER_SETTINGS'] ?? '', join(home, 'signer.json'));
  copyFileSync(world.file('operator.json'), join(home, 'operator.json'));
  copyFileSync(world.file('password'), join(home, 'operator-password'));
  copyFileSync(world.file('authorizations.key'), join(home, 'authorizations-key'));
  for (const name of Object.keys(env)) vi.stubEnv(name, '');
  vi.stubEnv('PURSER_HOME', home);
});
afterAll(() => world.stop());

function runStack(treasury: string | null): void {
  const running = {
    ...{ pid: process.pid, api: '', shop: null, key: 'k', treasury, database: world.database.url },
    ...{ registry: 'testkit/registry.json', temporal: '', temporalUi: '', networks: [] },
  };
  writeFileSync(join(home, 'running.json'), JSON.stringify(running));
}

test('without settings, and without a stack that runs and sweeps, the commands say so', async () => {
  await expect(lanes([])).rejects.toThrow('no stack runs with');
  runStack(null);
  await expect(lanes([])).rejects.toThrow('does not sweep');
});

test('without settings the commands are for the stack that runs, its operator included', async () => {
  runStack('0x52908400098527886e0f7030069857d2e4169ee7');
  expect(await lanes([])).toContain(`${network}: nothing was sent from`);
  expect(await deploy(['--network', network])).toContain('deployed factory');
  expect(JSON.parse(await status(['--json']))).toMatchObject([
    { network, operator: { address: expect.stringMatching(/^0x/) as unknown }, authorizations: { total: 0 } },
  ]);
});

test('a setting of a deployment is not mixed with those of the stack', async () => {
  runStack('0x52908400098527886e0f7030069857d2e4169ee7');
  vi.stubEnv('DATABASE_URL', installed.env['DATABASE_URL']);
  await expect(lanes([])).rejects.toThrow('PURSER_SIGNER_SETTINGS');
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('PURSER_SIGNER_SETTINGS', installed.env['PURSER_SIGNER_SETTINGS']);
  await expect(lanes([])).rejects.toThrow('DATABASE_URL');
});
