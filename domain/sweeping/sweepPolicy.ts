import type { SweepMethod } from './method.ts';

/** How a network's purses are swept, and when that happens without anybody's asking. */
export interface SweepPolicy {
  /** A network has one for good: `transfer` is for those that do not take transactions of type 4 (EIP-7702). */
  readonly method: SweepMethod;
  /** From one look at the purses to the next, in seconds. */
  readonly everySeconds: number;
  /** A purse's coins of a currency are swept once the oldest deposit is this old, however little it is. */
  readonly maxAgeSeconds: number;
  /** The most items of one transaction. */
  readonly batchItems: number;
  /**
   * The most percent of its worth that an item's gas may cost. It applies to currencies with a `tierWeight` on a network
   * whose native coin has one: there is no price besides.
   */
  readonly mostCostPercent: number;
}

/** EIP-7825 bounds a transaction to 2^24 gas; 48 items with their authorizations fit into it. */
export const mostBatchItems = 48;

/**
 * A look a minute; small sums wait a week, so that each costs a share of its worth once; a batch of twenty, which is
 * near the least gas for an item and asks the operator's key for little.
 */
export const usualSweepPolicy: SweepPolicy = {
  method: 'delegated',
  everySeconds: 60,
  maxAgeSeconds: 7 * 24 * 3600,
  batchItems: 20,
  mostCostPercent: 2,
};

/** By name all is swept that is worth its own gas. */
export const byNamePolicy: Pick<SweepPolicy, 'mostCostPercent'> = { mostCostPercent: 100 };

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

/** How long a purse's coins of a currency rest after a skipped item, in seconds; null: until a person asks. */
export function pauseAfterSkips(skips: number): number | null {
  const pauses = [10 * 60, 6 * 3600];
  return pauses[skips - 1] ?? null;
}

/**
 * `delegated`: gas of an item in a batch of ten, with its calldata and its share of the transaction's own 21,000: as
 * test/contracts/gas.json has it, rounded up. The first sweep of a purse uses its authorization. `transfer`: the top-up takes 21,000,
 * and a token's transfer to an account that has some of it 45,000 to 65,000.
 */
const gasOfItem = {
  delegated: { first: 46_000n, later: 24_000n },
  transfer: { first: 86_000n, later: 86_000n },
} as const;

interface Weighted {
  readonly decimals: number;
  readonly tierWeight: bigint;
}

/**
 * The least amount, in base units, whose item costs no more than the policy's share of it; 0 if the two coins cannot
 * be compared. `gasPrice` is in wei.
 */
export function leastWorthSweeping(
  currency: Weighted,
  native: Weighted | undefined,
  { method, mostCostPercent }: Pick<SweepPolicy, 'method' | 'mostCostPercent'>,
  gasPrice: bigint,
  nth: keyof (typeof gasOfItem)[SweepMethod],
): bigint {
  if (!native || native.tierWeight === 0n || currency.tierWeight === 0n) return 0n;
  const cost =
    gasOfItem[method][nth] * gasPrice * native.tierWeight * 10n ** BigInt(currency.decimals) * 100n;
  const worth = currency.tierWeight * 10n ** BigInt(native.decimals) * BigInt(mostCostPercent);
  return (cost + worth - 1n) / worth;
}
