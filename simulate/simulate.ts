import { join } from 'node:path';
import { readArgs, UsageError } from '../cli/readArgs.ts';
import { testRegistry } from '../cli/stack/testChains.ts';
import { stateFolder } from '../cli/stack/running.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { StartError } from '../testkit/servers/StartError.ts';
import type { Journal } from './journal.ts';
import { openJournal } from './journal.ts';
import { notStarted } from './notStarted.ts';
import { planSeed, usualSteps } from './plan/planSeed.ts';
import { coinsOf } from './plan/coins.ts';
import type { Plan, Step } from './plan/steps.ts';
import { planSchema } from './plan/steps.ts';
import { readSeeds } from './readSeeds.ts';
import type { SeedResult } from './run/runSeed.ts';
import { runSeed } from './run/runSeed.ts';
import type { World } from './world/startWorld.ts';
import { startWorld } from './world/startWorld.ts';

const usage = `Runs seeded traffic and faults on the real engine, and compares the end with a model that reads only the chains.

  npm run simulate -- --seeds 1-20
  npm run simulate -- --seeds 2,5-7 --steps 60
  npm run simulate -- --journal .purser/simulate/seed-7.jsonl

  --seeds LIST    which seeds to run, one after another (1-10); the same seed plans the same steps
  --steps N       how many steps a seed has (30)
  --journal FILE  runs the plan of a failed seed again
  --until-failure stops at the first seed that fails
  --json          prints one JSON document on standard output, and everything else on standard error

A failed seed prints its first difference, and its journal stays in the state folder. The exit code is 0 only if every
seed is as the model says.
`;

interface Settings {
  readonly plans: (coins: World['coins']) => readonly Plan[];
  readonly json: boolean;
  readonly untilFailure: boolean;
}

function readSettings(): Settings {
  const { values } = readArgs({
    run: 'npm run simulate',
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
  const plans = readSeeds(values, { schema: planSchema, planSeed, usualSteps });
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
  const all = plans(coinsOf(testRegistry()));
  const sweepsAtOnce = { purses: all.flatMap(({ steps }) => steps).filter(givesAddress).length };
  const world = await startWorld(printedProgress(out), interrupt.signal, { sweepsAtOnce });
  const results: SeedResult[] = [];
  try {
    for (const plan of all) {
      interrupt.signal.throwIfAborted();
      const journal = openJournal(join(stateFolder(process.env), 'simulate'), plan);
      const result = await runSeed(world, plan, journal);
      results.push(result);
      out.write(`${lineOf(result, journal)}\n`);
      if (result.differences.length === 0) journal.discard();
      else if (untilFailure) break;
    }
  } finally {
    await world.stop();
  }
  const summary = summaryOf(results);
  if (json) process.stdout.write(`${JSON.stringify({ ...summary, results }, null, 1)}\n`);
  const { ok, seeds, deposits, reorgs, kills, missed, doubled } = summary;
  out.write(
    `simulate: ${ok ? 'ok' : 'failed'}, ${String(seeds)} seeds, ${String(deposits)} deposits, ${String(reorgs)} reorgs, ` +
      `${String(kills)} kills, ${String(missed)} missed, ${String(doubled)} doubled\n`,
  );
  return ok;
}

/** Whether a customer may get a new address by it. */
const givesAddress = (step: Step): boolean =>
  step.do === 'customer' || step.do === 'purse' || step.do === 'session' || step.do === 'expire';

function lineOf(
  { seed, deposits, swept, reorgs, kills, differences, ms }: SeedResult,
  { file }: Journal,
): string {
  const what =
    `seed ${String(seed)}: ${String(deposits)} deposits${swept === 0 ? '' : ` (${String(swept)} swept)`}, ${String(reorgs)} reorgs, ${String(kills)} kills, ` +
    `${(ms / 1000).toFixed(1)} s`;
  const [first] = differences;
  if (!first) return what;
  return `${what}\n  FAILED, ${String(differences.length)} differences. The first: ${first.what}\n  journal: ${file}`;
}

function summaryOf(results: readonly SeedResult[]) {
  const total = (of: (result: SeedResult) => number): number =>
    results.reduce((sum, each) => sum + of(each), 0);
  const many = (kind: 'missed' | 'doubled'): number =>
    total(({ differences }) => differences.filter(each => each.kind === kind).length);
  return {
    ok: results.every(({ differences }) => differences.length === 0),
    seeds: results.length,
    deposits: total(({ deposits }) => deposits),
    reorgs: total(({ reorgs }) => reorgs),
    kills: total(({ kills }) => kills),
    missed: many('missed'),
    doubled: many('doubled'),
  };
}

try {
  process.exitCode = (await main(readSettings())) ? 0 : 1;
} catch (error) {
  const text =
    error instanceof StartError || error instanceof UsageError
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`purser simulate: ${text}\n`);
  process.exitCode = error instanceof StartError ? notStarted : 1;
}
// Timers and sockets of a part that failed must not keep it alive.
process.exit();
