import { sql } from 'kysely';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Db } from '../connect.ts';

/**
 * The entries that do not sum to zero in a currency, entries without postings, postings without an entry, and
 * postings in the books of an account, customer or purse other than those of their deposit, charge, swept item or finding. A
 * fee is the account's whose lane paid it, and no customer's; what a purse has for gas is that purse's.
 */
export async function findFaultyEntries(db: Db, limit: number): Promise<readonly Difference[]> {
  const { rows } = await sql<Difference>`
    select coalesce(e.id, p.entry_id) as "where",
      case when e.id is null then 'postings without their entry'
        when p.entry_id is null then 'an entry without postings'
        else 'the postings of an entry' end as what,
      p.currency, 0::numeric as expected, coalesce(sum(p.amount), 0) as found
    from entries e full join postings p on p.entry_id = e.id
    group by e.id, p.entry_id, p.currency
    having e.id is null or p.entry_id is null or sum(p.amount) <> 0
    union all
    select e.id, 'a posting in the books of ' || concat_ws(', ', p.account_id, p.customer_id, p.purse_id),
      p.currency, 0::numeric, p.amount
    from postings p
      join entries e on e.id = p.entry_id
      left join transactions t on t.id = e.transaction_id
      left join refunds r on r.id = e.refund_id
      left join charges g on g.id = coalesce(e.charge_id, r.charge_id)
      left join sweeps w on w.id = e.sweep_id
      left join sweep_items i on i.sweep_id = e.sweep_id and i.position = e.sweep_position
      left join sends s on s.chain_id = e.send_chain_id and s.mined_hash = e.send_hash
      left join lanes l on l.chain_id = s.chain_id and l.sender = s.sender
      left join findings f on f.id = e.finding_id
      left join purses o on o.id = f.purse_id
      left join top_ups u on s.intent_kind = 'top_up' and u.intent_id = s.intent_id
    where (p.account_id, p.customer_id, p.purse_id) is distinct from
        (coalesce(t.account_id, g.account_id, w.account_id, l.account_id, f.account_id),
          coalesce(t.customer_id, g.customer_id, i.customer_id, o.customer_id),
          coalesce(t.purse_id, i.purse_id, f.purse_id,
            case when p.ledger = 'purse_gas' then coalesce(l.purse_id, u.purse_id) end))
      or e.account_id <> p.account_id or r.account_id <> p.account_id
    order by 1, 2, 3 limit ${limit}
  `.execute(db);
  return rows;
}
