import { wholeNumber } from '../cli/options.ts';
import { UsageError } from '../cli/readArgs.ts';
import { readPlan } from './journal.ts';
import type { Coin } from './plan/coins.ts';

interface Asked {
  readonly seeds: string;
  readonly steps?: string | undefined;
  readonly journal?: string | undefined;
}

interface Planning<Plan> {
  readonly schema: { parse(value: unknown): Plan };
  readonly planSeed: (seed: number, steps: number, coins: readonly Coin[]) => Plan;
  /** How many steps a seed has if nobody says. */
  readonly usualSteps: number;
}

/** The plans of the seeds that were asked for, or the plan of a journal. Throws `UsageError`. */
export function readSeeds<Plan>(
  { seeds: text, steps: wanted, journal }: Asked,
  { schema, planSeed, usualSteps }: Planning<Plan>,
): (coins: readonly Coin[]) => readonly Plan[] {
  if (journal !== undefined) {
    const plan = readPlan(journal, schema);
    return () => [plan];
  }
  const seeds = text.split(',').flatMap(seedsOf);
  const steps = wholeNumber('--steps', wanted) ?? usualSteps;
  return coins => seeds.map(seed => planSeed(seed, steps, coins));
}

/** The seeds of a range. */
function seedsOf(text: string): readonly number[] {
  const range = /^([0-9]{1,9})(?:-([0-9]{1,9}))?$/.exec(text);
  if (!range) throw new UsageError('--seeds must be seeds or ranges of them: 7 or 1-100 or 3,5-7');
  const [first, last] = [Number(range[1]), Number(range[2] ?? range[1])];
  if (last < first) throw new UsageError('--seeds must begin with the smaller one');
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
