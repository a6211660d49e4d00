import { sql } from 'kysely';
import type { FormId, ProductId, SessionId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Price } from '../../domain/sessions/price.ts';
import type { SessionCandidate } from '../../domain/sessions/session.ts';
import type { Db } from '../connect.ts';
import { latePeriodAndADay } from '../latePeriod.ts';
import type { TransactionRow } from '../schema.ts';

export interface StoredCandidate extends SessionCandidate {
  readonly formId: FormId;
  readonly productId: ProductId | null;
}

/**
 * The deposits to find sessions for: of one customer and currency, the first of them seen at `created_at`.
 */
export type Sought = Pick<TransactionRow, 'customer_id' | 'currency' | 'created_at' | 'mined_at'>;

/**
 * How many expired sessions are considered, although only the last may be meant. More would be needed only if
 * so many were paid within this very transaction, before it updated their payments.
 */
const mostExpired = 50;

/**
 * The customer's sessions that a deposit may belong to, with what was credited to them, summed by currency:
 * those that accept its currency, were created before it was seen and were not paid by then. With `alone`,
 * for a single deposit, only the last of those that had expired when it was sighted.
 */
export async function sessionCandidates(
  trx: Db,
  { customer_id, currency, created_at: seenAt, mined_at }: Sought,
  { alone }: { readonly alone: boolean },
): Promise<readonly StoredCandidate[]> {
  const sightedAt = mined_at !== null && mined_at < seenAt ? mined_at : seenAt;
  const accepted = JSON.stringify([{ members: [{ currency }] }]);
  const { rows } = await sql<{
    id: SessionId;
    form_id: FormId;
    product_id: ProductId | null;
    created_at: Date;
    expires_at: Date;
    price: readonly Price[];
    paid_at: Date | null;
    asked_us: readonly number[] | null;
    paid: readonly { readonly currency: CurrencyCode; readonly amount: string }[] | null;
  }>`
    with unpaid as (
      select s.id, s.form_id, s.product_id, s.created_at, s.expires_at, s.price, p.completed_at as paid_at
      from sessions s left join payments p on p.session_id = s.id
      where s.customer_id = ${customer_id}
        and s.expires_at > ${seenAt}::timestamptz - ${latePeriodAndADay}
        -- Dates hold milliseconds, and the column more.
        and (s.created_at < ${seenAt}::timestamptz + interval '1 millisecond' or not ${alone})
        and s.price @> ${accepted}::jsonb
        -- Kept under the customer's lock by whatever credits or reverses: nobody pays a session that was paid before.
        and (p.completed_at is null or p.completed_at > ${seenAt})
    )
    select s.id, s.form_id, s.product_id, s.created_at, s.expires_at, s.price, s.paid_at, (
      select jsonb_agg((extract(epoch from at) * 1000000)::bigint)
      from page_choices, unnest(asked_at) as at where session_id = s.id and currency = ${currency}
    ) as asked_us, (
      select jsonb_agg(jsonb_build_object('currency', sums.currency, 'amount', sums.amount::text))
      from (
        select currency, sum(amount) as amount from transactions
        where session_id = s.id and credited_to = 'customer' group by currency
      ) sums
    ) as paid
    from (
      select * from unpaid where expires_at >= ${sightedAt} or not ${alone}
      union all
      (
        select * from unpaid where expires_at < ${sightedAt} and ${alone} and paid_at is null
        order by expires_at desc, id desc limit ${mostExpired}
      )
    ) s
  `.execute(trx);
  return rows.map(row => ({
    id: row.id,
    formId: row.form_id,
    productId: row.product_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    price: row.price,
    paidAt: row.paid_at,
    asked: (row.asked_us ?? []).map(atUs => ({ currency, atUs })),
    paid: (row.paid ?? []).map(({ currency, amount }) => ({ currency, amount: baseUnits(amount) })),
  }));
}
