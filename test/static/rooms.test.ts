import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { IConfiguration, ICruiseResult } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFolders } from './checkFolders.ts';
import { checkLengths } from './checkLengths.ts';

// A small copy of the repository, with real and forbidden imports, under the rules of `npm run check`.

const packages = { '@temporalio/workflow': 'dependencies', kysely: 'dependencies', ethers: 'dependencies' };
const devPackages = { hardhat: 'devDependencies' };

const target = 'export const value = 1;\nexport type Value = number;\n';
const targets = [
  'domain/money.ts',
  'db/connect.ts',
  'db/deposits/lock.ts',
  'db/scanning/commit.ts',
  'chain/readBlock.ts',
  'activities/scanning/scan.ts',
  'workflows/purse.ts',
  'api/app.ts',
  'testkit/chain.ts',
  'client/index.ts',
  'test/setup.ts',
  'env.ts',
  'registry.ts',
];

/** One line of code, its file, and the rules it breaks. */
const cases: readonly (readonly [file: string, line: string, rules: readonly string[]])[] = [
  ['api/readsChain.ts', `import '../chain/readBlock.ts';`, ['api-rooms']],
  ['api/readsChainType.ts', `import type { Value } from '../chain/readBlock.ts';`, ['api-rooms']],
  ['api/runsWorkflow.ts', `import { value } from '../workflows/purse.ts';`, ['api-rooms']],
  ['api/namesWorkflow.ts', `import type { Value } from '../workflows/purse.ts';`, ['api-rooms']],
  ['api/usesDb.ts', `import { value } from '../db/connect.ts';`, []],
  ['api/runsSql.ts', `import { sql } from 'kysely';`, ['sql-in-db']],
  ['api/asksEthers.ts', `import 'ethers';`, ['api-reads-no-chain']],
  ['api/loadsTestkit.ts', `await import('../testkit/chain.ts');`, ['api-rooms']],
  ['api/readsEnvironment.ts', `import { value } from '../env.ts';`, ['import-of-env']],
  ['api/checkout/page/usesServer.ts', `import type { Value } from '../../app.ts';`, ['page-alone']],
  ['api/usesDevPackage.ts', `import 'hardhat';`, ['api-no-dev-dependencies']],
  [
    'workflows/runsActivity.ts',
    `import { value } from '../activities/scanning/scan.ts';`,
    ['workflows-types-only'],
  ],
  ['workflows/namesActivity.ts', `import type { Value } from '../activities/scanning/scan.ts';`, []],
  ['workflows/usesTemporal.ts', `import '@temporalio/workflow';`, []],
  ['workflows/usesKysely.ts', `import 'kysely';`, ['workflows-packages', 'sql-in-db']],
  ['workflows/usesNode.ts', `import 'node:crypto';`, ['workflows-no-node']],
  ['domain/usesNode.ts', `import { readFileSync } from 'node:fs';`, ['domain-no-node']],
  ['domain/namesNode.ts', `import type { Stats } from 'node:fs';`, ['domain-no-node']],
  ['domain/usesDb.ts', `import type { Value } from '../db/connect.ts';`, ['domain-rooms']],
  ['domain/usesPackage.ts', `import type { Kysely } from 'kysely';`, ['domain-packages']],
  ['domain/usesItself.ts', `import { value } from './money.ts';`, []],
  ['db/usesChain.ts', `import { value } from '../chain/readBlock.ts';`, ['db-rooms']],
  ['db/usesNothingThere.ts', `import './gone.ts';`, ['no-unresolvable']],
  ['db/one.ts', `import './two.ts';`, ['no-cycles']],
  // A cycle is reported once.
  ['db/two.ts', `import './one.ts';`, []],
  ['db/oneType.ts', `import type { Value } from './twoType.ts';`, ['no-cycles']],
  ['db/twoType.ts', `import type { Value } from './oneType.ts';`, []],
  ['db/scanning/usesDeposits.ts', `import { value } from '../deposits/lock.ts';`, []],
  ['db/deposits/usesScanning.ts', `import { value } from '../scanning/commit.ts';`, ['wing-deposits']],
  ['db/outbox/namesScanning.ts', `import type { Value } from '../scanning/commit.ts';`, ['wing-outbox']],
  ['db/outbox/usesRoot.ts', `import { value } from '../connect.ts';`, []],
  ['db/usesWing.ts', `import { value } from './deposits/lock.ts';`, ['wing-none']],
  ['db/migrations/usesWing.ts', `import { value } from '../deposits/lock.ts';`, ['wing-none']],
  ['testkit/usesApi.ts', `import '../api/app.ts';`, ['testkit-rooms']],
  ['testkit/usesDevPackage.ts', `import 'hardhat';`, []],
  ['examples/usesClient.ts', `import '../client/index.ts'; import 'node:http';`, []],
  ['examples/usesDb.ts', `import '../db/connect.ts';`, ['examples-rooms']],
  ['cli/usesTest.ts', `import '../test/setup.ts';`, ['cli-rooms']],
  ['cli/usesTestkit.ts', `import '../testkit/chain.ts'; import '../env.ts';`, []],
  ['cli/keys.ts', `import '../testkit/chain.ts';`, ['production-commands']],
  ['server.ts', `await import('./testkit/chain.ts');`, []],
  ['worker.ts', `import './testkit/chain.ts'; import './env.ts';`, ['roots-load-testkit-dynamically']],
  ['bootstrap.mjs', `import 'node:fs'; import 'kysely';`, ['bootstrap-alone']],
  ['chain/usesRegistry.ts', `import '../registry.ts';`, ['import-of-registry']],
];

