import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { checkCalls } from './checkCalls.ts';
import { checkCommands } from './checkCommands.ts';
import { checkDocuments } from './checkDocuments.ts';
import { checkCitations, checkLinks } from './checkLinks.ts';
import { checkNames, checkSettings } from './checkNames.ts';
import { checkPaths } from './checkPaths.ts';
import { readPrograms } from './readPrograms.ts';
import type { Repository } from './repository.ts';
import { readRepository, repositoryOf } from './repository.ts';
import { commandsOf } from './shellWords.ts';

const program = (file: string): string => `exec node bootstrap.mjs ${file}`;

/** A small repository. Documents and code of a test are added to it, or replace files of it. */
const small: Readonly<Record<string, string>> = {
  '.gitignore': 'dist/\n.purser/\n',
  '.env.example': 'SHOP_URL=replace-me\n',
  'package.json': JSON.stringify({
    scripts: {
      start: program('cli/start.ts'),
      test: 'exec node bootstrap.mjs vitest run',
      pay: program('cli/pay.ts'),
      keys: program('cli/keys.ts'),
      chain: program('cli/chain.ts'),
      format: 'exec node bootstrap.mjs prettier --write .',
    },
  }),
  'client/package.json': JSON.stringify({ scripts: { pack: 'tsc' } }),
  'cli/start.ts': `const options = { wait: { type: 'boolean', default: false } } as const;
    const usage = \`Starts.\`;
    readArgs({ run: 'npm start', usage, options });`,
  'cli/pay.ts': `readArgs({ run: 'npm run pay', usage: 'Pays.', options: {
    customer: { type: 'string' }, 'block-time': { type: 'string', default: String(5 * 60) }, n: { type: 'boolean', short: 'n' } } });`,
  'cli/keys.ts': `const usage = \`Keys of \${'accounts'}.

  npm run keys -- list --account acc_…    an account's keys
  npm run keys -- seed                    a seed
\`;
    readArgs({ run: 'npm run keys', usage, words: true, options: { account: { type: 'string' } } });`,
  'cli/chain.ts': `import { mine } from './verbs/mine.ts';`,
  'cli/verbs/target.ts': `export const target = { network: { type: 'string' } } as const;`,
  'cli/verbs/mine.ts': `import { target } from './target.ts';
    export const mine = { usage: 'mine  mines', run(args) {
      readArgs({ run: 'npm run chain -- mine', usage: mine.usage, args, options: { ...target, count: { type: 'string' } } });
    } };`,
  'db/credit.ts': `env['PURSER_PORT']; const name = 'purser_head'; class PurserError {}`,
  'db/scanning/scan.ts': '// docs/rules-of-money.md, 1',
  'db/credit.test.ts': `env['PURSER_PROT']`,
  'docker-compose.yml': 'environment: { PURSER_PORT: "${HTTP_PORT:-8080}", TEMPORAL_OF_THE_IMAGE: 1 }',
  'docs/prometheus/alerts.yml': '- alert: PurserHeadStands',
  'docs/openapi.json': JSON.stringify({
    paths: {
      '/v1/events': { get: { parameters: [{ name: 'type', in: 'query' }] } },
      '/v1/events/{id}/redeliver': { post: { parameters: [{ name: 'id', in: 'path' }] } },
    },
  }),
  'docs/rules-of-money.md': '# Rules of money\n\n## 1. Status\n',
  'docs/other.md':
    '# Other\n\n## What `npm start` does\n\n## Twice\n\n## Twice\n\n`PURSER_PORT`, `HTTP_PORT`\n',
  'docs/images/page.png': '',
};

/** The small repository with some files more. */
function withFiles(files: Readonly<Record<string, string>>): Repository {
  const all = { ...small, ...files };
  return repositoryOf(Object.keys(all), new Map(Object.entries(all)));
}

const inReadme = (text: string): Repository => withFiles({ 'README.md': text });
const sh = (text: string): string => `\`\`\`sh\n${text}\n\`\`\`\n`;

test('the small repository has no fault', () => {
  const checks = [
    checkLinks,
    checkCitations,
    checkCommands,
    checkPaths,
    checkNames,
    checkSettings,
    checkCalls,
  ];
  expect(checks.flatMap(check => check(withFiles({})))).toEqual([]);
});

