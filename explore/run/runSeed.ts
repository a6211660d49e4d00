import type { Journal } from '../../simulate/journal.ts';
import type { Plan, Step } from '../plan/steps.ts';
import type { World } from '../world/startWorld.ts';
import { Contradiction } from './contradiction.ts';
import { look } from './look.ts';
import { perform } from './perform.ts';
import type { SeedWorld } from './seedWorld.ts';
import { beginSeed, frontOf } from './seedWorld.ts';
import { settle } from './settle.ts';

export interface Failure {
  /** The step's position in the plan; -1 for the page as it opened. */
  readonly at: number;
  readonly step: Step | undefined;
  readonly differences: readonly string[];
  /** The file of a picture of the tab in front; undefined if none could be taken. */
  readonly picture: string | undefined;
}

export interface SeedResult {
  readonly seed: number;
  readonly steps: number;
  readonly deposits: number;
  /** How often a page was compared with the API. */
  readonly looks: number;
  /** The longest that a page took to agree with the settled API, in ms. */
  readonly slowestMs: number;
  readonly ms: number;
  readonly failure: Failure | undefined;
}

/** How long the engine may take until nothing is left to do, and then the pages until they show it, in ms. */
interface Limits {
  readonly settlesWithinMs: number;
  readonly shownWithinMs: number;
}

const usualLimits: Limits = { settlesWithinMs: 30_000, shownWithinMs: 15_000 };

/** Runs a plan, and compares the pages with the API after each step. Ends with the first step that goes wrong. */
export async function runSeed(
  world: World,
  plan: Plan,
  journal: Pick<Journal, 'file' | 'wrote'>,
  limits: Partial<Limits> = {},
): Promise<SeedResult> {
  const began = performance.now();
  const seedWorld = await beginSeed(world, plan);
  const check = checker(seedWorld, journal, { ...usualLimits, ...limits });
  let steps = 0;
  const result = (failure?: Failure): SeedResult => ({
    ...{ seed: plan.seed, steps, failure },
    ...seedWorld.counts,
    ms: performance.now() - began,
  });
  try {
    const opened = await check(-1, undefined, () => Promise.resolve('opened'));
    if (opened) return result(opened);
    for (const [at, step] of plan.steps.entries()) {
      const failure = await check(at, step, () => perform(seedWorld, step));
      steps += 1;
      if (failure) return result(failure);
    }
    return result();
  } finally {
    await seedWorld.end();
  }
}

type Check = (
  at: number,
  step: Step | undefined,
  work: () => Promise<string>,
) => Promise<Failure | undefined>;

/** Does a step, and says what is wrong after it. */
function checker(
  world: SeedWorld,
  journal: Pick<Journal, 'file' | 'wrote'>,
  { settlesWithinMs, shownWithinMs }: Limits,
): Check {
  const { complaints, state } = world;
  return async (at, step, work) => {
    const differences: string[] = [];
    try {
      const outcome = await work();
      if (step) journal.wrote(at, step, outcome);
      const left = await settle(world, settlesWithinMs);
      differences.push(...left.map(each => `not settled: ${each}`));
      if (left.length === 0) differences.push(...(await look(world, shownWithinMs)));
    } catch (error) {
      differences.push(error instanceof Contradiction ? error.message : `the step failed: ${String(error)}`);
    }
    differences.push(...complaints.take());
    // The pages agree again: from now on nothing may fail.
    complaints.mayFail = state.isOffline || state.isTroubled;
    if (differences.length === 0) return undefined;
    if (step) journal.wrote(at, step, differences.join('; '));
    const picture = await takePicture(world, journal.file.replace(/\.jsonl$/, '.png'));
    return { at, step, differences, picture };
  };
}

async function takePicture(world: SeedWorld, path: string): Promise<string | undefined> {
  try {
    await frontOf(world).screenshot({ path, fullPage: true });
    return path;
  } catch {
    return undefined;
  }
}
