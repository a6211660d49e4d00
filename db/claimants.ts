import { sql } from 'kysely';
import type { CustomerId, FormId, ProductId, SessionId } from '../domain/ids.ts';
import { baseUnits } from '../domain/money.ts';
import type { CurrencyCode } from '../domain/registry.ts';
import type { Claimant, Price } from '../domain/session.ts';
import type { Db } from './connect.ts';

export interface SessionClaimant extends Claimant {
  readonly formId: FormId;
  readonly productId: ProductId | null;
}

/**
 * The sessions of a customer that money first seen at `seenAt` or later may belong to, with what was credited to them,
 * added up by currency.
 */
export async function claimants(
  trx: Db,
  customerId: CustomerId,
  seenAt: Date,
): Promise<readonly SessionClaimant[]> {
  const { rows } = await sql<{
    id: SessionId;
    form_id: FormId;
    product_id: ProductId | null;
    created_at: Date;
    expires_at: Date;
    price: readonly Price[];
    paid: readonly { readonly currency: CurrencyCode; readonly amount: string }[] | null;
  }>`
    select s.id, s.form_id, s.product_id, s.created_at, s.expires_at, s.price, (
      select jsonb_agg(jsonb_build_object('currency', sums.currency, 'amount', sums.amount::text))
      from (
        select currency, sum(amount) as amount from transactions
        where session_id = s.id and credited_to = 'customer' group by currency
      ) sums
    ) as paid
    from sessions s
    where s.customer_id = ${customerId}
      -- A day more than the rule, as the chain's clock may be ahead of ours.
      and s.expires_at > ${seenAt}::timestamptz - interval '8 days'
  `.execute(trx);
  return rows.map(row => ({
    id: row.id,
    formId: row.form_id,
    productId: row.product_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    price: row.price,
    paid: (row.paid ?? []).map(({ currency, amount }) => ({ currency, amount: baseUnits(amount) })),
  }));
}
