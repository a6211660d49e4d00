import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { SessionId, TransactionId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** How many of a customer's latest deposits are searched: their number must not make a page slow. */
const looked = 50;

/**
 * The latest deposit that came after the session `sessions` was created, in a currency that it accepts, and
 * counts for another session of its customer. Dust is left out, because anybody can send it.
 */
export const elsewhere: RawBuilder<unknown> = sql`
  select t.id, t.currency, t.amount from (
    select * from transactions where transactions.customer_id = sessions.customer_id order by id desc limit ${looked}
  ) t
  where t.created_at > sessions.created_at and not t.quiet
    and t.status in ('MEM_POOL_FOUND', 'PENDING_COMPLIANCE_CHECK', 'CONFIRMED')
    and coalesce(t.session_id, t.expected_session_id) <> sessions.id
    and sessions.price @> jsonb_build_array(jsonb_build_object('members',
      jsonb_build_array(jsonb_build_object('currency', t.currency))))
  order by t.id desc limit 1`;

/** The same for one session; undefined if there is none. */
export async function paidElsewhere(
  db: Db,
  id: SessionId,
): Promise<
  { readonly id: TransactionId; readonly currency: CurrencyCode; readonly amount: BaseUnits } | undefined
> {
  const { rows } = await sql<{ id: TransactionId; currency: CurrencyCode; amount: BaseUnits }>`
    select found.* from sessions cross join lateral (${elsewhere}) found where sessions.id = ${id}
  `.execute(db);
  return rows[0];
}
