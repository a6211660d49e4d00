import type { CreditedTo } from '../deposits/states.ts';
import type { FormId, ProductId } from '../ids.ts';
import type { BaseUnits } from '../money.ts';
import { sum } from '../money.ts';
import type { CurrencyCode } from '../registry.ts';

/**
 * The books. `custody` is what the chain holds for us; the others say to whom it is owed. An entry sums to
 * zero and what is owed is positive, so custody goes negative as it fills. `charges` is what the merchant
 * took of its customers' money. Every posting also names its customer, and a deposit's posting its purse, so
 * each book can be read by either.
 *
 * Coins that were swept are at the merchant's own address: `treasury` goes negative by what `custody` gets back. `gas`
 * is what the operator's key has paid, and `fees` goes negative by it; both belong to no customer. `purse_gas` goes
 * negative by what the operator's key pays to a purse for its gas, and comes back as the purse spends it.
 * `outside` goes negative by the coins that left purses without us, to other addresses than the merchant's own.
 */
export type LedgerAccount =
  'custody' | CreditedTo | 'fees' | 'charges' | 'treasury' | 'gas' | 'purse_gas' | 'outside';

/**
 * A part of a customer's money: the product that it came for, and the form that it came through. A session's
 * money is in one bucket.
 */
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
  /** For the books `customer` and `charges`; by default `noBucket`. */
  readonly bucket?: Bucket;
}

/**
 * What an entry is for; unique with the transaction and its incarnation.
 * `credit`: from custody to the owner of the deposit. `promote`: dust whose sum reached the minimum. `free`:
 * held money that a person approved. `allocate`: unattributed money, or the merchant's own, by the merchant's
 * decision. `reversal`: undoes all the incarnation's entries after a reorg. `charge` and `refund` concern no
 * deposit: each charge and each refund has one entry. `sweep`: an item of a sweep that moved coins of a purse.
 * `gas`: what a transaction of ours cost, whether it moved anything or not, and what it paid to a purse for gas. `left`: coins
 * that left a purse without us, once a person said so.
 */
export type DepositPurpose = 'credit' | 'promote' | 'free' | 'allocate' | 'reversal';
export type EntryPurpose = DepositPurpose | 'charge' | 'refund' | 'sweep' | 'gas' | 'left';

/**
 * Moves `amount` from one book to another: two postings that sum to zero. `bucket` applies to the books that
 * have buckets.
 */
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

/** True if there are postings, and those of each currency sum to zero. The database checks it again. */
export function isBalanced(postings: readonly Posting[]): boolean {
  const byCurrency = Map.groupBy(postings, posting => posting.currency);
  return postings.length > 0 && byCurrency.values().every(group => sum(group.map(p => p.amount)) === 0n);
}
