import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { isSigned, leavePlan, saveItems } from './saveSigned.ts';

/** A transaction of the chain, and the items of a sweep that it moved, in its order, by their positions. */
export interface MatchedItems {
  readonly chainId: ChainId;
  readonly hash: TxHash;
  readonly all: readonly number[];
  readonly included: readonly number[];
}

/**
 * Saves which items of a sweep were in a transaction that the database lost. From then on the sweep is sent, and is settled
 * as any other; what was found of the transaction is resolved by it, as nothing left otherwise. False if the sweep is not planned any
 * more, or if a person said before that it left otherwise, which is booked.
 */
export async function saveMatched(
  trx: Db,
  sweepId: SweepId,
  { chainId, hash, all, included }: MatchedItems,
): Promise<boolean> {
  if (!(await leavePlan(trx, sweepId)) || (await isSigned(trx, sweepId))) return false;
  if (await hasLeft(trx, chainId, hash)) return false;
  await trx
    .updateTable('findings')
    .set({
      ...{ resolved_at: sql<Date>`now()`, explanation: `it is sweep ${sweepId}`, resolved_by: 'reconcile' },
      left_amount: sql<bigint>`case when amount is not null then 0 end`,
    })
    .where('chain_id', '=', chainId)
    .where('tx_hash', '=', hash)
    .where('is_final', '=', true)
    .where('resolved_at', 'is', null)
    .execute();
  const dropped = all
    .filter(position => !included.includes(position))
    .map(position => ({ position, reason: 'not_due' }) as const);
  await saveItems(trx, { sweepId, included, dropped });
  return true;
}

async function hasLeft(trx: Db, chainId: ChainId, hash: TxHash): Promise<boolean> {
  const booked = trx
    .selectFrom('findings')
    .select('id')
    .where('chain_id', '=', chainId)
    .where('tx_hash', '=', hash)
    .where('left_amount', '>', 0n);
  return (await booked.executeTakeFirst()) !== undefined;
}
