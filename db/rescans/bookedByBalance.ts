import { sql } from 'kysely';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';

/**
 * Of each of the purses the first deposit at or above `blockNumber` that its balance told of. With it, all of the
 * network's coin that came to the purse up to this block is booked: the audit takes the first block at which
 * something is unexplained, so one below it that was missed is in such a deposit as well.
 */
export async function bookedByBalance(
  db: Db,
  chainId: ChainId,
  purseIds: readonly PurseId[],
  blockNumber: number,
): Promise<ReadonlyMap<PurseId, TransactionRow>> {
  if (purseIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('transactions')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where(sql<boolean>`purse_id = any (${purseIds})`)
    .where('kind', '=', 'internal')
    .where('ordinal', '=', balanceOrdinal)
    .where('block_number', '>=', blockNumber)
    .orderBy('block_number', 'desc')
    .execute();
  // The lowest is the last to be set.
  return new Map(rows.map(row => [row.purse_id, row]));
}

/** The block without what a balance told of before: recorded once more, it would be credited twice. */
export async function withoutBooked(db: Db, found: FoundBlock): Promise<FoundBlock> {
  const coins = found.hits.filter(hit => hit.kind !== 'token' && hit.ordinal !== balanceOrdinal);
  const booked = await bookedByBalance(
    db,
    found.chainId,
    coins.map(hit => hit.purseId),
    found.number,
  );
  if (booked.size === 0) return found;
  return { ...found, hits: found.hits.filter(hit => !coins.includes(hit) || !booked.has(hit.purseId)) };
}
