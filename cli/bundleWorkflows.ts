import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { readArgs } from './readArgs.ts';
import { fail } from './stack/runningStack.ts';

const usage = `Writes the workflow code as one script, for PURSER_WORKFLOW_BUNDLE.

  node cli/bundleWorkflows.ts FILE
`;

/**
 * `node cli/bundleWorkflows.ts FILE`: writes the workflow code as one script, for `PURSER_WORKFLOW_BUNDLE`.
 * An image that contains it starts at once, and all its workers run the same code.
 */
const file = fileToWrite();
const { code } = await bundleWorkflowCode({
  workflowsPath: join(import.meta.dirname, '../workflows/index.ts'),
  logger: new DefaultLogger('WARN'),
});
const target = resolve(file);
await mkdir(dirname(target), { recursive: true });
await writeFile(target, code);
process.stdout.write(`${target}: ${String(Math.round(code.length / 1024))} kB\n`);

function fileToWrite(): string {
  try {
    const { positionals } = readArgs({ run: 'node cli/bundleWorkflows.ts', usage, words: true, options: {} });
    const [named, ...more] = positionals;
    if (named !== undefined && more.length === 0) return named;
    throw new Error('give one output file');
  } catch (error) {
    fail('bundle', error);
  }
}
