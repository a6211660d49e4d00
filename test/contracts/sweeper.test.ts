import { afterAll, beforeAll, expect, test } from 'vitest';
import { Ground, readHostile } from './rig.ts';
import { callAtRandom } from './callAtRandom.ts';
import { scenarios } from './scenarios.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await Ground.prepare(await readHostile());
});
afterAll(() => ground.evm.close());

test.for(Object.entries(scenarios))('%s', async ([, scenario]) => {
  await scenario(await ground.rig());
});

/** Other seeds with PURSER_SEED; a failure names its own. */
const first = Number(process.env['PURSER_SEED'] ?? '1');

test.for(Array.from({ length: 5 }, (_, at) => first + at))(
  'whoever calls what, coins leave as the rules say, to the last unit: seed %i',
  { timeout: 120_000 },
  async seed => {
    const counts = await callAtRandom(await ground.rig(), seed, 80);
    // A run in which nothing was swept or skipped has tried nothing.
    expect(counts.swept).toBeGreaterThan(5);
    expect(counts.skipped).toBeGreaterThan(5);
  },
);
