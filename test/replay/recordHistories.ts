// `npm run record:histories`: runs the tests that run workflows, and keeps the histories that show a new path.
import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readArgs, UsageError } from '../../cli/readArgs.ts';
import { fail } from '../../cli/stack/runningStack.ts';
import { keepNew } from './keepNew.ts';

const root = join(import.meta.dirname, '../..');
const histories = join(import.meta.dirname, 'histories');
const run = 'npm run record:histories';
const usage = `Records the histories of the workflows' code of today, for test/replay.

  npm run record:histories -- 2026-12-purpose                                  runs all tests that run workflows
  npm run record:histories -- 2026-12-purpose test/workflows/purse.test.ts     runs these

  --all  keeps each history, not only those with a step that follows another for the first time

The name says when and why: it is the folder in test/replay/histories.
`;

async function main(): Promise<number> {
  const { values, positionals } = readArgs({
    run,
    usage,
    words: true,
    options: { all: { type: 'boolean', default: false } },
  });
  const [name = '', ...named] = positionals;
  if (!/^\d{4}-\d{2}(-[a-z0-9]+)*$/.test(name))
    throw new UsageError(`give a name such as 2026-12-purpose\n\n${usage}`);
  const target = join(histories, name);
  if (existsSync(target)) throw new UsageError(`${target} exists: recorded histories are never replaced`);
  const recorded = await mkdtemp(join(tmpdir(), 'purser-histories-'));
  try {
    const code = await runTests(named.length > 0 ? named : testsThatRecord(), recorded);
    if (code !== 0) {
      process.stderr.write('Nothing was kept, as a test failed.\n');
      return code;
    }
    const found = listOf(recorded);
    const kept = values.all
      ? found
      : keepNew(pathsOf(recorded, found), pathsOf(histories, listOf(histories)));
    for (const file of kept) {
      await mkdir(dirname(join(target, file)), { recursive: true });
      await cp(join(recorded, file), join(target, file));
    }
    report(found, kept, name);
    return 0;
  } finally {
    await rm(recorded, { recursive: true, force: true });
  }
}

/** The tests whose workflows run on a server that records. */
function testsThatRecord(): readonly string[] {
  return globSync('test/**/*.test.ts', { cwd: root }).filter(file =>
    /start(WorkflowServer|DevServer|TestStack)\(/.test(readFileSync(join(root, file), 'utf8')),
  );
}

async function runTests(files: readonly string[], folder: string): Promise<number> {
  const child = spawn(process.execPath, [join(root, 'node_modules/.bin/vitest'), 'run', ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PURSER_RECORD_HISTORIES: folder },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => {
      resolve(code ?? 1);
    });
  });
}

const listOf = (folder: string): readonly string[] => globSync('**/*.json', { cwd: folder }).toSorted();

const pathsOf = (folder: string, files: readonly string[]) =>
  files.map(file => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

function report(found: readonly string[], kept: readonly string[], name: string): void {
  const typeOf = (file: string): string => dirname(file);
  const types = [...new Set(found.map(typeOf))].toSorted();
  for (const type of types) {
    const count = (files: readonly string[]): string =>
      String(files.filter(file => typeOf(file) === type).length);
    process.stdout.write(`${type}: ${count(found)} recorded, ${count(kept)} kept\n`);
  }
  process.stdout.write(
    kept.length === 0
      ? 'No path is new.\n'
      : `They are in test/replay/histories/${name}. Read them, and then: npm test -- test/replay -u\n`,
  );
}

try {
  process.exitCode = await main();
} catch (error) {
  fail('record:histories', error);
}
