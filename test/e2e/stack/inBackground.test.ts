import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { beginningOf, readRunning } from '../../../cli/stack/running.ts';
import { inspectProcess } from '../../../testkit/servers/process.ts';
import { eventually, newHome } from '../testStack.ts';

const root = join(import.meta.dirname, '../../..');
const home = newHome();
const free = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'CHAIN_PORT'];
const env = {
  ...process.env,
  ...Object.fromEntries(free.map(name => [`PURSER_${name}`, '0'])),
  PURSER_SHOP_PORT: 'off',
  PURSER_DURABLE: 'false',
  PURSER_HOME: home,
  // Of the user's own server, without whose address it prints nothing.
  TEMPORAL_NAMESPACE: 'of-another-server',
};

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, whatever its exit code. */
async function run(
  file: string,
  args: readonly string[],
  more: Record<string, string> = {},
  cwd = root,
): Promise<Ended> {
  const options = { env: { ...env, ...more }, cwd, timeout: 120_000 };
  return promisify(execFile)(file, args, options).then(
    output => ({ code: 0, ...output }),
    (error: unknown) => z.object({ code: z.number(), stdout: z.string(), stderr: z.string() }).parse(error),
  );
}
const command = (name: string, args: readonly string[] = [], more: Record<string, string> = {}) =>
  run(process.execPath, [join(root, 'cli', name), ...args], more);
