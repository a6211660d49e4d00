import type { Choice } from './choice.ts';
import type { Flavour } from './flavour.ts';
import { hasTraces } from './flavour.ts';
import type { StepOf } from './steps.ts';
import { nodeFaults } from './steps.ts';

/** How one of a network's two nodes fails for a while. */
export function faultOf(choice: Choice, network: string, flavour: Flavour): StepOf<'fault'> {
  // What contracts send is not found without the state of its block: balances then show it, and a person decides.
  const kinds = hasTraces(flavour, network) ? nodeFaults.filter(kind => kind !== 'pruned_state') : nodeFaults;
  return {
    do: 'fault',
    network,
    node: choice.weighted([
      [3, 'first'],
      [2, 'second'],
    ]),
    kind: choice.one(kinds),
    percent: choice.one([10, 30, 100]),
    seed: choice.number(0, 2 ** 31),
    count: choice.number(1, 30),
  };
}
