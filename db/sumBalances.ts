import { sql } from 'kysely';
import type { AccountId, CustomerId } from '../domain/ids.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { CurrencyCode } from '../domain/registry.ts';
import { booksOf } from './booksOf.ts';
import type { Db } from './connect.ts';

export interface BalanceFilter {
  /** `each`: a row per customer; `total`: one over all; or one customer. */
  readonly customers: 'each' | 'total' | { readonly id: CustomerId };
  readonly currency?: CurrencyCode | undefined;
}

export interface Deposited {
  /** Null in totals. */
  readonly customerId: CustomerId | null;
  readonly externalId: string | null;
  readonly currency: CurrencyCode;
  readonly deposited: BaseUnits;
}

/** What the books owe customers, by currency: net of reversals, for those are postings too. */
export async function sumBalances(
  db: Db,
  accountId: AccountId,
  { customers, currency }: BalanceFilter,
): Promise<readonly Deposited[]> {
  const inCurrency = currency ? sql`and b.currency = ${currency}` : sql``;
  // Postgres sums numeric exactly; connect() reads it as bigint.
  const query =
    customers === 'total'
      ? sql<Deposited>`
          select null as "customerId", null as "externalId", b.currency, sum(b.amount) as deposited
          from ${booksOf('account', sql`${accountId}`)} b
          where b.ledger = 'customer' ${inCurrency}
          group by b.currency
          order by b.currency`
      : sql<Deposited>`
          select c.id as "customerId", c.external_id as "externalId", b.currency, sum(b.amount) as deposited
          from customers c cross join lateral ${booksOf('customer', sql.ref('c.id'))} b
          where c.account_id = ${accountId} and b.ledger = 'customer' ${inCurrency}
            ${customers === 'each' ? sql`` : sql`and c.id = ${customers.id}`}
          group by c.id, b.currency
          order by c.id desc, b.currency`;
  return (await query.execute(db)).rows;
}
