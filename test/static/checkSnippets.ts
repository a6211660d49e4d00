import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './compareFile.ts';
import { runTool } from './runTool.ts';

/** Folders whose documents are not ours. */
const foreign = /(^|\/)(node_modules|\.purser|\.git|dist)(\/|$)/;

/**
 * Compiles the TypeScript of the documents under `strict`, as an integrator's project would. The snippets of
 * a document are one module, in order: a later one may use the results of an earlier one.
 */
export async function checkSnippets(root: string): Promise<Finding> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).then(found =>
    found.filter(entry => entry.isFile() && entry.name.endsWith('.md')),
  );
  const files = entries
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter(file => !foreign.test(file));
  const modules = new Map<string, string>();
  for (const file of files) {
    const code = snippetsOf(await readFile(join(root, file), 'utf8'));
    if (code !== undefined) modules.set(`${file.replaceAll('/', '.')}.ts`, code);
  }
  const folder = join(root, '.purser/snippets');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(strictly));
  for (const [name, code] of modules) await writeFile(join(folder, name), code);
  return runTool(root, 'tsc', ['--pretty', 'false', '--project', folder]);
}

/**
 * A document's TypeScript on its original lines, so that the compiler names those; undefined if it has none.
 */
export function snippetsOf(markdown: string): string | undefined {
  let inside = false;
  let found = false;
  const lines = markdown.split('\n').map(line => {
    if (!line.trimStart().startsWith('```')) return inside ? line : '';
    inside = !inside && /^\s*```(ts|typescript)\s*$/.test(line);
    found ||= inside;
    return '';
  });
  return found ? [...lines, 'export {};', ''].join('\n') : undefined;
}

/** The options of `tsc --strict` in a project of ES modules on Node. */
const strictly = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ['node'],
    typeRoots: ['../../node_modules/@types'],
    paths: {
      '@purser/client': ['../../client/index.ts'],
      'purser/testkit': ['../../testkit/startPurser.ts'],
    },
  },
  include: ['*.ts'],
};
