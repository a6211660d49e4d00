import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { CustomerId, DestinationId, PurseId, TransactionId } from '../../domain/ids.ts';
import type { CurrencyCode, Network, Registry } from '../../domain/registry.ts';
import { nativeOf } from '../../domain/registry.ts';
import type { LeftReason } from '../../domain/sweeping/sweep.ts';
import {
  byNamePolicy,
  leastWorthSweeping,
  sweepPolicyOf,
  sweepThresholdOf,
} from '../../domain/sweeping/sweepPolicy.ts';
import type { SweeperRow } from '../schema.ts';
import { destinationViews } from '../destinations/destinations.ts';
import { leftCoins } from '../leftCoins.ts';
import { coinMustStay } from './depositConditions.ts';

/** Deposits of one purse and currency that go to one destination, none of them swept. */
export interface SweepableGroup {
  readonly purseId: PurseId;
  readonly customerId: CustomerId;
  readonly currency: CurrencyCode;
  /** Null if there is none. */
  readonly destinationId: DestinationId | null;
  readonly destination: Address | null;
  readonly ids: readonly TransactionId[];
  readonly amount: bigint;
  /**
   * How much of it has left the purse already: coins that were moved for a deposit which then left the chain count for the
   * others of the purse and currency (rules of money, 14), and so do coins that left without us. The oldest count first.
   */
  readonly moved: bigint;
  /** Null: it is swept now. */
  readonly reason: LeftReason | null;
}

export type DueGroup = SweepableGroup & {
  readonly reason: null;
  readonly destinationId: DestinationId;
  readonly destination: Address;
};

export function isDue(group: SweepableGroup): group is DueGroup {
  return group.reason === null && group.destinationId !== null && group.destination !== null;
}

export interface Sought {
  readonly purseId?: PurseId;
  readonly currency?: CurrencyCode;
  /**
   * Asked for by a person: neither thresholds nor pauses apply, an item may cost as much as it is worth, and an authorization that
   * a node once called stale is looked at again.
   */
  readonly byName: boolean;
  /** In wei: then what costs too much of its worth is left. Null: what it costs does not count. */
  readonly gasPrice: bigint | null;
}

/**
 * All that is credited at an account's purses on a network and not swept, in groups, each with the first reason for which
 * it is left. A deposit goes to the receiver of its session's form, if that
 * is an active destination, else to the network's treasury (rules of money, 11).
 */
