/** What a transaction offers for a unit of gas, in wei. Networks without EIP-1559 have one price. */
export type Fees =
  | { readonly kind: 'legacy'; readonly gasPrice: bigint }
  | { readonly kind: 'dynamic'; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** What a network asks for now. */
export type Market =
  | { readonly kind: 'legacy'; readonly gasPrice: bigint }
  | { readonly kind: 'dynamic'; readonly baseFee: bigint; readonly priority: bigint };

export interface FeePolicy {
  /** The most that is offered for a unit of gas, in wei. */
  readonly cap: bigint;
  /** By how many percent each field must rise for a node to replace a transaction: 10 in most nodes' pools. */
  readonly bumpPercent: number;
}

/** The most that a unit of gas can cost, in wei. */
export function mostPerGas(fees: Fees): bigint {
  return fees.kind === 'legacy' ? fees.gasPrice : fees.maxFeePerGas;
}

/**
 * What a new transaction offers: enough for twice the base fee, as that rises by at most an eighth with each
 * block (EIP-1559), so six full blocks leave it valid. Undefined if not even the present price is below the cap: then
 * nothing is signed, and no nonce is taken.
 */
export function firstFees(market: Market, { cap }: Pick<FeePolicy, 'cap'>): Fees | undefined {
  if (market.kind === 'legacy') {
    return market.gasPrice > cap ? undefined : market;
  }
  const { baseFee, priority } = market;
  if (baseFee + priority > cap) return undefined;
  return {
    kind: 'dynamic',
    maxFeePerGas: least(2n * baseFee + priority, cap),
    maxPriorityFeePerGas: priority,
  };
}

/**
 * What replaces a transaction that offered `fees`: each field raised by the bump, rounded up, or what the market asks
 * for if that is more. Undefined if the cap allows no replacement: then the transaction stays as it is.
 *
 * The market never lowers a field, and one field alone is never raised: a node refuses both.
 */
export function raisedFees(fees: Fees, market: Market, { cap, bumpPercent }: FeePolicy): Fees | undefined {
  const bumped = (price: bigint): bigint => {
    const raised = price + (price * BigInt(bumpPercent) + 99n) / 100n;
    // A price of zero would be raised to zero.
    return raised > price ? raised : price + 1n;
  };
  if (fees.kind === 'legacy') {
    const asked = market.kind === 'legacy' ? market.gasPrice : market.baseFee + market.priority;
    const gasPrice = most(bumped(fees.gasPrice), least(asked, cap));
    return gasPrice > cap ? undefined : { kind: 'legacy', gasPrice };
  }
  const first = firstFees(market, { cap });
  const asked = first?.kind === 'dynamic' ? first : { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
  const maxFeePerGas = most(bumped(fees.maxFeePerGas), asked.maxFeePerGas);
  const maxPriorityFeePerGas = most(bumped(fees.maxPriorityFeePerGas), asked.maxPriorityFeePerGas);
  if (maxFeePerGas > cap) return undefined;
  // A node refuses a tip above the whole price.
  if (maxPriorityFeePerGas > maxFeePerGas) return undefined;
  return { kind: 'dynamic', maxFeePerGas, maxPriorityFeePerGas };
}

/** Whether a block could take it at the present price. */
export function isEnough(fees: Fees, market: Market): boolean {
  const asked = market.kind === 'legacy' ? market.gasPrice : market.baseFee;
  return mostPerGas(fees) >= asked;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
