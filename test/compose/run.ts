// `npm run test:compose`: brings the compose file up with real containers and pays on real nodes that run in a container
// beside it, while each service is stopped, killed, and taken down with all others. In the end nothing may be lost.
// Without a container engine it says so, and tests nothing.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readArgs } from '../../cli/readArgs.ts';
import { fail } from '../../cli/stack/runningStack.ts';
import { printedProgress } from '../../testkit/servers/progress.ts';
import { StartError } from '../../testkit/servers/StartError.ts';
import { toolFolder } from '../../testkit/servers/toolFolder.ts';
import { checkNothingLost } from './books.ts';
import { checkConfinement } from './checkConfinement.ts';
import { checkRoles } from './checkRoles.ts';
import { checkUpgrade } from './checkUpgrade.ts';
import { Deployment } from './deployment.ts';
import type { Engine } from './engine.ts';
import { findEngine, startEngine } from './engine.ts';
import { findCompose } from './findCompose.ts';
import { Payer } from './payer.ts';
import { provideImages } from './provideImages.ts';
import { newPayee, openShop } from './shop.ts';
import { crashEach, downAndUp, killAll, restartAll, stopEach, stopWithoutDatabase } from './stopAndStart.ts';
import { playStory } from './story.ts';
import { World } from './world.ts';

const root = join(import.meta.dirname, '../..');
const usage = `Brings the compose file up with real containers, and stops, kills and restarts them while customers pay.

  npm run test:compose

  --engine  starts a container engine for this run alone (as root, with dockerd on the PATH), and ends it

Images that cannot be pulled are replaced by stand-ins of the same names, and the output says by which.
Without a container engine it prints why, tests nothing, and ends with 0.
`;

const stop = new AbortController();
const began = performance.now();

function print(line: string): void {
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(`${String(seconds).padStart(5)} s  ${line}\n`);
}

async function main(): Promise<void> {
  const { values } = readArgs({
    run: 'npm run test:compose',
    usage,
    options: { engine: { type: 'boolean', default: false } },
  });
  const engine = await (values.engine ? startEngine : findEngine)(process.env).catch((error: unknown) => {
    if (error instanceof StartError) return error;
    throw error;
  });
  if (engine instanceof StartError) {
    process.stdout.write(`${engine.message}\nnot run\n`);
    return;
  }
  // Ctrl-C reaches Docker's client too; what it started is still taken down.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      process.exitCode = 1;
      stop.abort(new Error('stopped'));
    });
  }
  try {
    await runOn(engine, values.engine);
  } finally {
    await engine.stop();
  }
}

async function runOn({ env }: Engine, isOwn: boolean): Promise<void> {
  const progress = printedProgress(process.stdout);
  const tools = toolFolder(process.env, join(root, '.purser', 'tools'));
  await mkdir(tools, { recursive: true });
  try {
    const compose = await findCompose({ env, tools, progress });
    const deployment = await Deployment.prepare({ root, compose, env, signal: stop.signal });
    const images = await provideImages(deployment, { env, tools, progress }, print);
    try {
      // An engine of our own has no other network for builds.
      await deployment.build(images.haveStandIns || isOwn);
      print('The images of the API and of the worker are built.');
      await liveThrough(deployment);
      await deployment.down();
      await checkUpgrade(deployment, print);
    } catch (error) {
      process.stdout.write(`${await deployment.tail()}\n`);
      throw error;
    } finally {
      await deployment.down();
      await World.remove(deployment.world);
      await deployment.remove();
      await images.remove();
    }
    const left = await deployment.leftovers();
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
    print('Everything is taken down.');
  } finally {
    progress.done();
  }
}

/** All that happens to one installation. */
async function liveThrough(deployment: Deployment): Promise<void> {
  const world = await World.start(deployment.world);
  print(`${String(world.networks.length)} real nodes (anvil) and a merchant's server run outside.`);
  await deployment.up();
  print('Every container is healthy, and every job is done.');
  await checkConfinement(deployment, print);
  await checkRoles(deployment, print);

  const shop = await openShop(deployment, world);
  print('An account and its key are made by the commands that the documents tell.');
  const payer = new Payer(world, stop.signal);
  try {
    await playStory({ shop, world, payer, signal: stop.signal, print });
    const books = { deployment, shop, world };
    const run = { books, payer, print };
    payer.start([await newPayee(shop, 'bob'), await newPayee(shop, 'carol'), await newPayee(shop, 'dave')]);
    for (const happen of [stopEach, stopWithoutDatabase, restartAll, crashEach, killAll, downAndUp]) {
      await happen(run);
    }
    await payer.stop();
    await checkNothingLost(books, payer.sent, print);
  } finally {
    await shop.inbox.stop();
    await payer.stop();
  }
}

try {
  await main();
} catch (error) {
  fail('test:compose', error);
}
