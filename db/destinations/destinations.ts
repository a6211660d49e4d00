import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, DestinationId } from '../../domain/ids.ts';
import type { DestinationAction, DestinationStatus } from '../../domain/sweeping/destination.ts';
import type { Db } from '../connect.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';
import type { DestinationRow } from '../schema.ts';

export interface DestinationView extends DestinationRow {
  readonly status: DestinationStatus;
  /** Since when, or from when, it is active, by the chain's clock; null if it is pending or disabled. */
  readonly active_at: Date | null;
  /** Null where there is none. */
  readonly sweeper: Address | null;
  /** What the sweeper must still be told; null if nothing, or if a block already has it. */
  readonly to_send: DestinationAction | null;
}

/**
 * Destinations with their status, which is stored nowhere: it follows from the rows of our books and of the chain.
 * A proposal counts when it is final, and is active when the last final block is as late as it says. What disables
 * counts as soon as a block has it. A disabled destination stays so: its address may be proposed anew for another one.
 *
 * Where there is no sweeper, a destination is active while the signer's settings file lists it.
 *
 * `condition` is on `d`, the destinations.
 */
export function destinationViews(condition: RawBuilder<SqlBool>): RawBuilder<DestinationView> {
  const events = sql`from destination_events e
    where e.chain_id = d.chain_id and e.sweeper = s.sweeper and e.address = d.address`;
  const newest = sql`order by e.block_number desc, e.log_index desc limit 1`;
  return sql<DestinationView>`
    select v.*, case when status in ('proposed', 'active') then proposed_for end as active_at,
      case
        when sweeper is null then null
        when status = 'pending' and seen is distinct from 'proposed' then 'propose'
        when disabled_at is not null and seen = 'proposed' and not is_replaced then 'disable'
      end as to_send
    from (
      select d.*, s.sweeper, coalesce(counted.active_at, listed.listed_at) as proposed_for, newest.kind as seen,
        exists (select from destinations o where o.account_id = d.account_id and o.network = d.network
          and o.address = d.address and o.disabled_at is null and o.id <> d.id) as is_replaced,
        case
          when d.disabled_at is not null then 'disabled'
          when s.method = 'transfer' then case when listed.listed_at is null then 'pending' else 'active' end
          when counted.kind = 'disabled' and counted.block_number > coalesce(d.created_height, -1) then 'disabled'
          when counted.kind is distinct from 'proposed' then 'pending'
          when counted.active_at <= final.mined_at then 'active'
          else 'proposed'
        end as status
      from destinations d
      join sweepers s on s.account_id = d.account_id and s.network = d.network
      left join listed_destinations listed on s.method = 'transfer' and listed.account_id = d.account_id
        and listed.network = d.network and listed.address = d.address
      left join lateral (
        select e.kind, e.active_at, e.block_number ${events} and (e.is_final or e.kind = 'disabled') ${newest}
      ) counted on true
      left join lateral (select e.kind ${events} ${newest}) newest on true
      left join lateral (
        select b.mined_at from blocks b
        where b.chain_id = d.chain_id
          and b.number <= (select final_height from chain_cursors c where c.chain_id = d.chain_id)
        order by b.number desc limit 1
      ) final on true
      where ${condition}
    ) v
  `;
}

/** Throws `destination_not_found`, also for another account's. */
export async function findDestination(
  db: Db,
  accountId: AccountId,
  id: DestinationId,
): Promise<DestinationView> {
  const { rows } = await destinationViews(sql<SqlBool>`d.account_id = ${accountId} and d.id = ${id}`).execute(
    db,
  );
  const [view] = rows;
  if (!view) throw new PurserError('destination_not_found');
  return view;
}

export async function listDestinations(
  db: Db,
  accountId: AccountId,
  filter: { readonly network?: string | undefined; readonly status?: DestinationStatus | undefined },
  page: Page<DestinationId>,
): Promise<Paged<DestinationView>> {
  const { network, status } = filter;
  const condition = sql<SqlBool>`d.account_id = ${accountId}`;
  const list = db
    .selectFrom(sql<DestinationView>`(${destinationViews(condition)})`.as('v'))
    .selectAll()
    .$if(network !== undefined, query => query.where(sql<SqlBool>`v.network = ${network}`))
    .$if(status !== undefined, query => query.where(sql<SqlBool>`v.status = ${status}`));
  return readPage(list, 'id', page);
}