export function sweepableGroups(
  { account_id, network: code, chain_id, delegate, method }: SweeperRow,
  registry: Registry,
  network: Network,
  { purseId, currency, byName, gasPrice }: Sought,
): RawBuilder<SweepableGroup> {
  const listed = registry.currencies.filter(one => one.network === code);
  const codes = listed.map(one => one.code);
  const thresholds = listed.map(sweepThresholdOf);
  const exact = listed.filter(({ credit }) => credit === 'transferred').map(one => one.code);
  const policy = sweepPolicyOf(network);
  const { maxAgeSeconds } = policy;
  const native = nativeOf(registry, code);
  const least = (nth: 'first' | 'later') =>
    listed.map(one =>
      gasPrice === null
        ? 0n
        : leastWorthSweeping(one, native, byName ? { ...policy, ...byNamePolicy } : policy, gasPrice, nth),
    );
  const ofNetwork = sql<SqlBool>`d.account_id = ${account_id} and d.network = ${code} and d.kind = 'treasury'`;
  return sql<SweepableGroup>`
    with active as (select v.id, v.address from (${destinationViews(ofNetwork)}) v where v.status = 'active'),
    grouped as (
      select t.purse_id, t.customer_id, t.currency, coalesce(own.id, treasury.id) as destination_id,
        coalesce(own.address, treasury.address) as destination,
        t.block_hash = t.credited_block_hash and t.block_number <= c.final_height as is_final,
        array_agg(t.id order by t.id) as ids, sum(t.amount) as amount, min(t.created_at) as oldest
      from transactions t
        join chain_cursors c on c.chain_id = t.chain_id
        left join sessions s on s.id = t.session_id
        left join active own on own.address = lower(s.receiver)
        left join (treasuries r join active treasury on treasury.id = r.destination_id)
          on r.account_id = ${account_id} and r.network = ${code}
      where t.account_id = ${account_id} and t.chain_id = ${chain_id} and t.swept_in is null
        and t.credited_to in ('customer', 'merchant')
        and (${purseId ?? null}::text is null or t.purse_id = ${purseId ?? null})
        and (${currency ?? null}::text is null or t.currency = ${currency ?? null})
      -- By where it goes, whether the form or the treasury says so.
      group by t.purse_id, t.customer_id, t.currency, coalesce(own.id, treasury.id),
        coalesce(own.address, treasury.address), is_final
    ),
    ranked as (
      select *, coalesce(sum(amount) over (partition by purse_id, currency
        order by is_final desc nulls last, oldest, destination_id
        rows between unbounded preceding and 1 preceding), 0) as before
      from grouped
    ),
    listed as (select * from unnest(${codes}::text[], ${thresholds}::numeric[], ${least('first')}::numeric[],
      ${least('later')}::numeric[]) as listed (currency, threshold, first_least, later_least))
    select g.purse_id as "purseId", g.customer_id as "customerId", g.currency, g.destination_id as "destinationId",
      g.destination, g.ids, g.amount, taken.amount as moved,
      case
        when g.is_final is not true then 'not_final'
        when g.currency <> all (${exact}::text[]) then 'not_sweepable'
        when g.destination_id is null then 'no_destination'
        when exists (select from frozen_destinations z
          where z.destination_id = g.destination_id and z.currency = g.currency) then 'destination_frozen'
        when ${method} = 'delegated' and not exists (select from sweep_authorizations a
          where a.chain_id = ${chain_id} and a.delegate = ${delegate} and a.authority = p.address
            and (${byName} or a.state <> 'stale')) then 'not_authorized'
        when ${method} = 'transfer' and ${coinMustStay(sql.ref('g.purse_id'), chain_id)} then 'coin_must_stay'
        when exists (select from sweep_items i join sweeps w on w.id = i.sweep_id
          where i.purse_id = g.purse_id and w.completed_at is null and w.chain_id = ${chain_id}) then 'under_way'
        when taken.amount = g.amount then 'shortfall'
        when not ${byName} and pause.skips is not null and pause.until is null then 'needs_a_person'
        when not ${byName} and pause.until > now() then 'paused'
        when not ${byName} and g.amount - taken.amount < l.threshold
          and g.oldest > now() - make_interval(secs => ${maxAgeSeconds}) then 'below_threshold'
        when g.amount - taken.amount < case when exists (select from sweep_authorizations a
            where a.chain_id = ${chain_id} and a.delegate = ${delegate} and a.authority = p.address and a.state = 'used')
          then l.later_least else l.first_least end then ${byName ? 'costs_more_than_it_is' : 'costs_too_much'}
      end as reason
    from ranked g
      join purses p on p.id = g.purse_id
      left join listed l on l.currency = g.currency
      cross join lateral (
        select greatest(0, (select coalesce(sum(i.amount), 0) from sweep_items i
            where i.purse_id = g.purse_id and i.currency = g.currency and i.status = 'swept')
          + (select coalesce(sum(l.amount), 0) from ${leftCoins} l
            where l.purse_id = g.purse_id and l.currency = g.currency)
          - (select coalesce(sum(t.amount), 0) from transactions t
            where t.purse_id = g.purse_id and t.currency = g.currency and t.swept_in is not null
              and t.credited_to in ('customer', 'merchant'))) as amount
      ) moved
      cross join lateral (select greatest(0, least(g.amount, moved.amount - g.before)) as amount) taken
      left join sweep_pauses pause on pause.purse_id = g.purse_id and pause.currency = g.currency
  `;
}
