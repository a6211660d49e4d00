import { sql } from 'kysely';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import { baseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { PlannedItem } from '../../domain/sweeping/sweep.ts';
import type { Db } from '../connect.ts';
import { mustStay } from './depositConditions.ts';
import type { DueGroup } from './sweepable.ts';

interface Claimed {
  readonly id: TransactionId;
  readonly amount: bigint;
}

interface Floor {
  readonly purseId: PurseId;
  readonly currency: CurrencyCode;
  readonly floor: bigint;
}

/**
 * Locks the deposits of the groups and makes items of those that are still due. A deposit that somebody decides or moves
 * now is left to the next plan. Each item gets its floor: what is held, unattributed or not posted at its purse.
 */
export async function claimItems(trx: Db, due: readonly DueGroup[]): Promise<readonly PlannedItem[]> {
  const ids = due.flatMap(group => group.ids);
  const { rows: claimed } = await sql<Claimed>`
    select id, amount from transactions
    where id = any (${ids}) and swept_in is null and credited_to in ('customer', 'merchant')
      and block_hash = credited_block_hash
    order by id
    for no key update skip locked
  `.execute(trx);
  const amounts = new Map(claimed.map(({ id, amount }) => [id, amount]));
  const { rows: floors } = await sql<Floor>`
    select t.purse_id as "purseId", t.currency, sum(t.amount) as floor
    from transactions t
    where t.purse_id = any (${due.map(({ purseId }) => purseId)}) and ${mustStay}
    group by t.purse_id, t.currency
  `.execute(trx);
  const key = (purseId: PurseId, currency: CurrencyCode): string => `${purseId} ${currency}`;
  const floorOf = new Map(floors.map(one => [key(one.purseId, one.currency), one.floor]));
  return due.flatMap(group => {
    const kept = group.ids.filter(id => amounts.has(id));
    if (kept.length === 0) return [];
    const amount = kept.reduce((sum, id) => sum + (amounts.get(id) ?? 0n), 0n) - group.moved;
    if (amount <= 0n) return [];
    return [itemOf({ ...group, ids: kept, amount }, floorOf.get(key(group.purseId, group.currency)) ?? 0n)];
  });
}

/** The item that moves the deposits of a group. `floor` is in base units. */
export function itemOf(group: DueGroup, floor: bigint): PlannedItem {
  const { purseId, customerId, currency, destinationId, destination, ids, amount } = group;
  return {
    ...{ purseId, customerId, currency, destinationId, destination },
    amount: baseUnits(amount),
    floor: baseUnits(floor),
    transactionIds: ids,
  };
}
