import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readArgs } from '../../cli/readArgs.ts';
import { fail } from '../../cli/stack/runningStack.ts';
import { checkClientTypes } from './checkClientTypes.ts';
import { checkFolders } from './checkFolders.ts';
import { checkLengths } from './checkLengths.ts';
import { checkOpenApi } from './checkOpenApi.ts';
import { checkSchema } from './checkSchema.ts';
import { checkSnippets } from './checkSnippets.ts';
import type { Finding } from './compareFile.ts';
import { checkDocuments } from './docs/checkDocuments.ts';
import { lintOpenApi } from './lintOpenApi.ts';
import { runTool } from './runTool.ts';

// `npm run check`: everything about the code that can be told without running the product. `--write` mends
// what can be mended by a program: the layout, the dump of the schema, the OpenAPI document, the client's types.

interface Gate {
  readonly name: string;
  readonly run: () => Promise<Finding>;
}

const root = join(import.meta.dirname, '../..');
const usage = `Checks everything about the code that can be told without running the product.

  npm run check

  --write  mends what a program can mend: the layout, the dump of the schema, the OpenAPI document, the client's types
`;
const { write } = readCommandLine();

const folders = (await readdir(root, { withFileTypes: true }))
  .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
  .map(entry => entry.name);

/** The longest first, so that the last to end is a short one. */
const gates: readonly Gate[] = [
  { name: 'types', run: () => runTool(root, 'tsc', ['--noEmit', '--pretty', 'false']) },
  // What runs in a browser knows other globals than the rest.
  ...['api/checkout/page', 'test/browser', 'explore'].map(folder => ({
    name: `types of ${folder}`,
    run: () => runTool(root, 'tsc', ['--noEmit', '--pretty', 'false', '--project', folder]),
  })),
  {
    name: 'layout',
    run: () => runTool(root, 'prettier', ['--log-level', 'warn', write ? '--write' : '--check', '.']),
  },
  { name: 'schema', run: () => checkSchema(root, write) },
  {
    name: 'lint',
    run: () => runTool(root, 'oxlint', ['--type-aware', '--deny-warnings', '--format', 'unix']),
  },
  { name: 'OpenAPI', run: () => checkOpenApi(root, write) },
  { name: 'OpenAPI rules', run: () => lintOpenApi(root) },
  { name: 'client', run: () => checkClientTypes(root, write) },
  { name: 'snippets', run: () => checkSnippets(root) },
  {
    name: 'imports',
    run: () =>
      runTool(root, 'depcruise', ['--config', '.dependency-cruiser.mjs', ...folders, '*.ts', '*.mjs']),
  },
  { name: 'folders', run: () => checkFolders(root) },
  { name: 'lengths', run: () => checkLengths(root) },
  { name: 'documents', run: () => checkDocuments(root) },
  { name: 'unused', run: () => runTool(root, 'knip', ['--no-progress', '--no-config-hints']) },
];

/** Two at a time: more would only take turns on a small machine. */
async function runAll(): Promise<number> {
  const waiting = [...gates];
  let failures = 0;
  const runner = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
      const began = performance.now();
      const finding = await gate.run().catch((error: unknown) => ({
        passed: false,
        output: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }));
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      print(`${finding.passed ? 'passed' : 'FAILED'}  ${gate.name}  ${seconds} s`);
      if (!finding.passed) failures += 1;
      if (finding.output !== '' && (!finding.passed || write))
        print(finding.output.replaceAll(/^/gm, '    '));
    }
  };
  await Promise.all([runner(), runner()]);
  return failures;
}

function readCommandLine(): { readonly write: boolean } {
  try {
    const options = { write: { type: 'boolean', default: false } } as const;
    return readArgs({ run: 'npm run check', usage, options }).values;
  } catch (error) {
    fail('check', error);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const failures = await runAll();
print(`${String(gates.length - failures)} passed, ${String(failures)} failed`);
process.exitCode = failures === 0 ? 0 : 1;
