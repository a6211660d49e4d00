import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { AccountId, CustomerId, FormId, ProductId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { booksOf } from './booksOf.ts';
import type { BucketScope } from './bucketsOf.ts';
import { bucketsOf } from './bucketsOf.ts';

/** `each`: a row per value; `total`: one row over all values; or one value. */
export interface BalanceFilter {
  readonly customers: 'each' | 'total' | { readonly id: CustomerId };
  readonly products: 'each' | 'total' | { readonly id: ProductId };
  readonly formId?: FormId | undefined;
  /** A row for each; by default all. */
  readonly currencies?: readonly CurrencyCode[] | undefined;
}

export interface SummedBalance {
  /** Null in totals over customers. */
  readonly customerId: CustomerId | null;
  readonly externalId: string | null;
  /** Null if there is none, and in totals over products. */
  readonly productId: ProductId | null;
  readonly currency: CurrencyCode;
  /** What the books owe, net of reversals and charges, as those are postings too. */
  readonly balance: BaseUnits;
  /** Net of refunds. */
  readonly charged: BaseUnits;
}

/** A part of the sums, in their order. */
export interface BalancePart {
  readonly rows: number;
  /** The part begins behind this row; without a currency, behind all rows of the customer and the product. */
  readonly after?:
    | {
        readonly customerId: CustomerId | null;
        readonly productId: ProductId | null;
        readonly currency?: string | undefined;
      }
    | undefined;
}

/**
 * What an account's customers hold and were charged, by currency: newest customers first, then by product.
 */
export async function sumBalances(
  db: Db,
  accountId: AccountId,
  filter: BalanceFilter,
  part: BalancePart,
): Promise<readonly SummedBalance[]> {
  const { customers, products } = filter;
  const one = typeof customers === 'object' ? customers.id : undefined;
  const perCustomer = customers === 'each' ? sql`customer_id` : sql`${one ?? null}::text`;
  // Looked up one by one: the rows are for a few customers of many, and a join would read all customers.
  const externalId =
    customers === 'total' ? sql`null` : sql`(select external_id from customers c where c.id = s.customer_id)`;
  const perProduct = products === 'total' ? sql`null` : sql`nullif(product_id, '')`;
  // Postgres sums numeric exactly; connect() reads it as bigint.
  const { rows } = await sql<SummedBalance>`
    select s.customer_id as "customerId", ${externalId} as "externalId", s.product_id as "productId", s.currency,
      coalesce(s.balance, 0) as balance, coalesce(s.charged, 0) as charged
    from (
      select ${perCustomer} as customer_id, ${perProduct} as product_id, currency,
        sum(amount) filter (where ledger = 'customer') as balance,
        sum(amount) filter (where ledger = 'charges') as charged
      from ${source(accountId, filter)} b
      where ledger in ('customer', 'charges') and ${conditions(filter, part)}
      group by 1, 2, 3
    ) s
    where ${isBehind(part)}
    order by s.customer_id desc, s.product_id nulls first, s.currency
    limit ${part.rows}
  `.execute(db);
  return rows;
}

/** The shortest books that have the answer: those by product and form have a row for each. */
function source(accountId: AccountId, { customers, products, formId }: BalanceFilter): RawBuilder<unknown> {
  if (customers === 'each') return bucketsOf({ eachOf: accountId });
  const whole = products === 'total' && formId === undefined;
  if (customers === 'total') {
    return whole ? booksOf('account', sql`${accountId}`) : bucketsOf({ account: accountId });
  }
  const scope: BucketScope = { customer: customers.id };
  return whole ? booksOf('customer', sql`${customers.id}`) : bucketsOf(scope);
}

/** No product has an empty id, so null sorts before all products. */
function isBehind({ after }: BalancePart): RawBuilder<unknown> {
  if (!after) return sql`true`;
  const { customerId, productId, currency } = after;
  const place =
    currency === undefined
      ? sql`coalesce(s.product_id, '') > ${productId ?? ''}`
      : sql`(coalesce(s.product_id, ''), s.currency) > (${productId ?? ''}, ${currency})`;
  if (customerId === null) return place;
  return sql`(s.customer_id < ${customerId} or s.customer_id = ${customerId} and ${place})`;
}

function conditions(
  { customers, products, formId, currencies }: BalanceFilter,
  { after }: BalancePart,
): RawBuilder<unknown> {
  return sql.join(
    [
      sql`true`,
      // Rows of earlier parts are not added up again.
      ...(customers === 'each' && after?.customerId ? [sql`customer_id <= ${after.customerId}`] : []),
      ...(typeof products === 'object' ? [sql`product_id = ${products.id}`] : []),
      ...(formId === undefined ? [] : [sql`form_id = ${formId}`]),
      ...(currencies ? [sql`currency = any (${[...currencies]})`] : []),
    ],
    sql` and `,
  );
}
