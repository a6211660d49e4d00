import { choiceOf } from './choice.ts';
import type { Coin } from './coins.ts';
import { flavourOf } from './flavour.ts';
import { PlanWriter } from './planWriter.ts';
import type { Plan } from './steps.ts';

/** How many steps a seed has if nobody says. */
export const usualSteps = 30;

/** The traffic and the faults of a seed. The same seed, number of steps and coins give the same plan. */
export function planSeed(seed: number, steps: number, coins: readonly Coin[]): Plan {
  const choice = choiceOf(seed);
  const flavour = flavourOf(seed, choice, coins);
  const writer = new PlanWriter(choice, flavour);
  const customers = choice.number(1, 3);
  for (let at = 0; at < customers; at++) writer.add('customer');
  const scenes = [...flavour.scenes];
  while (writer.steps.length < steps + customers) {
    const isNext = scenes.length > 0 && choice.chance(20);
    const [scene] = isNext ? scenes.splice(choice.number(0, scenes.length - 1), 1) : [];
    if (scene) writer.play(scene);
    else writer.addAny();
  }
  return { seed, sweeps: flavour.sweeps, steps: writer.steps };
}