describe('links', () => {
  test.for([
    '[a](docs/other.md)',
    '[a](docs/other.md#what-npm-start-does)',
    '[a](docs/other.md#twice-1)',
    '[a](#own)\n\n# Own',
    '[a](docs/) and [b](docs/images)',
    '![a](docs/images/page.png)',
    '[a](https://example.com/x) <https://example.com>',
    '`[a](gone.md)`',
    '```md\n[a](gone.md)\n```',
  ])('%s is right', text => {
    expect(checkLinks(inReadme(text))).toEqual([]);
  });

  test.for([
    ['[a](docs/gone.md)', 'docs/gone.md leads to no file'],
    ['[a](docs/other.md#gone)', 'docs/other.md#gone leads to no heading'],
    ['[a](docs/other.md#twice-2)', 'docs/other.md#twice-2 leads to no heading'],
    ['[a](#gone)', '#gone leads to no heading'],
    ['[a](docs/images/page.png#gone)', 'docs/images/page.png#gone leads to no heading'],
    ['![a](docs/images/gone.png)', 'docs/images/gone.png leads to no file'],
    ['<img src="docs/gone.png">', 'docs/gone.png leads to no file'],
    ['[a][b]\n\n[b]: gone.md', 'gone.md leads to no file'],
    ['[a](dist/made.md)', 'dist/made.md leads to no file'],
    ['```sh\n# no heading\n```\n[a](#no-heading)', '#no-heading leads to no heading'],
  ] as const)('%s is found', ([text, fault]) => {
    expect(checkLinks(inReadme(text))).toEqual([`README.md: ${fault}`]);
  });

  test('a link is read from the folder of its document', () => {
    expect(checkLinks(withFiles({ 'docs/a.md': '[a](other.md) [b](../db/credit.ts)' }))).toEqual([]);
    expect(checkLinks(withFiles({ 'docs/a.md': '[a](docs/other.md)' }))).toHaveLength(1);
  });
});

describe('what code cites', () => {
  test.for([
    ['db/a.ts', '// docs/rules-of-money.md, 2', 'docs/rules-of-money.md, 2 is no rule of it'],
    ['test/a.test.ts', `describe('Rules of money 1 and 3')`, 'Rules of money 1 and 3 is no rule of it'],
    ['db/a.ts', '// docs/gone.md says why', 'docs/gone.md does not exist'],
  ] as const)('%s: %s is found', ([file, text, fault]) => {
    expect(checkCitations(withFiles({ [file]: text }))).toEqual([`${file}: ${fault}`]);
  });
});

