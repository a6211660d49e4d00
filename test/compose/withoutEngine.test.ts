import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { runTool } from '../../testkit/servers/runTool.ts';

const script = join(import.meta.dirname, 'run.ts');
/** Where there is Node, and neither `docker` nor `dockerd`. */
const env = { ...process.env, PATH: dirname(process.execPath), DOCKER_HOST: 'unix:///nowhere/docker.sock' };

it.each([
  ['if none answers', [], 'no container engine answers'],
  ['if none of its own can be started', ['--engine'], 'a container engine of its own needs root'],
])('%s, test:compose says why, tests nothing, and ends well', async (_, options, reason) => {
  const printed = await runTool(process.execPath, [script, ...options], { env });
  expect(printed).toContain(reason);
  expect(printed.trimEnd().split('\n').at(-1)).toBe('not run');
});
