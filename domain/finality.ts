import type { FinalityPolicy } from './registry.ts';

/** The chain's heights as a node tells them; a tag the node does not know is null. */
export interface Heights {
  readonly head: number;
  readonly safe: number | null;
  readonly finalized: number | null;
}

/**
 * The highest block that is final by the policy, never above `scanned` (what we have not read ourselves is
 * not final to us). -1 when no block is.
 */
export function finalHeight(policy: FinalityPolicy, heights: Heights, scanned: number): number {
  switch (policy.kind) {
    case 'confirmations':
      return Math.max(-1, scanned - policy.blocks + 1);
    case 'tag':
      return Math.min(scanned, heights[policy.tag] ?? -1);
  }
}

/** Blocks from the deposit's to the scanned head, both counted; 0 while it is in no block. */
export function confirmations(blockNumber: number | null, scanned: number): number {
  return blockNumber === null ? 0 : Math.max(0, scanned - blockNumber + 1);
}
