import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import { booksOf } from '../ledger/booksOf.ts';

/** A recharge account: what a purse received in one currency, and what is held apart. */
export interface RechargeAccount {
  readonly currency: CurrencyCode;
  readonly received: BaseUnits;
  readonly held: BaseUnits;
}

/** As JSON: amounts are text, because a JSON number would be rounded. */
export type BooksJson = readonly { currency: CurrencyCode; received: string; held: string }[] | null;

/** The books of the purse under the alias `p`, but for its gas, as a column; null when nothing was posted. */
export const purseBooks: RawBuilder<BooksJson> = sql`(
  select jsonb_agg(jsonb_build_object('currency', currency, 'received', received, 'held', held))
  from (
    select currency,
      coalesce(sum(amount) filter (where ledger in ('customer', 'merchant')), 0)::text as received,
      coalesce(sum(amount) filter (where ledger = 'held'), 0)::text as held
    from ${booksOf('purse', sql.ref('p.id'))} b where ledger <> 'purse_gas' group by currency
  ) books)`;

export function rechargeAccounts(books: BooksJson): readonly RechargeAccount[] {
  return (books ?? []).map(book => ({
    currency: book.currency,
    received: baseUnits(book.received),
    held: baseUnits(book.held),
  }));
}
