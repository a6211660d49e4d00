import { sql } from 'kysely';
import type { Coin } from '../../domain/coin.ts';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

/**
 * The charges and refunds whose postings differ from their rows. The one entry of each moves its amount
 * between the books `customer` and `charges`, bucket by bucket; the currencies of a group count 1:1. Refunds
 * come after their charge, return to a bucket no more than the charge took from it, and sum to the charge's
 * refunded amount.
 *
 * `coins` are those of the registry: amounts are compared in their decimals. Amounts in other coins are not
 * compared.
 */
export async function compareCharges(
  db: Db,
  coins: readonly Pick<Coin, 'code' | 'decimals'>[],
  limit: number,
): Promise<readonly Difference[]> {
  const codes = coins.map(({ code }) => code);
  const decimals = coins.map(coin => coin.decimals);
  const { rows } = await sql<Difference>`
    with listed as (select * from unnest(${codes}::text[], ${decimals}::integer[]) as listed (code, decimals)),
    due as (
      select g.id, g.id as charge_id, g.amount, -1 as sign, g.decimals, g.coin from charges g
      union all
      select r.id, g.id, r.amount, 1, g.decimals, g.coin from refunds r join charges g on g.id = r.charge_id
    ),
    posted as (
      select coalesce(e.charge_id, e.refund_id) as id, p.id as posting_id, p.ledger, p.currency, p.amount,
        coalesce(p.product_id, '') as product_id, coalesce(p.form_id, '') as form_id
      from entries e join postings p on p.entry_id = e.id
      where e.charge_id is not null or e.refund_id is not null
    ),
    moved as (
      select due.id, due.coin, coin.decimals,
        due.amount * ${tenTo(sql`coin.decimals - due.decimals`)} as amount,
        -- Null, and so not compared, where a currency is not listed.
        case when bool_and(p.id is null or c.decimals is not null) then
          coalesce(sum(due.sign * p.amount * ${tenTo(sql`coin.decimals - c.decimals`)}), 0) end as found
      from due
        join listed coin on coin.code = due.coin
        left join posted p on p.id = due.id and p.ledger = 'customer'
        left join listed c on c.code = p.currency
      group by due.id, due.coin, coin.decimals, due.amount, due.decimals
    ),
    taken as (
      select due.charge_id, p.currency, sum(p.amount) as amount
      from due join posted p on p.id = due.id and p.ledger = 'charges'
      group by due.charge_id, p.currency, p.product_id, p.form_id
    )
    select id as "where", 'its entry' as what, coin as currency, trunc(amount) as expected, trunc(found) as found
    from moved where found <> amount
    union all
    select id, 'what its entry takes of a bucket beside what it gives to it', currency, 0::numeric, sum(amount)
    from posted group by id, currency, product_id, form_id having sum(amount) <> 0
    union all
    select id, 'its entry in the book ' || ledger, currency, 0::numeric, sum(amount)
    from posted where ledger not in ('customer', 'charges') group by id, ledger, currency
    union all
    select p.id, 'a bucket of another product than the charge''s', p.currency, 0::numeric, sum(abs(p.amount))
    from posted p join due on due.id = p.id join charges g on g.id = due.charge_id
    where p.product_id <> g.product_id
    group by p.id, p.currency
    union all
    select charge_id, 'what is left of it in a bucket', currency, 0::numeric, amount from taken where amount < 0
    union all
    select g.id, 'its refunds', g.coin,
      trunc(g.refunded * ${tenTo(sql`coin.decimals - g.decimals`)}),
      trunc(coalesce(sum(r.amount), 0) * ${tenTo(sql`coin.decimals - g.decimals`)})
    from charges g join listed coin on coin.code = g.coin left join refunds r on r.charge_id = g.id
    group by g.id, coin.decimals having g.refunded <> coalesce(sum(r.amount), 0)
    union all
    select r.id, 'a posting before the last of its charge', null, max(charged.posting_id)::numeric,
      min(refunded.posting_id)::numeric
    from refunds r
      join posted refunded on refunded.id = r.id
      join posted charged on charged.id = r.charge_id
    group by r.id having min(refunded.posting_id) < max(charged.posting_id)
    order by 1, 2, 3 limit ${limit}
  `.execute(db);
  return rows;
}

/** Exact: `power` has decimals, but a power of ten written as text has none. */
function tenTo(places: ReturnType<typeof sql>) {
  return sql`('1e' || (${places}))::numeric`;
}
