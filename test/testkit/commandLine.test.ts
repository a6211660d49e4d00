import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../db/accounts/createAccount.ts';
import { createApiKey } from '../../db/accounts/createApiKey.ts';
import { createTestDatabase } from '../database.ts';

const root = join(import.meta.dirname, '../..');
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'purser-command-line-'));
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of this repository to its end, without a terminal. */
function run(
  script: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', PURSER_HOME: join(home, 'nothing'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const outcome = { code: null as number | null, stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => void (outcome.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => void (outcome.stderr += text.toString()));
  return new Promise(resolve => {
    child.once('close', code => {
      resolve({ ...outcome, code });
    });
  });
}

/** Our scripts that `npm run` runs, and the commands of a deployment. */
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const commands = Object.values(scripts)
  .flatMap(line => /bootstrap\.mjs (\S+\.ts)$/.exec(line)?.[1] ?? [])
  .concat(['cli/migrate.ts', 'cli/bundleWorkflows.ts']);

test.for(commands)('%s prints its usage, and refuses unknown options', { timeout: 120_000 }, async script => {
  const help = await run(script, ['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout.length).toBeGreaterThan(60);
  const wrong = await run(script, ['--no-such-option']);
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toMatch(/no-such-option/);
  expect(wrong.stderr).not.toMatch(/positional|\n +at |Unknown option/);
});

test.for(['up', 'mine', 'reorg', 'drop', 'replace', 'finalize', 'fault', 'resume'])(
  'chain %s prints its usage, and refuses unknown options',
  { timeout: 60_000 },
  async verb => {
    const help = await run('cli/chain.ts', [verb, '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(verb) as unknown });
    const wrong = await run('cli/chain.ts', [verb, '--no-such-option']);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('unknown option --no-such-option');
    // npm uses up the first `--`, and a second one would be an argument.
    expect(wrong.stderr).toContain(`\`npm run chain -- ${verb} --help\` for the options`);
  },
);

test('a reset says what it deletes, and deletes only what was agreed to', async () => {
  const state = join(home, 'state');
  mkdirSync(join(state, 'chains'), { recursive: true });
  mkdirSync(join(state, 'tools'));
  const reset = (...args: readonly string[]) => run('cli/reset.ts', args, { PURSER_HOME: state });
  for (const args of [['--help'], ['--yess'], ['now']]) await reset(...args);
  const asked = await reset();
  expect(asked.code).toBe(1);
  expect(asked.stdout).toContain(`permanently deletes from ${state}:\n  chains (the test chains)\n`);
  expect(asked.stderr).toContain('run it with --yes');
  expect(existsSync(join(state, 'chains'))).toBe(true);
  expect(await reset('--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Reset: ') as unknown,
  });
  expect([existsSync(join(state, 'chains')), existsSync(join(state, 'tools'))]).toEqual([false, true]);
});

test('options that npm used as its own are explained', async () => {
  const env = { npm_config_customer: 'alice' };
  const { stderr } = await run('cli/pay.ts', ['alice'], env);
  expect(stderr).toContain('write `npm run pay -- --customer …`');
  const mined = await run('cli/chain.ts', ['mine', 'now'], { npm_config_count: '3' });
  expect(mined.stderr).toContain('write `npm run chain -- mine --count …`');
  // `yes=false` in .npmrc is an empty variable.
  const reset = await run('cli/reset.ts', ['now'], { npm_config_yes: '' });
  expect(reset.stderr).not.toContain('npm used');
});

test('impossible input has a message without a library’s words', async () => {
  const network = {
    code: 'ETHEREUM',
    chainId: 31337,
    rpc: 'http://127.0.0.1:60999',
    tokens: {},
    faucetKey: '0x1',
  };
  const running = {
    pid: process.pid,
    api: 'http://127.0.0.1:60999',
    key: 'k',
    database: 'postgres://127.0.0.1:60999/x',
  };
  const rest = {
    registry: 'testkit/registry.json',
    shop: null,
    temporal: '',
    temporalUi: '',
    networks: [network],
  };
  const state = mkdtempSync(join(home, 'running-'));
  writeFileSync(join(state, 'running.json'), JSON.stringify({ ...running, ...rest }));
  const at = { PURSER_HOME: state };
  const cases: readonly (readonly [script: string, args: string, expected: string])[] = [
    ['cli/pay.ts', '--to 0x123 --currency ETH --amount 1', '--to must be an address'],
    ['cli/pay.ts', '--customer a --currency ETH --amount=-1', '--amount must be whole units'],
    ['cli/pay.ts', '--customer a --currency ETH --amount 1', 'the API does not answer'],
    ['cli/chain.ts', 'fault --kind x', '--kind must be one of empty_logs'],
    ['cli/chain.ts', 'fault --kind delay --rate 7', '--rate must be from 0 to 1'],
    ['cli/chain.ts', 'mine', '127.0.0.1:60999 does not answer (ECONNREFUSED)'],
    ['cli/rescan.ts', '--network ETHEREUM --tx 0xabc', '--tx must be a hash'],
    ['cli/keys.ts', 'accounts', '127.0.0.1:60999 does not answer (ECONNREFUSED)'],
    ['cli/keys.ts', 'list --live', 'list does not take --live'],
    ['cli/keys.ts', 'acounts', 'there is no command acounts'],
    [
      'cli/keys.ts',
      'create --account acc_01kamz9vxk3x7qd1n8r5t2c4e6 --scopes reed',
      '--scopes must be one of read, write, admin',
    ],
    ['cli/audit.ts', '', '127.0.0.1:60999 does not answer (ECONNREFUSED)'],
  ];
  for (const [script, args, expected] of cases) {
    const { code, stderr } = await run(script, args.split(' ').filter(Boolean), at);
    expect.soft(stderr, `${script} ${args}`).toContain(expected);
    expect.soft(stderr).not.toMatch(/fetch failed|version=|✖|\n +at /);
    expect.soft(code).not.toBe(0);
  }
}, 120_000);

test('keys lists the accounts of the running stack’s database', async () => {
  const { db, url, drop } = await createTestDatabase();
  const { accountId } = await createAccount(db, {
    name: 'Corner Books',
    livemode: true,
    pursePeriodSeconds: 60,
  });
  await createApiKey(db, accountId, { label: 'shop', scopes: ['read'] });
  const { stdout, stderr } = await run('cli/keys.ts', ['accounts'], { DATABASE_URL: url });
  expect(stderr).toBe('');
  expect(stdout).toContain(`${accountId}  live  1 keys  Corner Books`);
  await drop();
});

test('npm start names all taken ports before anything is installed, and says how to start a second stack', async () => {
  const servers = [createServer(), createServer()];
  const [api = 0, shop = 0] = await Promise.all(
    servers.map(
      server =>
        new Promise<number>(resolve => {
          server.listen(0, '127.0.0.1', () => {
            resolve((server.address() as AddressInfo).port);
          });
        }),
    ),
  );
  const { takenPorts } = (await import(join(root, 'startPorts.mjs'))) as {
    readonly takenPorts: (env: object) => Promise<string | undefined>;
  };
  const free = { PURSER_TEMPORAL_PORT: '0', PURSER_TEMPORAL_UI_PORT: '0', PURSER_CHAIN_PORT: '0' };
  const env = {
    ...free,
    PURSER_HOME: join(home, 'ports'),
    PURSER_PORT: String(api),
    PURSER_SHOP_PORT: String(shop),
  };
  const advice = await takenPorts(env);
  expect(advice).toContain(`${String(api)} (PURSER_PORT, the API) is taken`);
  expect(advice).toContain(`${String(shop)} (PURSER_SHOP_PORT, the shop) is taken`);
  const second = /^ *(PURSER_HOME=.* npm start)$/m.exec(advice ?? '')?.[1] ?? 'no line for a second stack';
  expect((await run('cli/start.ts', ['--help'])).stdout).toContain(second);
  const started = await run('bootstrap.mjs', ['cli/start.ts'], env);
  expect(started).toMatchObject({ code: 1, stdout: '', stderr: `purser: ${advice ?? ''}\n` });
  // A stack with this very folder says so itself.
  mkdirSync(env.PURSER_HOME);
  writeFileSync(join(env.PURSER_HOME, 'running.json'), '{}');
  expect(await takenPorts(env)).toBeUndefined();
  for (const server of servers) server.close();
  expect(await takenPorts({ ...env, PURSER_HOME: join(home, 'other') })).toBeUndefined();
});