describe('commands', () => {
  test.for([
    '`npm start`, `npm start -- --wait`, `npm test -- db/credit.test.ts db -u`',
    '`npm run pay -- --customer ann --block-time=3 -n`, `npm run pay -- --help`, `npm run format`',
    '`npm run keys`, `npm run keys -- list --account acc_…`, `npm run keys -- seed`',
    '`npm run chain`, `npm run chain -- --help`, `npm run chain -- mine --count 3 --network BSC`',
    '`npm ci`, `npm install x`, `node --test`, `node -e 1`, `npm run --silent pay -- --customer ann`',
    '`PAY` is `npm run pay -- --customer ann`: `PAY --block-time 5`',
    sh(
      "npm start    # npm printed it, too; don't\nnpm run pay -- --customer 'a\nb' | grep --only x && npm start -- --wait",
    ),
    sh('docker run x node cli/keys.ts list --account acc_…'),
    '```ts\nnpm run gone\n```',
  ])('%s is right', text => {
    expect(checkCommands(inReadme(text))).toEqual([]);
  });

  test.for([
    ['`npm run gone`', '`npm run gone` is no script of package.json'],
    [sh('X=1 npm stop'), '`npm stop` is no script of package.json'],
    [
      '`npm run pay --customer ann`',
      '`npm run pay --customer` gives the option to npm: it lacks -- before it',
    ],
    ['`npm run pay -- --custmer ann`', '`npm run pay -- --custmer ann`: unknown option --custmer'],
    ['`npm run pay -- ann`', '`npm run pay -- ann`: unexpected argument ann'],
    ['`npm run pay -- --customer`', '`npm run pay -- --customer`: --customer needs a value'],
    ['`npm start -- --wait=1`', '`npm start -- --wait=1`: --wait takes no value'],
    ['`npm run keys -- lst`', '`npm run keys -- lst`: lst is no verb of it'],
    ['`npm run keys -- seed --account a`', '`npm run keys -- seed --account a`: seed takes no --account'],
    ['`npm run chain -- mien`', '`npm run chain -- mien` is no verb of it'],
    ['`npm run chain -- mine --cuont 3`', '`npm run chain -- mine --cuont 3`: unknown option --cuont'],
    ['`npm test -- test/gone`', '`npm test -- test/gone` runs no test'],
    ['`node cli/gone.ts`', '`node cli/gone.ts` runs no file of the repository'],
    ['`node cli/pay.ts --custmer a`', '`npm run pay -- --custmer a`: unknown option --custmer'],
    ['`PAY` is\n`npm run pay --`: `PAY --x`', '`npm run pay -- --x`: unknown option --x'],
    [sh('npm start \\\n  -- --wiat'), '`npm start -- --wiat`: unknown option --wiat'],
    [sh('(npm run pay -- --x)'), '`npm run pay -- --x`: unknown option --x'],
    ['```yaml\nrun: npm start -- --wiat\n```', '`npm start -- --wiat`: unknown option --wiat'],
  ] as const)('%s is found', ([text, fault]) => {
    expect(checkCommands(inReadme(text))).toEqual([`README.md: ${fault}`]);
  });

  test('a package in a folder has scripts of its own', () => {
    expect(checkCommands(withFiles({ 'client/README.md': '`npm run pack`' }))).toEqual([]);
    expect(checkCommands(inReadme('`npm run pack`'))).toHaveLength(1);
  });

  test('a usage that names what its program refuses is found', () => {
    const usage = 'Pays.\n\n  npm run pay -- [--custmer NAME] --n    pays\n';
    const code = `readArgs({ run: 'npm run pay', usage: ${JSON.stringify(usage)}, options: {} });`;
    expect(checkCommands(withFiles({ 'cli/pay.ts': code }))).toEqual([
      'cli/pay.ts: `npm run pay -- --custmer NAME --n`: unknown option --custmer',
    ]);
  });

  test('a program whose options cannot be read is no program without options', () => {
    const code = `readArgs({ run: 'npm run pay', usage: 'Pays.', options: optionsOf(process) });`;
    expect(() => readPrograms(withFiles({ 'cli/pay.ts': code }))).toThrow('cli/pay.ts');
  });

  test('words of a shell are taken as the shell takes them', () => {
    expect(commandsOf(`A=1 b 'c d' "e'f" x'y z' # g h\ni \\\n j && k|l; m > n; $(o "p\nq")`)).toEqual([
      ['A=1', 'b', 'c d', "e'f", 'xy z'],
      ['i', 'j'],
      ['k'],
      ['l'],
      ['m'],
      ['n'],
      ['o', 'p\nq'],
    ]);
  });
});

describe('paths', () => {
  test.for([
    '`db/credit.ts`, `credit.ts`, `scanning/scan.ts`, `db/`, `scanning/`, `db/scanning`, `.gitignore`',
    '`dist/`, `.purser/running.json`, `.ts`, `….md`, `purse/{id}`, `db/{id}`, `eve/x`, `1/2`',
    'See docs/other.md, and (docs/other.md). https://example.com/docs/gone.md',
  ])('%s is right', text => {
    expect(checkPaths(inReadme(text))).toEqual([]);
  });

  test.for([
    ['`db/gone.ts`', 'db/gone.ts'],
    ['`gone.ts`', 'gone.ts'],
    ['`db/gone`', 'db/gone'],
    ['`gone/`', 'gone/'],
    ['`scanning/credit.ts`', 'scanning/credit.ts'],
    ['See docs/gone.md.', 'docs/gone.md'],
    ['`cat db/gone.sql | sort`', 'db/gone.sql'],
    [sh('psql -f db/gone.sql'), 'db/gone.sql'],
  ] as const)('%s is found', ([text, path]) => {
    expect(checkPaths(inReadme(text))).toEqual([`README.md: \`${path}\` is no file and no folder`]);
  });
});

