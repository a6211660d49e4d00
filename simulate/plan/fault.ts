import type { Choice } from './choice.ts';
import type { StepOf } from './steps.ts';
import { nodeFaults } from './steps.ts';

/** How one of a network's two nodes fails for a while. */
export function faultOf(choice: Choice, network: string): StepOf<'fault'> {
  return {
    do: 'fault',
    network,
    node: choice.weighted([
      [3, 'first'],
      [2, 'second'],
    ]),
    kind: choice.one(nodeFaults),
    percent: choice.one([10, 30, 100]),
    seed: choice.number(0, 2 ** 31),
    count: choice.number(1, 30),
  };
}
