import type { BlockHash } from '../../domain/address.ts';
import { newId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { DestinationChange } from '../../domain/sweeping/destination.ts';
import type { Db } from '../connect.ts';

interface Block {
  readonly chainId: ChainId;
  readonly number: number;
  readonly hash: BlockHash;
}

/**
 * Records what sweepers say of destinations in a block of the chain; returns how much of it was new. The caller holds the
 * lock on the chain's cursor.
 */
export async function recordDestinations(
  trx: Db,
  { chainId, number, hash }: Block,
  changes: readonly DestinationChange[],
): Promise<number> {
  if (changes.length === 0) return 0;
  const recorded = await trx
    .insertInto('destination_events')
    .values(
      changes.map(({ sweeper, address, kind, activeAt, logIndex, txHash }) => ({
        id: newId('dse'),
        ...{ chain_id: chainId, sweeper, address, kind, active_at: activeAt },
        ...{ block_number: number, block_hash: hash, log_index: logIndex, tx_hash: txHash },
      })),
    )
    .onConflict(conflict => conflict.columns(['chain_id', 'block_number', 'log_index']).doNothing())
    .returning('id')
    .execute();
  return recorded.length;
}

/** What is recorded of a block, as it was read. */
export async function destinationsIn(
  db: Db,
  chainId: ChainId,
  { number, hash }: Pick<Block, 'number' | 'hash'>,
): Promise<readonly DestinationChange[]> {
  return db
    .selectFrom('destination_events')
    .select([
      'sweeper',
      'address',
      'kind',
      'active_at as activeAt',
      'log_index as logIndex',
      'tx_hash as txHash',
    ])
    .where('chain_id', '=', chainId)
    .where('block_number', '=', number)
    .where('block_hash', '=', hash)
    .execute();
}

/**
 * Blocks above `number` left the chain, and what they said of destinations with them. If that was final, as only a person
 * can accept, a destination that is active again is told again.
 */
export async function takeDestinationsBack(trx: Db, chainId: ChainId, number: number): Promise<void> {
  const lost = await trx
    .deleteFrom('destination_events')
    .where('chain_id', '=', chainId)
    .where('block_number', '>', number)
    .returning(['address', 'is_final'])
    .execute();
  const addresses = lost.flatMap(({ address, is_final }) => (is_final ? [address] : []));
  if (addresses.length === 0) return;
  await trx
    .updateTable('destinations')
    .set({ told_active_at: null })
    .where('chain_id', '=', chainId)
    .where('address', 'in', addresses)
    .where('disabled_at', 'is', null)
    .execute();
}
