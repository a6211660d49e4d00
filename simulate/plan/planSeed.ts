import { choiceOf } from './choice.ts';
import type { Coin } from './coins.ts';
import { flavourOf } from './flavour.ts';
import { PlanWriter } from './planWriter.ts';
import type { Plan } from './steps.ts';

/** The traffic and the faults of a seed. The same seed, number of steps and coins give the same plan. */
export function planSeed(seed: number, steps: number, coins: readonly Coin[]): Plan {
  const choice = choiceOf(seed);
  const flavour = flavourOf(choice, coins);
  const writer = new PlanWriter(choice, flavour);
  const customers = choice.number(1, 3);
  for (let at = 0; at < customers; at++) writer.add('customer');
  while (writer.steps.length < steps + customers) writer.addAny();
  return { seed, steps: writer.steps };
}
