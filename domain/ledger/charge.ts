import type { Coin } from '../coin.ts';
import { inCoin } from '../coin.ts';
import type { ProductId } from '../ids.ts';
import type { BaseUnits } from '../money.ts';
import type { Currency } from '../registry.ts';
import type { Bucket } from './ledger.ts';
import type { PostingId } from './statement.ts';

/** What a charge takes out of one bucket, or a refund puts back. */
export interface Part {
  readonly currency: Currency;
  readonly bucket: Bucket;
  /** In base units of the currency, above zero. */
  readonly amount: BaseUnits;
}

/** The balance of one bucket of a customer's book; negative if a reversal took more than was left. */
export interface BucketBalance extends Part {
  /** The bucket's age: the lower, the older. */
  readonly firstPosting: PostingId;
}

/** How many decimals a charge in this coin may have. Every part can then be exact, whatever its currency. */
export function chargeDecimals(coin: Coin): number {
  return Math.min(...coin.members.map(({ decimals }) => decimals));
}

/**
 * Where a charge of `amount`, in 10^-`chargeDecimals` of the coin, is taken from; undefined if there is too
 * little money. With a product, only its buckets count. The currencies with the fewest decimals come first:
 * the rest is then always exact in a finer one. Among these, the oldest bucket comes first.
 *
 * The charge leaves each of the following at or above zero, unless a reversal had put it below: each bucket,
 * each product's money of a currency, each currency, and the product's and the customer's money of the coin.
 * So later money fills a hole, and no charge spends around it.
 */
export function splitCharge(
  coin: Coin,
  productId: ProductId | null,
  balances: readonly BucketBalance[],
  amount: BaseUnits,
): readonly Part[] | undefined {
  const all = balances.filter(({ currency }) => coin.members.some(({ code }) => code === currency.code));
  const payable = productId === null ? all : all.filter(({ bucket }) => bucket.productId === productId);
  let rest = amount * 10n ** BigInt(coin.decimals - chargeDecimals(coin));
  if (rest > totalOf(coin, all) || rest > totalOf(coin, payable)) return undefined;

  const left = limits(all);
  const parts: Part[] = [];
  for (const { currency, bucket, amount: balance } of payable.toSorted(byDecimalsThenAge)) {
    const scale = 10n ** BigInt(coin.decimals - currency.decimals);
    const bounds = boundsOf({ currency, bucket });
    const taken = least([balance, rest / scale, ...bounds.map(bound => left.get(bound) ?? 0n)]);
    if (taken <= 0n) continue;
    parts.push({ currency, bucket, amount: taken as BaseUnits });
    rest -= taken * scale;
    for (const bound of bounds) left.set(bound, (left.get(bound) ?? 0n) - taken);
  }
  return rest === 0n ? parts : undefined;
}

/**
 * What a refund puts back of a charge's parts, which are in the order in which they were taken. The last part
 * goes back first, so that the rest is split as a smaller charge would be. All amounts but the parts' are in
 * 10^-`decimals`.
 */
export function splitRefund(
  parts: readonly Part[],
  charge: { readonly amount: BaseUnits; readonly refunded: BaseUnits; readonly decimals: number },
  refund: BaseUnits,
): readonly Part[] {
  const before = charge.amount - charge.refunded;
  const kept = firstOf(parts, before - refund, charge.decimals);
  return firstOf(parts, before, charge.decimals).flatMap((part, at) => {
    const amount = part.amount - (kept[at]?.amount ?? 0n);
    return amount === 0n ? [] : [{ ...part, amount: amount as BaseUnits }];
  });
}

/** The parts as if only the first `total` of them had been taken. */
function firstOf(parts: readonly Part[], total: bigint, decimals: number): readonly Part[] {
  const finest = Math.max(decimals, ...parts.map(({ currency }) => currency.decimals));
  let rest = total * 10n ** BigInt(finest - decimals);
  return parts.map(part => {
    const scale = 10n ** BigInt(finest - part.currency.decimals);
    const amount = least([part.amount, rest / scale]);
    rest -= amount * scale;
    return { ...part, amount: amount as BaseUnits };
  });
}

function totalOf(coin: Coin, balances: readonly BucketBalance[]): bigint {
  return balances.reduce((total, { currency, amount }) => total + inCoin(coin, currency, amount), 0n);
}

/** The sums that a charge on the bucket lowers: its currency's, and its product's of that currency. */
function boundsOf({ currency, bucket }: Pick<BucketBalance, 'currency' | 'bucket'>): readonly string[] {
  return [currency.code, `${currency.code} ${bucket.productId ?? ''}`];
}

function limits(balances: readonly BucketBalance[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const balance of balances) {
    for (const bound of boundsOf(balance)) sums.set(bound, (sums.get(bound) ?? 0n) + balance.amount);
  }
  return sums;
}

function byDecimalsThenAge(a: BucketBalance, b: BucketBalance): number {
  return a.currency.decimals - b.currency.decimals || a.firstPosting - b.firstPosting;
}

function least(amounts: readonly bigint[]): bigint {
  return amounts.reduce((low, amount) => (amount < low ? amount : low));
}
