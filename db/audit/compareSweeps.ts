import { sql } from 'kysely';
import type { Difference } from '../../domain/ledger/difference.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { leftCoins } from '../leftCoins.ts';
import { movedTopUps } from '../sending/movedTopUps.ts';
import { movedItems } from '../sweeping/movedItems.ts';

/** A fee is booked soon after its transaction is final, by a loop. */
const unbookedFor = sql`interval '5 minutes'`;

/**
 * What left, as the rows say it and as the books do.
 * 1. Each swept item of a completed sweep has its entry with its amount, and no other item has one.
 * 2. The items of a sweep that has ended are swept exactly if its final transaction moved them.
 * 3. What each destination has in the book `treasury` is what its items moved, and what a person said it got otherwise.
 * 4. Each final transaction of ours has an entry of its fee and of what it paid to a purse for gas, in the coin of its network,
 *    and no other has one.
 * 5. What left a purse without us has its entry with the amount that a person said, and nothing else has one.
 *
 * `natives` has the coin of each network. A fee on another network may have no entry.
 */
export async function compareSweeps(
  db: Db,
  natives: readonly Pick<Currency, 'chainId' | 'code'>[],
  limit: number,
): Promise<readonly Difference[]> {
  const chains = natives.map(({ chainId }) => chainId);
  const codes = natives.map(({ code }) => code);
  const { rows } = await sql<Difference>`
    with swept as (
      select i.* from sweep_items i join sweeps s on s.id = i.sweep_id
      where i.status = 'swept' and s.status = 'completed'
    ),
    due as (
      select sweep_id, position, book.ledger, currency, book.sign * amount as amount
      from swept cross join lateral (values ('custody', 1), ('treasury', -1)) as book (ledger, sign)
    ),
    posted as (
      select e.sweep_id, e.sweep_position as position, p.ledger, p.currency, sum(p.amount) as amount
      from entries e join postings p on p.entry_id = e.id
      where e.sweep_id is not null
      group by e.sweep_id, e.sweep_position, p.ledger, p.currency
    ),
    gone as (select * from ${leftCoins} gone where closed_at is not null),
    left_due as (
      select finding_id, book.ledger, currency, book.sign * amount as amount
      from gone cross join lateral (values ('custody', 1),
        (case when destination_id is null then 'outside' else 'treasury' end, -1)) as book (ledger, sign)
    ),
    left_posted as (
      select e.finding_id, p.ledger, p.currency, sum(p.amount) as amount
      from entries e join postings p on p.entry_id = e.id
      where e.finding_id is not null
      group by e.finding_id, p.ledger, p.currency
    ),
    given as (
      select destination_id, currency, -sum(amount) as amount from (
        select destination_id, currency, amount from swept
        union all
        select destination_id, currency, amount from gone where destination_id is not null
      ) got group by destination_id, currency
    ),
    treasury as (
      select coalesce(i.destination_id, f.destination_id, 'no destination') as destination_id, p.currency, sum(p.amount) as amount
      from postings p
        join entries e on e.id = p.entry_id
        left join sweep_items i on i.sweep_id = e.sweep_id and i.position = e.sweep_position
        left join findings f on f.id = e.finding_id
      where p.ledger = 'treasury'
      group by 1, 2
    ),
    cost as (
      select s.chain_id, s.mined_hash as hash, book.ledger, native.currency, book.amount,
        coalesce(s.fee_unbooked_since > now() - ${unbookedFor}, false) as is_recent
      from sends s
        join lanes l on l.chain_id = s.chain_id and l.sender = s.sender
        left join ${movedTopUps} m on m.chain_id = s.chain_id and m.hash = s.mined_hash
        cross join lateral (values
          ('fees', -s.fee),
          ('gas', case when l.purse_id is null then s.fee else 0 end + coalesce(m.amount, 0)),
          ('purse_gas', case when l.purse_id is null then 0 else s.fee end - coalesce(m.amount, 0))) as book (ledger, amount)
        left join unnest(${chains}::bigint[], ${codes}::text[]) as native (chain_id, currency)
          on native.chain_id = s.chain_id
      where s.status = 'final' and book.amount <> 0
    ),
    paid as (
      select e.send_chain_id as chain_id, e.send_hash as hash, p.ledger, p.currency, sum(p.amount) as amount
      from entries e join postings p on p.entry_id = e.id
      where e.send_hash is not null
      group by e.send_chain_id, e.send_hash, p.ledger, p.currency
    )
    select sweep_id as "where", 'the entry of its item ' || position || ' in the book ' || ledger as what, currency,
      coalesce(due.amount, 0) as expected, coalesce(posted.amount, 0) as found
    from due full join posted using (sweep_id, position, ledger, currency)
    where coalesce(due.amount, 0) <> coalesce(posted.amount, 0)
    union all
    select i.sweep_id, 'what its transaction moved by its item ' || i.position, i.currency,
      coalesce(moved.amount, 0), case when i.status = 'swept' then i.amount else 0 end
    from sweep_items i
      join sweeps s on s.id = i.sweep_id and s.completed_at is not null
      left join ${movedItems} moved
        on moved.sweep_id = i.sweep_id and moved.position = i.position and moved.send_status = 'final'
    where (moved.amount is not null) <> (i.status = 'swept')
    union all
    select destination_id, 'its total in the book treasury', currency, coalesce(given.amount, 0),
      coalesce(treasury.amount, 0)
    from given full join treasury using (destination_id, currency)
    where coalesce(given.amount, 0) <> coalesce(treasury.amount, 0)
    union all
    select hash, 'the entry of its fee in the book ' || ledger, coalesce(paid.currency, cost.currency),
      coalesce(cost.amount, 0), coalesce(paid.amount, 0)
    from cost full join paid using (chain_id, hash, ledger)
    where (coalesce(cost.amount, 0) <> coalesce(paid.amount, 0) or cost.currency <> paid.currency)
      and not (paid.amount is null and (cost.is_recent or cost.currency is null))
    union all
    select finding_id, 'the entry of what left, in the book ' || ledger, currency, coalesce(left_due.amount, 0),
      coalesce(left_posted.amount, 0)
    from left_due full join left_posted using (finding_id, ledger, currency)
    where coalesce(left_due.amount, 0) <> coalesce(left_posted.amount, 0)
    order by 1, 2, 3 limit ${limit}
  `.execute(db);
  return rows;
}
