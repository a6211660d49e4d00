// `npm run test:compose`: brings the compose file up with real containers, pays a session on test chains that run in a
// container beside it, verifies the webhook, and takes everything down. It needs a container engine and fails without one.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readArgs } from '../../cli/readArgs.ts';
import { fail } from '../../cli/stack/runningStack.ts';
import { printedProgress } from '../../testkit/servers/progress.ts';
import { toolFolder } from '../../testkit/servers/toolFolder.ts';
import { checkConfinement } from './checkConfinement.ts';
import { Deployment } from './deployment.ts';
import { findEngine, startEngine } from './engine.ts';
import { findCompose } from './findCompose.ts';
import { provideImages } from './provideImages.ts';
import { playStory } from './story.ts';

const root = join(import.meta.dirname, '../..');
const usage = `Brings the compose file up with real containers, pays a session, verifies the webhook, and takes everything down.

  npm run test:compose

  --engine  starts a container engine for this run alone (as root, with dockerd on the PATH), and ends it

Images that cannot be pulled are replaced by stand-ins of the same names, and the output says by which.
`;

async function main(): Promise<void> {
  const { values } = readArgs({
    run: 'npm run test:compose',
    usage,
    options: { engine: { type: 'boolean', default: false } },
  });
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const progress = printedProgress(process.stdout);
  const tools = toolFolder(process.env, join(root, '.purser', 'tools'));
  await mkdir(tools, { recursive: true });
  const engine = await (values.engine ? startEngine : findEngine)(process.env);
  // Ctrl-C reaches Docker's client too; what it started is still taken down.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => (process.exitCode = 1));
  }
  try {
    const compose = await findCompose({ env: engine.env, tools, progress });
    const deployment = await Deployment.prepare({ root, compose, env: engine.env });
    const images = await provideImages(deployment, { env: engine.env, tools, progress }, print);
    try {
      await deployment.build(images.haveStandIns);
      print('The images of the API and of the worker are built.');
      await deployment.up();
      print('Every container is healthy, and every job is done.');
      await checkConfinement(deployment, print);
      await playStory(deployment, print);
    } catch (error) {
      print(await deployment.tail());
      throw error;
    } finally {
      await deployment.down();
      await images.remove();
    }
    const left = await deployment.leftovers();
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
    print('Everything is taken down.');
  } finally {
    progress.done();
    await engine.stop();
  }
}

try {
  await main();
} catch (error) {
  fail('test:compose', error);
}
