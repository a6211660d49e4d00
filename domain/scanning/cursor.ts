import type { BlockHash } from '../address.ts';
import type { ChainId } from '../registry.ts';

/** A scanner's place on its chain, and the epoch that makes it the owner. */
export interface Cursor {
  readonly chainId: ChainId;
  readonly epoch: number;
  readonly height: number;
  readonly hash: BlockHash;
}
