import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { inspectProcess } from '../../../testkit/servers/process.ts';
import { eventually } from '../testStack.ts';

// As in a project that tests against Purser: built, linked, and run by runners that know nothing about this
// repository.

const root = join(import.meta.dirname, '../../..');
let project: string;
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'purser-project-'));
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true });
  // What `npm install /path/to/purser` does, and the tools of such a project.
  symlinkSync(root, join(project, 'node_modules/purser'));
  for (const name of ['vitest', 'typescript', '@types/node']) {
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  await run(join(root, 'node_modules/.bin/tsc'), ['--project', join(root, 'testkit')]);
}, 120_000);
afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

const run = (file: string, args: readonly string[]) =>
  promisify(execFile)(file, args, { cwd: project, timeout: 240_000 });

/** The test of the document. */
function documented(): string {
  const document = readFileSync(join(root, 'docs/testing-in-ci.md'), 'utf8');
  return /```ts\n(.*?)```/s.exec(document)?.[1] ?? '';
}

it('runs the test of the document, under two runners at once, and compiles it', async () => {
  const code = documented();
  writeFileSync(join(project, 'of-node.test.ts'), code);
  // vitest has other names for two of them.
  const forVitest = code
    .replace("{ after, before, test } from 'node:test'", "{ afterAll, beforeAll, test } from 'vitest'")
    .replace('before(async () => {', 'beforeAll(async () => {')
    .replace("'my shop' });\n});", "'my shop' });\n}, 120_000);")
    .replace('after(() => purser.stop());', 'afterAll(() => purser.stop(), 60_000);')
    .replace("credited', async () => {", "credited', { timeout: 60_000 }, async () => {");
  writeFileSync(join(project, 'of-vitest.spec.ts'), forVitest);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const [byNode, byVitest] = await Promise.all([
    run(process.execPath, ['--test', 'of-node.test.ts']),
    run(process.execPath, [vitest, 'run', 'of-vitest.spec.ts']),
  ]);
  expect(byNode.stdout).toMatch(/pass 1\n/);
  expect(byVitest.stdout).toMatch(/1 passed/);
  const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
  await run(join(root, 'node_modules/.bin/tsc'), [...strict, '--skipLibCheck', 'of-node.test.ts']);
}, 300_000);

const printed = z.object({ url: z.string(), folder: z.string(), address: z.string(), pid: z.number() });

it('gives each its own stack, with the addresses of its seed, and ends with the program that started it', async () => {
  writeFileSync(
    join(project, 'program.js'),
    `import { readFileSync } from 'node:fs';
     import { startPurser } from 'purser/testkit';
     const { url, key, api, folder } = await startPurser({ seed: 'payments' });
     await api.post('/v1/customers', { body: { externalId: 'alice' } });
     const headers = { authorization: 'Bearer ' + key };
     const asked = await fetch(url + '/v1/purse?customerId=alice&currency=ETH', { headers });
     const { address } = await asked.json();
     const steered = await fetch(url + '/v1/api-keys', { headers });
     if (steered.status !== 403) throw new Error('the shop has a key of an administrator');
     const { pid } = JSON.parse(readFileSync(folder + '/running.json', 'utf8'));
     console.log(JSON.stringify({ url, folder, address, pid }));
     setInterval(() => undefined, 1000);`,
  );
  const child = spawn(process.execPath, ['program.js'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  await eventually('it runs', () => Promise.resolve(output.includes('\n')), 120_000);
  const { address, pid, folder, url } = printed.parse(JSON.parse(output));
  // The one of the document's example, in another process and another folder.
  const document = readFileSync(join(root, 'docs/testing-in-ci.md'), 'utf8');
  expect(document).toContain(`grep ${address}`);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);

  child.kill('SIGKILL');
  await once(child, 'exit');
  await eventually('it ended', async () => (await inspectProcess(pid)) === undefined, 60_000);
  expect(existsSync(join(folder, 'running.json'))).toBe(false);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  rmSync(folder, { recursive: true });
}, 300_000);

it('throws the output of a start that fails', async () => {
  writeFileSync(
    join(project, 'failing.js'),
    `import { startPurser } from 'purser/testkit';
     await startPurser({ settings: { PURSER_BLOCK_TIME_MS: 'soon' } });`,
  );
  const failed = run(process.execPath, ['failing.js']);
  await expect(failed).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('PURSER_BLOCK_TIME_MS is "soon"') as unknown,
  });
}, 60_000);