let house: string;
let broken: Map<string, Set<string>>;

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'purser-rooms-'));
  const dependencies = Object.fromEntries(Object.keys(packages).map(name => [name, '*']));
  const devDependencies = Object.fromEntries(Object.keys(devPackages).map(name => [name, '*']));
  await write('package.json', JSON.stringify({ type: 'module', dependencies, devDependencies }));
  await write('tsconfig.json', '{ "compilerOptions": { "module": "nodenext" } }');
  await write('.gitignore', 'node_modules/\n');
  for (const name of Object.keys({ ...packages, ...devPackages })) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    await write(`node_modules/${name}/index.js`, '');
  }
  for (const file of targets) await write(file, target);
  for (const [file, line] of cases) await write(file, `${line}\n${target}`);
  broken = await rulesBroken();
});

afterAll(() => rm(house, { recursive: true, force: true }));

describe('imports', () => {
  test.for(cases.filter(([, , rules]) => rules.length > 0))('%s: %s breaks %s', ([file, , rules]) => {
    expect([...(broken.get(file) ?? [])].toSorted()).toEqual([...rules].toSorted());
  });

  test.for(cases.filter(([, , rules]) => rules.length === 0))('%s: %s is allowed', ([file]) => {
    expect([...(broken.get(file) ?? [])]).toEqual([]);
  });
});

describe('folders', () => {
  test('rooms and composition roots are known', async () => {
    expect(await checkFolders(house)).toMatchObject({ passed: true });
  });

  test('a folder and a program that no table lists are refused', async () => {
    await write('utils/index.ts', target);
    await write('scratch.ts', target);
    const { passed, output } = await checkFolders(house);
    expect(passed).toBe(false);
    expect(output).toContain('scratch.ts, utils');
  });

  test('a wing of db/ without a place in the order is refused', async () => {
    await write('db/sundries/index.ts', target);
    const { passed, output } = await checkFolders(house);
    await rm(join(house, 'db/sundries'), { recursive: true });
    expect(passed).toBe(false);
    expect(output).toContain('db/sundries');
  });

  test('a folder may hold 25 files, and a 26th is refused, wherever it is', async () => {
    await rm(join(house, 'utils'), { recursive: true });
    await rm(join(house, 'scratch.ts'));
    for (let nth = 1; nth <= 25; nth++) await write(`domain/ledger/rule${String(nth)}.ts`, target);
    expect(await checkFolders(house)).toMatchObject({ passed: true });
    await write('domain/ledger/rule26.md', '');
    const { passed, output } = await checkFolders(house);
    expect(passed).toBe(false);
    expect(output).toContain('domain/ledger (26)');
  });

  test('decision records, migrations and recorded histories may be more', async () => {
    await rm(join(house, 'domain/ledger'), { recursive: true });
    for (const folder of ['docs/decisions', 'db/migrations', 'test/replay/histories/2026-11/purse'])
      for (let nth = 1; nth <= 30; nth++) await write(`${folder}/${String(nth)}.md`, '');
    expect(await checkFolders(house)).toMatchObject({ passed: true });
  });
});

describe('files', () => {
  const lines = (count: number): string => 'export {};\n'.repeat(count);
  const explained = (count: number): string => `// Made by a program.\n${lines(count - 1)}`;

  test('a file may have 250 lines, and one of 251 is refused, whatever its language', async () => {
    await write('domain/rule.ts', lines(250));
    await write('api/page.css', lines(250));
    expect(await checkLengths(house, [])).toMatchObject({ passed: true });
    await write('domain/rule.ts', lines(251));
    await write('api/page.css', lines(252));
    const { passed, output } = await checkLengths(house, []);
    expect(passed).toBe(false);
    expect(output).toContain('api/page.css (252), domain/rule.ts (251)');
  });

  test('tests, prose and what git ignores may be longer', async () => {
    await rm(join(house, 'domain/rule.ts'));
    await rm(join(house, 'api/page.css'));
    for (const file of ['test/db/story.test.ts', 'docs/manual.md', 'node_modules/kysely/long.ts'])
      await write(file, lines(1000));
    expect(await checkLengths(house, [])).toMatchObject({ passed: true });
  });

  test('a file that is named may be longer, if a comment at its top says why', async () => {
    await write('db/schema.ts', explained(251));
    await write('db/migrations/0001_initial.ts', explained(300));
    expect(await checkLengths(house, ['db/schema.ts', 'db/migrations'])).toMatchObject({ passed: true });
    await write('db/schema.ts', lines(251));
    const { passed, output } = await checkLengths(house, ['db/schema.ts', 'db/migrations']);
    expect(passed).toBe(false);
    expect(output).toContain('says why it is so long: db/schema.ts');
  });

  test('a name that no long file needs any more is refused', async () => {
    await write('db/schema.ts', explained(250));
    const { passed, output } = await checkLengths(house, ['db/schema.ts', 'db/migrations', 'db/gone.ts']);
    expect(passed).toBe(false);
    expect(output).toContain('not long: db/schema.ts, db/gone.ts');
  });
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(house, file)), { recursive: true });
  await writeFile(join(house, file), text);
}

async function rulesBroken(): Promise<Map<string, Set<string>>> {
  const config = await readConfig();
  const { output } = await cruise(
    [...new Set([...targets, ...cases.map(([file]) => file)])],
    { ...config.options, ruleSet: { forbidden: config.forbidden ?? [] }, validate: true, baseDir: house },
    config.options?.enhancedResolveOptions,
  );
  const found = new Map<string, Set<string>>();
  for (const { from, rule } of (output as ICruiseResult).summary.violations) {
    found.set(from, (found.get(from) ?? new Set()).add(rule.name));
  }
  return found;
}

async function readConfig(): Promise<IConfiguration> {
  const url = new URL('../../.dependency-cruiser.mjs', import.meta.url).href;
  const { default: config } = (await import(url)) as { readonly default: IConfiguration };
  return config;
}
