import type { BaseUnits } from './money.ts';
import { sum } from './money.ts';
import type { CurrencyCode } from './registry.ts';
import type { CreditedTo } from './states.ts';

/**
 * The books. `custody` is what the chain holds for us; the others say to whom it is owed. The sign convention:
 * an entry sums to zero and what is owed is positive, so custody goes negative as it fills. Every posting also
 * names the deposit's customer and purse, so each book can be read by either.
 */
export type LedgerAccount = 'custody' | CreditedTo | 'fees';

export interface Posting {
  readonly ledger: LedgerAccount;
  readonly currency: CurrencyCode;
  /** Signed base units. */
  readonly amount: BaseUnits;
}

/**
 * What an entry is for; unique with the transaction and its incarnation.
 * `credit`: custody to whom the deposit belongs. `promote`: dust that together reached the minimum. `free`: held
 * money that a person approved. `allocate`: the merchant's decision over money that was nobody's, or its own.
 * `reversal`: undoes all the incarnation's entries after a reorg.
 */
export type EntryPurpose = 'credit' | 'promote' | 'free' | 'allocate' | 'reversal';

/** Moves `amount` from one book to another: two postings that sum to zero. */
export function move(
  from: LedgerAccount,
  to: LedgerAccount,
  currency: CurrencyCode,
  amount: BaseUnits,
): readonly Posting[] {
  return [
    { ledger: from, currency, amount: -amount as BaseUnits },
    { ledger: to, currency, amount },
  ];
}

/** True when the postings of each currency sum to zero and there are any. The database checks it again. */
export function isBalanced(postings: readonly Posting[]): boolean {
  const byCurrency = Map.groupBy(postings, posting => posting.currency);
  return postings.length > 0 && byCurrency.values().every(group => sum(group.map(p => p.amount)) === 0n);
}
