import { sql } from 'kysely';
import type { AccountId, CustomerId } from '../domain/ids.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { CurrencyCode } from '../domain/registry.ts';
import type { Db } from './connect.ts';
import type { CustomerRef } from './customerRef.ts';
import { isCustomer } from './customerRef.ts';

export interface BalanceFilter {
  /** `each`: a row per customer; `total`: one over all; or one customer. */
  readonly customers: 'each' | 'total' | CustomerRef;
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
  filter: BalanceFilter,
): Promise<readonly Deposited[]> {
  let query = db
    .selectFrom('postings as g')
    .innerJoin('customers as c', 'c.id', 'g.customer_id')
    .select('g.currency')
    // Postgres sums numeric exactly; connect() reads it as bigint.
    .select(sql<BaseUnits>`sum(g.amount)`.as('deposited'))
    .where('c.account_id', '=', accountId)
    .where('g.ledger', '=', 'customer')
    .groupBy('g.currency');
  if (filter.currency) query = query.where('g.currency', '=', filter.currency);
  if (filter.customers === 'total') {
    const rows = await query.orderBy('g.currency').execute();
    return rows.map(row => ({ customerId: null, externalId: null, ...row }));
  }
  if (filter.customers !== 'each') query = query.where(isCustomer(filter.customers));
  return query
    .select(['c.id as customerId', 'c.external_id as externalId'])
    .groupBy('c.id')
    .orderBy('c.id', 'desc')
    .orderBy('g.currency')
    .execute();
}
