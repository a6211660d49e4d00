import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPython } from '../../testkit/fuzz/getPython.ts';
import { silentProgress } from '../../testkit/servers/progress.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import type { TestStack } from '../e2e/testStack.ts';
import { startTestStack } from '../e2e/testStack.ts';

const folder = join(import.meta.dirname, 'python');
/** The first run on a machine installs the generator. */
const patienceMs = 300_000;

let home: string;
let python: string;
let stack: TestStack;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'purser-python-client-'));
  python = await getPython({
    env: process.env,
    fallbackToolFolder: join(home, 'tools'),
    progress: silentProgress,
    signal: AbortSignal.timeout(patienceMs),
    wanted: { name: 'openapi-python-client', requirements: join(folder, 'requirements.txt') },
  });
  stack = await startTestStack();
}, patienceMs + 60_000);
afterAll(async () => {
  await stack.stop();
  await rm(home, { recursive: true, force: true });
});

test('a Python client is generated from the document without a warning, and makes a payment', async () => {
  const { api, key } = stack.stack.running;
  const generate = [
    ['-m', 'openapi_python_client', 'generate', '--fail-on-warning', '--meta', 'none'],
    ['--url', `${api}/openapi.json`, '--output-path', join(home, 'purser')],
    ['--config', join(folder, 'generator.yaml')],
  ].flat();
  const env = { ...process.env, PYTHONPATH: home, PYTHONDONTWRITEBYTECODE: '1', NO_PROXY: '127.0.0.1' };
  await runTool(python, generate, { env });
  const output = await runTool(python, [join(folder, 'story.py'), api, key], { env });
  expect(output).toContain('session, payment, charge, refund and webhook: ok');
}, 120_000);
