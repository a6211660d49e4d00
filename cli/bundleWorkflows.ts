import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/**
 * `node cli/bundleWorkflows.ts FILE`: writes the workflow code as one script, for `PURSER_WORKFLOW_BUNDLE`.
 * An image that carries it starts at once, and all its workers run the same code.
 */
const [file] = parseArgs({ allowPositionals: true }).positionals;
if (file === undefined) {
  process.stderr.write('purser bundle: name the file to write\n');
  process.exit(1);
}
const { code } = await bundleWorkflowCode({
  workflowsPath: join(import.meta.dirname, '../workflows/index.ts'),
  logger: new DefaultLogger('WARN'),
});
const target = resolve(file);
await mkdir(dirname(target), { recursive: true });
await writeFile(target, code);
process.stdout.write(`${target}: ${String(Math.round(code.length / 1024))} kB\n`);