describe('names', () => {
  test.for([
    '`PURSER_PORT`, SHOP_URL, `purser_head`, `PurserError`, PurserHeadStands',
    sh('curl -H "$PURSER_KEY" ${SHOP_KEY}'),
    '```ts\nconst { PURSER_KEY, SHOP_KEY } = process.env; process.env.PURSER_ID;\n```',
  ])('%s is right', text => {
    expect(checkNames(inReadme(text))).toEqual([]);
  });

  test.for([
    ['set PURSER_PROT', 'PURSER_PROT is no setting of a program'],
    [sh('PURSER_PROT=1 npm start'), 'PURSER_PROT is no setting of a program'],
    ['`TEMPORAL_ADRESS`', 'TEMPORAL_ADRESS is no setting of a program'],
    ['`purser_haed`', 'purser_haed is no metric, role or method of a program'],
    ['`PurserHeadFalls`', 'PurserHeadFalls is no alert, search attribute or type of a program'],
  ] as const)('%s is found', ([text, fault]) => {
    expect(checkNames(inReadme(text))).toEqual([`README.md: ${fault}`]);
  });

  test('a setting that no document names is found, in programs and in the compose file', () => {
    const code = { 'worker.ts': `env['PURSER_NEW']`, 'docker-compose.yml': '${NEW_PORT:-1}' };
    expect(checkSettings(withFiles(code))).toEqual([
      'docker-compose.yml: NEW_PORT is in no document',
      'worker.ts: PURSER_NEW is in no document',
    ]);
    expect(checkSettings(withFiles({ ...code, 'README.md': '`PURSER_NEW`, `NEW_PORT`' }))).toEqual([]);
  });
});

describe('calls of the API', () => {
  test.for([
    '`GET /v1/events?type=x`, `/v1/events`, all of `/v1`, `POST /v1/events/{eventId}/redeliver`',
    '`POST /v1/events/evt_…/redeliver`, `POST /screen`, `/events/{id}/redeliver`',
    sh(`curl -s "$API/v1/events?type=$TYPE" "$API/v1/events/$EVENT/redeliver" -d '{}'`),
  ])('%s is right', text => {
    expect(checkCalls(inReadme(text))).toEqual([]);
  });

  test.for([
    ['`POST /v1/events`', 'POST /v1/events is not in docs/openapi.json'],
    ['`GET /v1/evnts`', 'GET /v1/evnts is not in docs/openapi.json'],
    ['`GET /v1/events/{id}`', 'GET /v1/events/{id} is not in docs/openapi.json'],
    ['`/v1/events/{id}/gone`', ' /v1/events/{id}/gone is not in docs/openapi.json'],
    ['`POST /events/{id}/redeliver`', 'POST /events/{id}/redeliver lacks /v1'],
    [sh(`curl "$API/v1/events?type=x&tpye=y"`), ' /v1/events?type=x&tpye=y has no parameter tpye'],
  ] as const)('%s is found', ([text, fault]) => {
    expect(checkCalls(inReadme(text))).toEqual([`README.md: ${fault}`]);
  });
});

test('the gate reads what git has, and not what git ignores', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'purser-documents-'));
  await promisify(execFile)('git', ['init', '--quiet'], { cwd: folder });
  for (const [file, text] of Object.entries({ ...small, 'dist/README.md': '[a](gone.md)' })) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const { files } = await readRepository(folder);
  expect([...files].toSorted()).toEqual(Object.keys(small).toSorted());
  expect(await checkDocuments(folder)).toEqual({ passed: true, output: '' });
  await writeFile(join(folder, 'README.md'), '[a](gone.md) `npm run gone` `gone.ts`\n');
  const { passed, output } = await checkDocuments(folder);
  expect(passed).toBe(false);
  expect(output.split('\n')).toHaveLength(3);
  await rm(folder, { recursive: true });
});
