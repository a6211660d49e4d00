/** When a network's purses are swept without anybody's asking. */
export interface SweepPolicy {
  /** From one look at the purses to the next, in seconds. */
  readonly everySeconds: number;
  /** A purse's coins of a currency are swept once the oldest deposit is this old, however little it is. */
  readonly maxAgeSeconds: number;
  /** The most items of one transaction. */
  readonly batchItems: number;
}

/** EIP-7825 bounds a transaction to 2^24 gas; 48 items with their authorizations fit into it. */
export const mostBatchItems = 48;

/**
 * A look a minute; small sums wait a week, so that each costs a share of its worth once; a batch of twenty, which is
 * near the least gas for an item and asks the operator's key for little.
 */
export const usualSweepPolicy: SweepPolicy = {
  everySeconds: 60,
  maxAgeSeconds: 7 * 24 * 3600,
  batchItems: 20,
};

export function sweepPolicyOf({ sweeping }: { readonly sweeping?: SweepPolicy }): SweepPolicy {
  return sweeping ?? usualSweepPolicy;
}

/** In base units: from this sum on a purse's coins of the currency are swept at once. */
export function sweepThresholdOf({
  sweepThreshold,
  minDeposit,
}: {
  readonly sweepThreshold?: bigint;
  readonly minDeposit: bigint;
}): bigint {
  return sweepThreshold ?? 20n * minDeposit;
}

/** After an item was skipped: how long its purse's coins of that currency are left alone, in seconds; null: until a person asks. */
export function pauseAfterSkips(skips: number): number | null {
  const pauses = [10 * 60, 6 * 3600];
  return pauses[skips - 1] ?? null;
}
