import { sql } from 'kysely';
import type { PurseId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';
import { balanceOrdinal } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';

/**
 * For each purse, the first deposit at or above `blockNumber` that was booked from a balance. With that
 * deposit, all of the network's coin that came to the purse up to `blockNumber` is booked: the audit takes
 * the first block at which something is unexplained, so such a deposit includes what was missed in a lower
 * block.
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
  // The lowest block comes last, so its deposit is the one that stays.
  return new Map(rows.map(row => [row.purse_id, row]));
}

/** Leaves out coins that a balance has already booked: recording them again would credit them twice. */
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
