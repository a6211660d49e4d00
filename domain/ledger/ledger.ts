import type { CreditedTo } from '../deposits/states.ts';
import type { FormId, ProductId } from '../ids.ts';
import type { BaseUnits } from '../money.ts';
import { sum } from '../money.ts';
import type { CurrencyCode } from '../registry.ts';

/**
 * The books. `custody` is what the chain holds for us; the others say to whom it is owed. The sign convention:
 * an entry sums to zero and what is owed is positive, so custody goes negative as it fills. `charges` is what the
 * merchant took of its customers' money. Every posting also names its customer, and a deposit's its purse, so each
 * book can be read by either.
 */
export type LedgerAccount = 'custody' | CreditedTo | 'fees' | 'charges';

/** What of a customer's money came for which product, and through which form: that of one session is of one bucket. */
export interface Bucket {
  readonly productId: ProductId | null;
  readonly formId: FormId | null;
}

/** Money that came through no session. */
export const noBucket: Bucket = { productId: null, formId: null };

export interface Posting {
  readonly ledger: LedgerAccount;
  readonly currency: CurrencyCode;
  /** Signed base units. */
  readonly amount: BaseUnits;
  /** Of the books `customer` and `charges`; `noBucket` where it is left out. */
  readonly bucket?: Bucket;
}

/**
 * What an entry is for; unique with the transaction and its incarnation.
 * `credit`: custody to whom the deposit belongs. `promote`: dust that together reached the minimum. `free`: held
 * money that a person approved. `allocate`: the merchant's decision over money that was nobody's, or its own.
 * `reversal`: undoes all the incarnation's entries after a reorg. `charge` and `refund` are of no deposit: each
 * charge and each refund has one.
 */
export type DepositPurpose = 'credit' | 'promote' | 'free' | 'allocate' | 'reversal';
export type EntryPurpose = DepositPurpose | 'charge' | 'refund';

/** Moves `amount` from one book to another: two postings that sum to zero. `bucket` is of those that have them. */
export function move(
  from: LedgerAccount,
  to: LedgerAccount,
  currency: CurrencyCode,
  amount: BaseUnits,
  bucket: Bucket = noBucket,
): readonly Posting[] {
  return [
    { ledger: from, currency, amount: -amount as BaseUnits, bucket: bucketOf(from, bucket) },
    { ledger: to, currency, amount, bucket: bucketOf(to, bucket) },
  ];
}

function bucketOf(ledger: LedgerAccount, bucket: Bucket): Bucket {
  return ledger === 'customer' || ledger === 'charges' ? bucket : noBucket;
}

/** True when the postings of each currency sum to zero and there are any. The database checks it again. */
export function isBalanced(postings: readonly Posting[]): boolean {
  const byCurrency = Map.groupBy(postings, posting => posting.currency);
  return postings.length > 0 && byCurrency.values().every(group => sum(group.map(p => p.amount)) === 0n);
}
