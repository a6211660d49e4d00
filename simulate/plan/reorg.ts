import type { Choice } from './choice.ts';
import type { Flavour } from './flavour.ts';
import type { Step } from './steps.ts';

/** On no test chain is the second block below the head final. */
const aboveFinality = 2;

/** Blocks that leave a network's chain; in a deep seed perhaps so many that credited money leaves, too. */
export function reorgOf(
  choice: Choice,
  network: string,
  { deep, sweeps }: Pick<Flavour, 'deep' | 'sweeps'>,
): readonly Step[] {
  if (deep && choice.chance(50)) {
    // Deep enough, and late enough, that credited money leaves the chain.
    return [
      { do: 'mine', network, blocks: 6 },
      { do: 'rest', ms: 1000 },
      { do: 'reorg', network, depth: choice.number(8, 15), blocks: 16, lose: choice.number(0, 2) },
    ];
  }
  const drawn = choice.weighted([
    [5, 1],
    [4, 2],
    [2, 3],
    [1, choice.number(4, 6)],
    [deep ? 3 : 0, choice.number(5, 15)],
  ]);
  const depth = sweeps ? Math.min(drawn, aboveFinality) : drawn;
  const blocks = choice.weighted([
    [6, depth + 1],
    [2, depth],
    [1, 0],
  ]);
  const lose = choice.weighted([
    [4, 0],
    [3, choice.number(1, 3)],
  ]);
  const reorg = { do: 'reorg', network, depth, blocks, lose } as const;
  // Blocks that come back replace as many as were made since.
  return choice.chance(20) && !sweeps ? [reorg, { do: 'restore', network }] : [reorg];
}
