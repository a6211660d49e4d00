import type { BlockHash } from '../address.ts';
import { PurserError } from '../errors.ts';

/** A block by its place and its hash. */
export interface NamedBlock {
  readonly height: number;
  readonly hash: BlockHash;
}

/** What an operator sees of a fork below the final height, before the new chain is followed. */
export interface ForkView {
  /** The last block that both chains have; null if the new chain has no block that we know. */
  readonly ancestor: NamedBlock | null;
  /** How far the chain was final. */
  readonly finalHeight: number;
  /**
   * The new chain as the node has it now. `resume` may name it once somebody knows that it is the right one.
   */
  readonly newChain: NamedBlock;
  /** How many posted deposits would be reversed. */
  readonly deposits: number;
  /** The sums of these deposits by currency, in whole units as text. */
  readonly sums: Readonly<Record<string, string>>;
}

/** The chain forked below the final height. A person decides whether the new chain is followed. */
export class DeepFork extends PurserError {
  readonly fork: ForkView;

  /** `because` says why the new chain is not followed although one of its blocks was named. */
  constructor(network: string, fork: ForkView, because?: string) {
    const { ancestor, finalHeight, newChain, deposits, sums } = fork;
    const from = ancestor ? `forked at block ${String(ancestor.height)}` : 'differs from its first block on';
    const what = Object.entries(sums).map(([currency, sum]) => `${sum} ${currency}`);
    const lost = `${String(deposits)} posted deposits${what.length > 0 ? ` (${what.join(', ')})` : ''}`;
    super(
      'reorg_too_deep',
      `${network}: the chain ${from}, and ${String(finalHeight)} was final. ${because === undefined ? '' : `${because}. `}` +
        `Following it takes back ${lost}. To follow it, resume with a block of the new chain: ` +
        `the node has ${JSON.stringify(newChain)}`,
    );
    this.fork = fork;
  }
}
