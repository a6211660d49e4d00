import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestStack } from '../testStack.ts';
import { startTestStack } from '../testStack.ts';

const root = join(import.meta.dirname, '../../..');
let stack: TestStack;
let folder: string;
beforeAll(async () => {
  stack = await startTestStack();
  folder = await mkdtemp(join(tmpdir(), 'purser-readme-'));
  await writeFile(join(folder, 'api-key'), stack.stack.running.key);
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a reader pastes into one terminal, for this stack; the test makes the payments. */
async function pasted(): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const payment = readme.slice(
    readme.indexOf('## A payment in three calls'),
    readme.indexOf('## Beside its peers'),
  );
  const blocks = [...payment.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, block = '']) => block);
  expect(blocks).toHaveLength(4);
  return blocks
    .join('')
    .replaceAll('.purser/api-key', join(folder, 'api-key'))
    .replaceAll('http://127.0.0.1:8080', stack.stack.running.api)
    .replace(/^ *npm run pay .*$/m, 'echo " session $SESSION"');
}

test('the payment of README can be pasted twice, and makes a session each time', async () => {
  const text = await pasted();
  const run = () => promisify(execFile)('sh', ['-ec', text], { cwd: root });
  const first = await run();
  // The order's number is the time in seconds.
  await new Promise(resolve => setTimeout(resolve, 1100));
  const second = await run();
  const sessions = [first, second].map(({ stdout, stderr }) => {
    expect(stderr).toBe('');
    expect(stdout).not.toContain('undefined');
    return / session (ses_\w+)/.exec(stdout)?.[1];
  });
  expect(sessions).toEqual([expect.stringMatching(/^ses_/), expect.stringMatching(/^ses_/)]);
  expect(sessions[0]).not.toBe(sessions[1]);
});

test('README’s first calls have a key', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  expect(readme.indexOf('KEY=$(cat')).toBeGreaterThan(0);
  expect(readme.indexOf('KEY=$(cat')).toBeLessThan(readme.indexOf('$KEY'));
});
