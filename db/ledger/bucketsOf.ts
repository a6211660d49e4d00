import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { AccountId, CustomerId } from '../../domain/ids.ts';

/** Whose buckets: an account's customers summed, each of them, or one customer. */
export type BucketScope =
  { readonly account: AccountId } | { readonly eachOf: AccountId } | { readonly customer: CustomerId };

/**
 * What customers hold and what was charged, as rows (customer_id, product_id, form_id, ledger, currency,
 * amount, first_posting), to be added up: the snapshot by product and form, and the postings after the
 * horizon, as in `booksOf`. '' means no product or no form. Conditions on its columns reach the indexes of
 * both.
 */
export function bucketsOf(scope: BucketScope): RawBuilder<unknown> {
  const { snapshot, fresh } = conditions(scope);
  return sql`(
    select scope_id as customer_id, product_id, form_id, ledger, currency, amount, first_posting
    from product_snapshots where ${snapshot}
    union all
    select customer_id, coalesce(product_id, ''), coalesce(form_id, ''), ledger, currency, amount, id
    from postings
    where ${fresh} and ledger in ('customer', 'charges')
      and id > (select posting_id from balance_horizon) and id <= (select max(id) from postings)
  )`;
}

function conditions(scope: BucketScope): Record<'snapshot' | 'fresh', RawBuilder<unknown>> {
  if ('customer' in scope) {
    return { snapshot: sql`scope_id = ${scope.customer}`, fresh: sql`customer_id = ${scope.customer}` };
  }
  if ('account' in scope) {
    return { snapshot: sql`scope_id = ${scope.account}`, fresh: sql`account_id = ${scope.account}` };
  }
  // Worded like the index of all customers.
  const snapshot = sql`account_id = ${scope.eachOf} and scope_id <> account_id`;
  return { snapshot, fresh: sql`account_id = ${scope.eachOf}` };
}
