import type { SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Address } from '../../domain/address.ts';
import type { AccountId, DestinationEventId } from '../../domain/ids.ts';
import type { ChainId, NetworkCode } from '../../domain/registry.ts';
import type { DestinationChange } from '../../domain/sweeping/destination.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { DestinationRow } from '../schema.ts';
import { isProven } from '../isProven.ts';
import { destinationEvent } from './destinationEvent.ts';
import { destinationViews } from './destinations.ts';

interface Finality {
  /** Final by the network's own rule; -1 if nothing is. */
  readonly height: number;
  readonly mustBeProven: boolean;
}

interface FinalChange {
  readonly id: DestinationEventId;
  readonly accountId: AccountId;
  readonly network: NetworkCode;
  readonly sweeper: Address;
  readonly address: Address;
  readonly kind: DestinationChange['kind'];
  readonly active_at: Date | null;
  readonly block_number: number;
  readonly tx_hash: string;
}

/**
 * Draws the conclusions of what became final about destinations, after the final height was moved. Returns the events:
 *
 * 1. a proposal of an address that no destination of the account has is told once: a thief's, or a typing error;
 * 2. a destination that the chain disabled is disabled in our books, unless it was made after that;
 * 3. a destination that became active is told once.
 *
 * The caller holds the lock on the chain's cursor.
 */
export async function settleDestinations(
  trx: Db,
  chainId: ChainId,
  { height, mustBeProven }: Finality,
): Promise<readonly AccountEvent[]> {
  const events: AccountEvent[] = [];
  for (const change of await finalize(trx, chainId, { height, mustBeProven })) {
    const told = change.kind === 'proposed' ? tellUnknown(trx, chainId, change) : disable(trx, change);
    events.push(...(await told));
  }
  return [...events, ...(await tellActive(trx, chainId))];
}

/** In the order of the chain. */
async function finalize(
  trx: Db,
  chainId: ChainId,
  { height, mustBeProven }: Finality,
): Promise<readonly FinalChange[]> {
  const { rows } = await sql<FinalChange>`
    with final as (
      update destination_events e set is_final = true
      where chain_id = ${chainId} and not is_final and block_number <= ${height}
        and (not ${mustBeProven} or ${isProven('e')})
      returning *
    )
    select f.id, s.account_id as "accountId", s.network, f.sweeper, f.address, f.kind, f.active_at, f.block_number,
      f.tx_hash
    from final f join sweepers s on s.chain_id = f.chain_id and s.sweeper = f.sweeper
    order by f.block_number, f.log_index
  `.execute(trx);
  return rows;
}

async function tellUnknown(trx: Db, chainId: ChainId, change: FinalChange): Promise<readonly AccountEvent[]> {
  const { accountId, network, address } = change;
  const known = await trx
    .selectFrom('destinations')
    .select('id')
    .where('account_id', '=', accountId)
    .where('network', '=', network)
    .where('address', '=', address)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (known) return [];
  return [
    {
      accountId,
      type: 'DESTINATION_UNKNOWN',
      resource: { type: 'destination_proposal', id: change.id, version: 1 },
      customerId: null,
      data: {
        network,
        chainId,
        address,
        sweeper: change.sweeper,
        activeAt: change.active_at?.toISOString() ?? null,
        transactionHash: change.tx_hash,
      },
    },
  ];
}

async function disable(trx: Db, change: FinalChange): Promise<readonly AccountEvent[]> {
  const disabled = await trx
    .updateTable('destinations')
    .set({ disabled_at: sql<Date>`now()`, version: sql<number>`version + 1` })
    .where('account_id', '=', change.accountId)
    .where('network', '=', change.network)
    .where('address', '=', change.address)
    .where('disabled_at', 'is', null)
    .where(sql<SqlBool>`coalesce(created_height, -1) < ${change.block_number}`)
    .returningAll()
    .execute();
  return disabled.map(row =>
    destinationEvent('DESTINATION_DISABLED', row, 'disabled', { by: 'chain', reason: null }),
  );
}

async function tellActive(trx: Db, chainId: ChainId): Promise<readonly AccountEvent[]> {
  const waiting = sql<SqlBool>`d.chain_id = ${chainId} and d.disabled_at is null and d.told_active_at is null`;
  const { rows } = await sql<DestinationRow & { readonly active_at: Date }>`
    with due as (select v.id, v.active_at from (${destinationViews(waiting)}) v where v.status = 'active')
    update destinations d set told_active_at = now(), version = version + 1
    from due where d.id = due.id and d.disabled_at is null
    returning d.*, due.active_at
  `.execute(trx);
  return rows.map(row =>
    destinationEvent('DESTINATION_ACTIVATED', row, 'active', { activeAt: row.active_at.toISOString() }),
  );
}
