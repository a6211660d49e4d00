import { join } from 'node:path';
import { readArgs, UsageError } from '../cli/readArgs.ts';
import { stateFolder } from '../cli/stack/running.ts';
import type { Journal } from '../simulate/journal.ts';
import { openJournal } from '../simulate/journal.ts';
import { ensureChromium } from '../testkit/browser/findChromium.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { StartError } from '../testkit/servers/StartError.ts';
import { planSeed } from './plan/planSeed.ts';
import type { Plan } from './plan/steps.ts';
import { planSchema } from './plan/steps.ts';
import { readSeeds } from '../simulate/readSeeds.ts';
import type { SeedResult } from './run/runSeed.ts';
import { runSeed } from './run/runSeed.ts';
import type { World } from './world/startWorld.ts';
import { startWorld } from './world/startWorld.ts';

const usage = `Uses the checkout page and the shop as payers do, at random, and compares each page with the API.

  npm run explore -- --seeds 1-200
  npm run explore -- --seeds 7 --steps 30
  npm run explore -- --journal .purser/explore/seed-7.jsonl

  --seeds LIST    which seeds to run, one after another (1-10); the same seed plans the same steps
  --steps N       how many steps a seed has, or a few more (10)
  --journal FILE  runs the plan of a failed seed again
  --until-failure stops at the first seed that fails
  --json          prints one JSON document on standard output, and everything else on standard error

A failed seed prints its step and what was wrong; its journal and a picture stay in the state folder. The exit code is
0 only if no seed failed.
`;

interface Settings {
  readonly plans: (coins: World['coins']) => readonly Plan[];
  readonly json: boolean;
  readonly untilFailure: boolean;
}

function readSettings(): Settings {
  const { values } = readArgs({
    run: 'npm run explore',
    usage,
    options: {
      seeds: { type: 'string', default: '1-10' },
      steps: { type: 'string' },
      journal: { type: 'string' },
      'until-failure': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { json, 'until-failure': untilFailure } = values;
  const plans = readSeeds(values, { schema: planSchema, planSeed, usualSteps: 10 });
  return { plans, json, untilFailure };
}

async function main({ plans, json, untilFailure }: Settings): Promise<boolean> {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interrupt.abort(new Error(`interrupted by ${name}`));
    });
  }
  const out = json ? process.stderr : process.stdout;
  ensureChromium(line => out.write(line));
  const world = await startWorld(printedProgress(out), interrupt.signal);
  const results: SeedResult[] = [];
  try {
    for (const plan of plans(world.coins)) {
      interrupt.signal.throwIfAborted();
      const journal = openJournal(join(stateFolder(process.env), 'explore'), plan);
      const result = await runSeed(world, plan, journal);
      results.push(result);
      out.write(`${lineOf(result, journal)}\n`);
      if (!result.failure) journal.discard();
      else if (untilFailure) break;
    }
  } finally {
    await world.stop();
  }
  const summary = summaryOf(results);
  if (json) process.stdout.write(`${JSON.stringify({ ...summary, results }, null, 1)}\n`);
  const { ok, seeds, steps, deposits, looks, failed, slowestMs } = summary;
  out.write(
    `explore: ${ok ? 'ok' : 'failed'}, ${String(seeds)} seeds, ${String(steps)} steps, ${String(deposits)} deposits, ` +
      `${String(looks)} pages compared, ${String(failed)} failed, slowest page ${(slowestMs / 1000).toFixed(1)} s\n`,
  );
  return ok;
}

function lineOf({ seed, steps, deposits, looks, failure, ms }: SeedResult, { file }: Journal): string {
  const what =
    `seed ${String(seed)}: ${String(steps)} steps, ${String(deposits)} deposits, ${String(looks)} pages compared, ` +
    `${(ms / 1000).toFixed(1)} s`;
  if (!failure) return what;
  const { at, step, differences, picture } = failure;
  return [
    what,
    `  FAILED at step ${String(at + 1)}, ${step ? JSON.stringify(step) : 'the page as it opened'}`,
    ...differences.map(each => `  ${each}`),
    ...(picture === undefined ? [] : [`  picture: ${picture}`]),
    `  journal: ${file}`,
  ].join('\n');
}

function summaryOf(results: readonly SeedResult[]) {
  const total = (of: (result: SeedResult) => number): number =>
    results.reduce((sum, each) => sum + of(each), 0);
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  return {
    ok: failed === 0,
    seeds: results.length,
    steps: total(({ steps }) => steps),
    deposits: total(({ deposits }) => deposits),
    looks: total(({ looks }) => looks),
    failed,
    slowestMs: Math.max(0, ...results.map(({ slowestMs }) => slowestMs)),
  };
}

try {
  process.exitCode = (await main(readSettings())) ? 0 : 1;
} catch (error) {
  const text =
    error instanceof StartError || error instanceof UsageError
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`purser explore: ${text}\n`);
  process.exitCode = 1;
}
// Timers and sockets of a part that failed must not keep it alive.
process.exit();
