import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { perform } from '../run/perform.ts';
import type { SeedResult } from '../run/runSeed.ts';
import { runStory } from '../run/runSeed.ts';
import type { World } from '../world/startWorld.ts';
import type { CrashPoint, CrashStory } from './crashPoint.ts';
import { stories } from './stories.ts';

/** How long the part may take to come to the point, in ms. A transfer waits until the payment for its gas is final. */
const comesWithinMs = (story: CrashStory): number => (story === 'transferred' ? 100_000 : 40_000);

/**
 * Starts the part so that it dies at the point, plays the point's story, starts the part again, and compares the end with
 * the model. It is a difference too if the part did not come to the point.
 */
export async function crashAt(world: World, point: CrashPoint, seed: number): Promise<SeedResult> {
  const { engine } = world.stack;
  const { part, story } = point;
  await engine.stop(part);
  await world.start(part, {
    DIE_AT: point.name,
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'dieAt.ts')).href}`,
  });
  const armed = engine.process(part);
  let end: number | string | undefined;
  const result = await runStory(world, { seed }, { waits: () => undefined }, async seedWorld => {
    const play = async (): Promise<void> => {
      for (const [at, line] of stories[story].entries()) {
        if (typeof line === 'function') await line(seedWorld);
        else await perform(seedWorld, line, at);
      }
    };
    const died = Promise.race([armed?.exited, after(comesWithinMs(story))]);
    // The story may wait for what the part does: it lives on as soon as it has died.
    const again = died.then(async how => {
      end = how;
      if (how === undefined) await engine.stop(part);
      await world.start(part);
      seedWorld.counts.kills += 1;
    });
    await Promise.all([play(), again]);
  });
  if (end === 'SIGKILL') return result;
  const what = `the ${part} did not come to this point`;
  return { ...result, differences: [{ kind: 'other', what }, ...result.differences] };
}

const after = (ms: number): Promise<undefined> =>
  new Promise(resolve => setTimeout(resolve, ms, undefined).unref());
