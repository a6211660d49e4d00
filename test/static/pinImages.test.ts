import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { imagesOf } from '../../cli/imagesOf.ts';
import { runTool } from '../../testkit/servers/runTool.ts';

// With a `docker` of our own, as this test may have no registry.

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'purser-pin-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const digest = `sha256:${'ab'.repeat(32)}`;

async function pinWith(repoDigests: string): Promise<unknown> {
  const docker = join(folder, 'docker');
  await writeFile(docker, `#!/bin/sh\nif [ "$1" = image ]; then echo '${repoDigests}'; fi\n`);
  await chmod(docker, 0o755);
  const out = join(folder, 'digests.yml');
  await rm(out, { force: true });
  const env = { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
  await runTool(process.execPath, [join(root, 'cli/pinImages.ts'), '--out', out], { env });
  return parse(await readFile(out, 'utf8'));
}

it('every image of the compose file and every base of our images is pinned by digest', async () => {
  const texts = {
    compose: await readFile(join(root, 'docker-compose.yml'), 'utf8'),
    dockerfile: await readFile(join(root, 'Dockerfile'), 'utf8'),
  };
  const { services } = parse(texts.compose, { merge: true }) as { services: Record<string, unknown> };
  const pinned = (await pinWith(`["x@${digest}"]`)) as {
    services: Record<string, { image?: string; build?: { args: { NODE_IMAGE: string } } }>;
  };
  expect(Object.keys(pinned.services).toSorted()).toEqual(Object.keys(services).toSorted());
  for (const { image, build } of Object.values(pinned.services)) {
    expect(image ?? build?.args.NODE_IMAGE).toMatch(/^[\w/.-]+:[\w.-]+@sha256:[0-9a-f]{64}$/);
  }
  expect(pinned.services['postgres']?.image).toBe(`postgres:18@${digest}`);
  // Every stage is built on an earlier one or on a pinned one.
  const stages = [...texts.dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)];
  for (const [, from] of stages) {
    expect(from === '${NODE_IMAGE}' || stages.some(([, , stage]) => stage === from)).toBe(true);
  }
});

it('an image that came from no registry is not pinned', async () => {
  await expect(pinWith('[]')).rejects.toThrow('has no registry digest');
});

it('a version that a variable sets is the pinned one', () => {
  const texts = {
    compose: 'services: { temporal: { image: "temporalio/server:${TEMPORAL_VERSION:-1.31.0}" } }',
    dockerfile: 'ARG NODE_IMAGE=node:24-slim\n',
  };
  expect(imagesOf(texts, {}).pulled.get('temporal')).toBe('temporalio/server:1.31.0');
  expect(imagesOf(texts, { TEMPORAL_VERSION: '1.32.0' }).pulled.get('temporal')).toBe(
    'temporalio/server:1.32.0',
  );
});
