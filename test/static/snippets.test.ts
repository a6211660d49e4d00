import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSnippets, snippetsOf } from './checkSnippets.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'purser-snippets-'));
  await mkdir(join(folder, 'docs'));
  for (const name of ['node_modules', 'client']) await symlink(join(root, name), join(folder, name));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a snippet keeps its own lines, and other languages are left out', () => {
  const document = [
    '# A',
    '```sh',
    'ls',
    '```',
    '   ```ts',
    '   const a = 1;',
    '   ```',
    'b',
    '```js',
    'c',
    '```',
  ];
  expect(snippetsOf(document.join('\n'))?.split('\n')).toEqual([
    ...['', '', '', '', '', '   const a = 1;', '', '', '', '', ''],
    'export {};',
    '',
  ]);
  expect(snippetsOf('```sh\nls\n```\n')).toBeUndefined();
});

test('a snippet that does not compile under strict is found, with its document and its line', async () => {
  const first = "import { createClient } from '@purser/client';\nconst { KEY } = process.env;";
  const withKey = (key: string): string =>
    [
      '# Calls',
      '```ts',
      first,
      '```',
      'Then:',
      '```ts',
      `createClient({ baseUrl: '/', apiKey: ${key} });`,
      '```',
      '',
    ].join('\n');
  await writeFile(join(folder, 'docs/calls.md'), withKey('KEY'));
  const wrong = await checkSnippets(folder);
  expect(wrong.passed).toBe(false);
  expect(wrong.output).toMatch(/docs\.calls\.md\.ts\(8,\d+\): error TS2322/);
  await writeFile(join(folder, 'docs/calls.md'), withKey("KEY ?? ''"));
  expect(await checkSnippets(folder)).toEqual({ passed: true, output: '' });
}, 60_000);
