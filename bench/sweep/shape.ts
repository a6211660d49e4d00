import type { ChainId } from '../../domain/registry.ts';

/** How much is measured. */
export interface SweepShape {
  /** The items of a batch whose gas is measured; a batch that no transaction takes is made as large as one takes. */
  readonly gasOf: readonly number[];
  /** The items of a batch that the lane sends. */
  readonly items: number;
  /** The batches of a round: as many as a lane has unmined at most. */
  readonly batches: number;
  readonly rounds: number;
}

export const shape: SweepShape = { gasOf: [1, 10, 50], items: 20, batches: 16, rounds: 7 };

export const chainId = 31_337 as ChainId;
