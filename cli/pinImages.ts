import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runTool } from '../testkit/servers/runTool.ts';
import { imagesOf } from './imagesOf.ts';
import { readArgs } from './readArgs.ts';
import { fail } from './stack/runningStack.ts';

const usage = `Pins the images of docker-compose.yml and the Dockerfile by the digests that their tags have now.

  npm run pin:images

It pulls each image and writes docker-compose.digests.yml. Commit that file to your repository:

  docker compose -f docker-compose.yml -f docker-compose.digests.yml up --detach --build

  --out FILE  writes to another file
`;

const root = join(import.meta.dirname, '..');

async function main(): Promise<void> {
  const { values } = readArgs({
    run: 'npm run pin:images',
    usage,
    options: { out: { type: 'string', default: join(root, 'docker-compose.digests.yml') } },
  });
  const read = (name: string): string => readFileSync(join(root, name), 'utf8');
  const texts = { compose: read('docker-compose.yml'), dockerfile: read('Dockerfile') };
  const { pulled, built, base } = imagesOf(texts, process.env);
  const pinned = new Map<string, string>();
  for (const image of new Set([...pulled.values(), base])) {
    pinned.set(image, await pin(image));
    process.stdout.write(`${String(pinned.get(image))}\n`);
  }
  const services = {
    ...Object.fromEntries([...pulled].map(([name, image]) => [name, { image: pinned.get(image) }])),
    ...Object.fromEntries(built.map(name => [name, { build: { args: { NODE_IMAGE: pinned.get(base) } } }])),
  };
  writeFileSync(values.out, `# Made by \`npm run pin:images\`.\n${stringify({ services })}`);
  process.stdout.write(`Written to ${values.out}.\n`);
}

/** The image's name with the digest from its registry. Throws if the image did not come from a registry. */
async function pin(image: string): Promise<string> {
  const docker = (...args: readonly string[]): Promise<string> =>
    runTool('docker', args, { env: process.env });
  await docker('pull', '--quiet', image);
  const inspected = await docker('image', 'inspect', '--format', '{{json .RepoDigests}}', image);
  const digest = /@(sha256:[0-9a-f]{64})"/.exec(inspected)?.[1];
  if (digest === undefined) throw new Error(`${image} has no registry digest`);
  return `${image}@${digest}`;
}

try {
  await main();
} catch (error) {
  fail('pin:images', error);
}
