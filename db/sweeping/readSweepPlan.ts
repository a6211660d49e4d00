import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AccountId, PurseId, SweepId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
import type { SweepMethod } from '../../domain/sweeping/method.ts';
import type { SweepStatus } from '../../domain/sweeping/sweep.ts';
import type { Db } from '../connect.ts';
import { isCreditedOtherwise, mustStay } from './depositConditions.ts';

/** A sweep as the signer reads it. Each of these rows could be written by others: it proves nothing. */
export interface SweepPlan {
  readonly accountId: AccountId;
  readonly network: NetworkCode;
  readonly chainId: ChainId;
  readonly status: SweepStatus;
  readonly method: SweepMethod;
  readonly items: readonly PlanItem[];
}

export interface PlanItem {
  readonly position: number;
  readonly purseId: PurseId;
  /** Which key the purse has, by the fingerprint of its extended public key. */
  readonly fingerprint: string;
  readonly index: number;
  readonly token: Address | null;
  readonly amount: bigint;
  /** As it was planned, or more if more must stay now. */
  readonly floor: bigint;
  readonly destination: Address;
  /** Each of its deposits is still credited as it was when it was claimed. */
  readonly isDue: boolean;
  /** Nobody disabled its destination in our books. */
  readonly isOpen: boolean;
}

/** Undefined if there is no such sweep. Reads the columns that the signer may read. */
export async function readSweepPlan(db: Db, id: SweepId): Promise<SweepPlan | undefined> {
  const sweep = await db
    .selectFrom('sweeps')
    .select(['account_id as accountId', 'network', 'chain_id as chainId', 'status', 'method'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!sweep) return undefined;
  const { rows: items } = await sql<PlanItem>`
    select i.position, i.purse_id as "purseId", p.hd_fingerprint as fingerprint, p.hd_index as index, i.token, i.amount,
      greatest(i.floor, ${floorNow}) as floor, i.destination, ${isItemDue} as "isDue", ${isItemOpen} as "isOpen"
    from sweep_items i join purses p on p.id = i.purse_id
    where i.sweep_id = ${id} order by i.position
  `.execute(db);
  return { ...sweep, items };
}

/** On `i`, an item: what must stay at its purse now. More may have come since it was planned. */
const floorNow = sql<bigint>`(
  select coalesce(sum(t.amount), 0) from transactions t
  where t.purse_id = i.purse_id and t.currency = i.currency and ${mustStay})`;

/** On `i`, an item. */
export const isItemDue = sql<boolean>`not exists (
  select from sweep_item_deposits d join transactions t on t.id = d.transaction_id
  where d.sweep_id = i.sweep_id and d.position = i.position and (d.is_released or ${isCreditedOtherwise}
    or t.block_hash is distinct from t.credited_block_hash))`;

/** On `i`, an item. What the sweeper has disabled is known to the chain. */
export const isItemOpen = sql<boolean>`not exists (
  select from destinations o where o.id = i.destination_id and o.disabled_at is not null)`;
