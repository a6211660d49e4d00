import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLinks } from './checkLinks.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'purser-links-'));
  await promisify(execFile)('git', ['init', '--quiet'], { cwd: folder });
  await write('docs/rules-of-money.md', '# Rules of money\n\n## 1. Status\n');
  await write('docs/other.md', '# Other\n\n## What `npm start` does\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

test('links to files, headings and other hosts are right', async () => {
  await write(
    'README.md',
    '[a](docs/other.md) [b](docs/other.md#what-npm-start-does) [c](https://example.com/x)\n',
  );
  await write('db/credit.ts', '// docs/rules-of-money.md, 1.\n');
  expect(await checkLinks(folder)).toMatchObject({ passed: true });
});

test.for([
  ['README.md', '[a](docs/gone.md)', 'docs/gone.md leads to no file'],
  ['README.md', '[a](docs/other.md#gone)', 'docs/other.md#gone leads to no heading'],
  ['README.md', '![picture](docs/images/gone.png)', 'docs/images/gone.png leads to no file'],
  ['db/credit.ts', '// docs/rules-of-money.md, 2', 'docs/rules-of-money.md, 2 is no rule of it'],
  [
    'test/credit.test.ts',
    `describe('Rules of money 1 and 3', () => {});`,
    'Rules of money 1 and 3 is no rule',
  ],
] as const)('%s: %s is found', async ([file, text, fault]) => {
  await write(file, `${text}\n`);
  const { passed, output } = await checkLinks(folder);
  await rm(join(folder, file));
  expect(passed).toBe(false);
  expect(output).toContain(fault);
});