const logOf = (folder: string): string => {
  const file = join(folder, 'logs', 'start.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

afterAll(async () => {
  await command('stop.ts');
  rmSync(home, { recursive: true, force: true });
});

const workflow = z.object({
  jobs: z.object({
    payments: z.object({
      'timeout-minutes': z.number(),
      env: z.record(z.string(), z.string()),
      steps: z.array(
        z.object({
          name: z.string().optional(),
          run: z.string().optional(),
          'working-directory': z.enum(['purser', 'shop']).optional(),
        }),
      ),
    }),
  }),
});

/** The steps of the document's example that run something. */
function exampleSteps() {
  const document = readFileSync(join(root, 'docs/testing-in-ci.md'), 'utf8');
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(document) ?? [];
  const { steps, env: settings } = workflow.parse(parse(example)).jobs.payments;
  const scripts = steps.flatMap(({ name, run: script, 'working-directory': folder }) =>
    script === undefined ? [] : { name, script, cwd: folder === 'purser' ? root : home },
  );
  return { scripts, settings };
}

/** As GitHub runs a step: https://docs.github.com/actions (shell: bash). */
async function runStep({ script, cwd }: { readonly script: string; readonly cwd: string }): Promise<Ended> {
  const { settings } = exampleSteps();
  const file = join(home, 'github-env');
  const written = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : [];
  const given: Record<string, string> = {};
  for (const line of written) {
    const [name = '', value = ''] = line.split(/=(.*)/s, 2);
    given[name] = value;
  }
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const more = { ...settings, PURSER_HOME: home, GITHUB_ENV: file, NO_PROXY: '127.0.0.1', ...given };
  return run('bash', args, more, cwd);
}

it('does what the example of the document says, step by step', { timeout: 240_000 }, async () => {
  const { scripts } = exampleSteps();
  expect(scripts.map(({ name }) => name)).toEqual(['Start Purser', 'Say where it is', 'Test', 'Stop Purser']);
  const output: string[] = [];
  for (const step of scripts.slice(0, -1)) {
    const ended = await runStep(step);
    expect(ended, step.name).toMatchObject({ code: 0 });
    output.push(ended.stdout);
    if (output.length > 1) continue;
    const running = readRunning(home);
    if (!running) throw new Error('nothing runs');
    expect((await fetch(`${running.api}/readyz`)).status).toBe(200);
    for (const line of [running.api, running.key, '`npm run stop` stops everything', 'start.log']) {
      expect(ended.stdout).toContain(line);
    }
    expect(running.shop).toBeNull();
  }

  const running = readRunning(home);
  if (!running) throw new Error('nothing runs');
  const second = await command('start.ts', ['--detach', '--wait']);
  expect(second.code).toBe(1);
  expect(second.stdout).toContain(`is already running (process ${String(running.pid)}, ${running.api})`);
  expect((await fetch(`${running.api}/readyz`)).status).toBe(200);

  for (const step of scripts.slice(-1)) {
    expect(await runStep(step)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Stopped ${running.api}`) as unknown,
    });
  }
  expect(existsSync(join(home, 'running.json'))).toBe(false);
  expect(await inspectProcess(running.pid)).toBeUndefined();
  await expect(fetch(`${running.api}/healthz`)).rejects.toThrow();
  expect(await command('stop.ts')).toMatchObject({ code: 0, stdout: `No stack runs with ${home}.\n` });
  // Its first seed stays: another seed would give other addresses.
  expect(await command('start.ts', [], { PURSER_TEST_SEED: 'another' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('was made with another seed') as unknown,
  });
});

it('fails with a reason if it cannot start, and leaves nothing running', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const refused = await command('start.ts', ['--detach'], { PURSER_PORT: String(port) });
  taken.close();
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain(`port ${String(port)} (PURSER_PORT) is taken`);
  for (const [name, value] of [
    ['PURSER_DURABLE', 'no'],
    ['PURSER_SHOP_PORT', 'none'],
  ] as const) {
    expect(await command('start.ts', [], { [name]: value })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(name) as unknown,
    });
  }
  expect(await command('start.ts', ['--detach', '--attached'])).toMatchObject({ code: 1 });
  expect(readRunning(home)).toBeUndefined();
}, 60_000);

it('stops no process that is not its own', async () => {
  const folder = join(home, 'foreign');
  mkdirSync(folder);
  const stack = { api: '', shop: null, key: '', database: '', registry: '', temporal: '', temporalUi: '' };
  const running = { ...stack, pid: process.pid, networks: [] };
  writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
  expect(readRunning(folder)).toMatchObject({ pid: process.pid });
  const refused = await command('stop.ts', [], { PURSER_HOME: folder });
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is not `npm start`') as unknown,
  });
});

it('does not mistake another process with the same number for a killed stack, and clears what the stack left', async () => {
  const folder = join(home, 'killed');
  mkdirSync(folder);
  // Its command line could be that of another stack.
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)', 'start.ts'], {
    stdio: 'ignore',
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('it did not begin');
  const stack = { api: '', shop: null, key: '', database: '', registry: '', temporal: '', temporalUi: '' };
  const write = (begun: string): void => {
    writeFileSync(join(folder, 'running.json'), JSON.stringify({ ...stack, pid, begun, networks: [] }));
  };
  try {
    write(beginningOf(pid));
    expect(readRunning(folder)).toMatchObject({ pid });
    write(beginningOf(process.pid));
    expect(readRunning(folder)).toBeUndefined();
    expect(await command('stop.ts', [], { PURSER_HOME: folder })).toMatchObject({
      code: 0,
      stdout: `No stack runs with ${folder}.\n`,
    });
    expect(existsSync(join(folder, 'running.json'))).toBe(false);
    expect(await inspectProcess(pid)).toBeDefined();
  } finally {
    child.kill();
  }
});

it('ends if the terminal that waits for it closes', { timeout: 120_000 }, async () => {
  const folder = join(home, 'left-alone');
  const child = spawn(process.execPath, [join(root, 'cli/start.ts'), '--detach'], {
    env: { ...env, PURSER_HOME: folder },
    stdio: 'ignore',
  });
  await eventually('it began', () => Promise.resolve(logOf(folder).includes('Starting Purser')));
  child.kill('SIGKILL');
  await eventually('it ended', () => Promise.resolve(logOf(folder).includes('Stopped')), 60_000);
  expect(existsSync(join(folder, 'running.json'))).toBe(false);
});
