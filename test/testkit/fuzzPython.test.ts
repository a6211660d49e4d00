import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPython } from '../../testkit/fuzz/getPython.ts';
import { silentProgress } from '../../testkit/servers/progress.ts';
import { StartError } from '../../testkit/servers/StartError.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'purser-python-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pythonOf = (path: string) =>
  getPython({
    env: { PATH: path, PURSER_TOOLS: join(folder, 'tools') },
    fallbackToolFolder: folder,
    progress: silentProgress,
    signal: new AbortController().signal,
  });

test('without a Python, or with one that is too old, it says what to do and what it found', async () => {
  await expect(pythonOf(join(folder, 'nothing'))).rejects.toBeInstanceOf(StartError);
  const old = join(folder, 'python3');
  await writeFile(old, '#!/bin/sh\necho 3.9\n');
  await chmod(old, 0o755);
  await expect(pythonOf(folder)).rejects.toMatchObject({
    name: 'StartError',
    what: expect.stringContaining('python3 is 3.9') as unknown,
  });
});
