import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planSeed } from '../../explore/plan/planSeed.ts';
import type { Plan } from '../../explore/plan/steps.ts';
import type { SeedResult } from '../../explore/run/runSeed.ts';
import { runSeed } from '../../explore/run/runSeed.ts';
import type { World } from '../../explore/world/startWorld.ts';
import { startWorld } from '../../explore/world/startWorld.ts';
import { openJournal } from '../../simulate/journal.ts';
import { silentProgress } from '../../testkit/servers/progress.ts';

// A few of the seeds that `npm run explore` runs.

let world: World;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'purser-explored-'));
  world = await startWorld(silentProgress, new AbortController().signal);
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (plan: Plan, of: World, limits = {}): Promise<SeedResult> =>
  runSeed(of, plan, openJournal(folder, plan), limits);

// Together they have most kinds of steps, orders and payers.
it.each([48, 74, 99, 43, 70])(
  'the payer of seed %i finds no contradiction and no dead end',
  { timeout: 60_000 },
  async seed => {
    const plan = planSeed(seed, 8, world.coins);
    const { failure, looks } = await run(plan, world);
    expect(failure).toBeUndefined();
    expect(looks).toBeGreaterThan(plan.steps.length / 2);
  },
);

const payer = { language: 'en', size: 'phone', scheme: 'light', script: true } as const;
const order = { by: 'api', form: 'full', price: { USD_MULTI_1: '15', ETH: '0.01' } } as const;

it.each<[string, (page: string) => string, string]>([
  ['an error in the console', page => `${page}<script>spoilt</script>`, 'console error'],
  ['another status', page => page.replace('status waiting', 'status expired'), 'must be waiting'],
  ['another amount', page => page.replaceAll('15 USDT', '15.000000000000001 USDT'), 'must be'],
  ['no way to pay', page => page.replaceAll('class="choice"', 'hidden'), 'no way to pay'],
  ['nobody to ask', page => page.replaceAll('mailto:', 'nobody:'), 'whom to ask'],
])('a page with %s is noticed', async (_, spoil, said) => {
  const { browser } = world;
  const newContext: typeof browser.newContext = async options => {
    const context = await browser.newContext(options);
    await context.route('**/checkout/ses_*', async route => {
      const response = await route.fetch();
      await route.fulfill({ response, body: spoil(await response.text()) });
    });
    return context;
  };
  const spoiled = { ...world, browser: { newContext, close: () => Promise.resolve() } };
  const { failure } = await run({ seed: 1, payer, order, steps: [] }, spoiled, { shownWithinMs: 500 });
  expect(failure?.differences.join('\n')).toContain(said);
});
