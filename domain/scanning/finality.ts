import type { BaseUnits } from '../money.ts';
import type { Currency, FinalityPolicy, Network } from '../registry.ts';

/** The chain's heights as a node reports them; null for a tag that the node does not know. */
export interface Heights {
  readonly head: number;
  readonly safe: number | null;
  readonly finalized: number | null;
}

/** How far a chain is final: for everybody, and further for customers with little money that is not final. */
export interface FinalHeights {
  /** -1 if no block is final. */
  readonly all: number;
  /** From the smallest sum to the largest, as the registry has them; worth in 10^-18. */
  readonly tiers: readonly { readonly below: bigint; readonly height: number }[];
}

/**
 * The highest block that is final by the policy; -1 if none is. Never above `scanned`: a block that we have
 * not read ourselves is not final to us.
 */
export function finalHeight(policy: FinalityPolicy, heights: Heights, scanned: number): number {
  switch (policy.kind) {
    case 'confirmations':
      return Math.max(-1, scanned - policy.blocks + 1);
    case 'tag': {
      // Measured from what we have scanned ourselves: a node's head may be anything.
      const deep = policy.maxLag === null ? -1 : Math.min(scanned, heights.head) - policy.maxLag;
      const tagged = isPlausible(policy, heights) ? heights[policy.tag] : null;
      return Math.min(scanned, Math.max(tagged ?? -1, deep));
    }
  }
}

/**
 * True if a network of this kind can have such a tag. A proxy that knows no tags answers with the head
 * itself.
 */
export function isPlausible(
  { tag, atHead }: Extract<FinalityPolicy, { kind: 'tag' }>,
  heights: Heights,
): boolean {
  const tagged = heights[tag];
  return tagged === null || atHead === true || tagged < heights.head - 1;
}

export function finalHeights(
  { finality, tiers }: Pick<Network, 'finality' | 'tiers'>,
  heights: Heights,
  scanned: number,
): FinalHeights {
  return {
    all: finalHeight(finality, heights, scanned),
    tiers: tiers.map(({ below, policy }) => ({ below, height: finalHeight(policy, heights, scanned) })),
  };
}

/** The height up to which any money may be final. */
export function highestFinal({ all, tiers }: FinalHeights): number {
  return Math.max(all, ...tiers.map(tier => tier.height));
}

/** The height up to which deposits are final for a customer who has `worth` above `all`. */
export function finalHeightFor({ all, tiers }: FinalHeights, worth: bigint): number {
  return Math.max(all, tiers.find(tier => worth < tier.below)?.height ?? -1);
}

/** What an amount counts towards a tier, in 10^-18. */
export function worthOf(currency: Currency, amount: BaseUnits): bigint {
  return (amount * currency.tierWeight) / 10n ** BigInt(currency.decimals);
}

/** Blocks from the deposit's to the scanned head, both counted; 0 while it is in no block. */
export function confirmations(blockNumber: number | null, scanned: number): number {
  return blockNumber === null ? 0 : Math.max(0, scanned - blockNumber + 1);
}
