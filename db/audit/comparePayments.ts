import { sql } from 'kysely';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

/**
 * The payments that differ from what was credited to their sessions, counted in the payment's coin by the
 * session's price; those that are completed although the credits are less than the price, or not completed
 * although they are enough; and sessions with credits but no payment.
 */
export async function comparePayments(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    with credited as (
      select t.session_id, alternative ->> 'coin' as coin, (alternative ->> 'amount')::numeric as price,
        sum(t.amount * ('1e' || ((alternative ->> 'decimals')::integer - (member ->> 'decimals')::integer))::numeric)
          as amount
      from transactions t
        join sessions s on s.id = t.session_id
        cross join lateral jsonb_array_elements(s.price) alternative
        cross join lateral jsonb_array_elements(alternative -> 'members') member
      where t.credited_to = 'customer' and member ->> 'currency' = t.currency
      group by t.session_id, alternative
    )
    select p.id as "where", 'what was credited to its session' as what, p.coin as currency,
      trunc(coalesce(c.amount, 0)) as expected, p.paid as found
    from payments p left join credited c on c.session_id = p.session_id and c.coin = p.coin
    where p.paid <> coalesce(c.amount, 0)
    union all
    select p.id, 'alternatives of the price that are reached, of a payment that is ' || p.status, null,
      case when p.status = 'completed' then 1 else 0 end::numeric, count(c.coin)::numeric
    from payments p left join credited c on c.session_id = p.session_id and c.amount >= c.price
    group by p.id having (count(c.coin) > 0) <> (p.status = 'completed')
    union all
    select distinct c.session_id, 'payments of a session that was credited', null, 1::numeric, 0::numeric
    from credited c where not exists (select from payments p where p.session_id = c.session_id)
    order by 1, 2 limit ${limit}
  `.execute(db);
  return rows;
}
