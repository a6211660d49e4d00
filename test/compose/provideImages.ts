import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imagesOf } from '../../cli/imagesOf.ts';
import { runTool } from '../../testkit/servers/runTool.ts';
import type { Deployment } from './deployment.ts';
import type { Workshop } from './standIns.ts';
import { buildStandIn, debianImage, importDebian, standInLabel } from './standIns.ts';

export interface Images {
  readonly haveStandIns: boolean;
  /** Removes what did not exist before. */
  readonly remove: () => Promise<void>;
}

/**
 * Provides every image that the compose file and the Dockerfile name: already there, pulled, or replaced by a
 * stand-in. Prints which. Throws `StartError`.
 */
export async function provideImages(
  deployment: Deployment,
  shop: Workshop,
  print: (line: string) => void,
): Promise<Images> {
  const added: string[] = [];
  const wanted: string[] = [];
  let haveStandIns = false;
  const label = `{{index .Config.Labels "${standInLabel}"}}`;
  const standIn = (image: string, what: string): void => {
    haveStandIns = true;
    print(`${image}: NOT the real image, which cannot be pulled, but a stand-in: ${what}`);
  };
  for (const image of await namedImages(deployment)) {
    const inspected = await deployment
      .docker('image', 'inspect', '--format', label, image)
      .catch(() => undefined);
    if (inspected !== undefined) {
      const what = inspected.trim();
      if (what === '') print(`${image}: there already`);
      else standIn(image, what);
    } else if (await pull(image, shop)) {
      added.push(image);
      print(`${image}: pulled`);
    } else wanted.push(image);
  }
  if (wanted.length > 0) {
    added.push(debianImage);
    await importDebian(shop);
  }
  for (const image of wanted) {
    const what = await buildStandIn(image, shop);
    added.unshift(image);
    standIn(image, what);
  }
  return {
    haveStandIns,
    remove: async () => {
      await deployment.docker('image', 'prune', '--force').catch(() => undefined);
      for (const image of added) await deployment.docker('rmi', image);
    },
  };
}

async function namedImages({ root }: Deployment): Promise<readonly string[]> {
  const read = (name: string): Promise<string> => readFile(join(root, name), 'utf8');
  const { pulled, base } = imagesOf(
    { compose: await read('docker-compose.yml'), dockerfile: await read('Dockerfile') },
    {},
  );
  return [...new Set([base, ...pulled.values()])];
}

async function pull(image: string, { env, progress }: Workshop): Promise<boolean> {
  try {
    await progress.during(`${image} to be pulled`, () =>
      runTool('docker', ['pull', '--quiet', image], { env, signal: AbortSignal.timeout(300_000) }),
    );
    return true;
  } catch {
    return false;
  }
}
