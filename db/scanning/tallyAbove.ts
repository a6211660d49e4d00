import type { BlockHash } from '../../domain/address.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits } from '../../domain/money.ts';
import type { ChainId, CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { StoredBlock } from './rollbackChain.ts';

export interface Tally {
  readonly currency: CurrencyCode;
  readonly deposits: number;
  readonly amount: BaseUnits;
}

/**
 * What was posted for deposits in blocks above `height`, by currency: a rollback to `height` would reverse
 * it.
 */
export async function tallyAbove(db: Db, chainId: ChainId, height: number): Promise<readonly Tally[]> {
  const rows = await db
    .selectFrom('transactions')
    .select(({ fn }) => [
      'currency',
      fn.countAll<number>().as('deposits'),
      fn.sum<bigint>('amount').as('amount'),
    ])
    .where('chain_id', '=', chainId)
    .where('block_number', '>', height)
    .where('credited_to', 'is not', null)
    .groupBy('currency')
    .orderBy('currency')
    .execute();
  return rows.map(row => ({ ...row, amount: baseUnits(row.amount) }));
}

/** The blocks below `height` that deposits are in, highest first; they need not be stored any more. */
export async function depositBlocksBelow(
  db: Db,
  chainId: ChainId,
  height: number,
  limit: number,
): Promise<readonly StoredBlock[]> {
  const rows = await db
    .selectFrom('transactions')
    .select(['block_number', 'block_hash'])
    .distinct()
    .where('chain_id', '=', chainId)
    .where('block_number', '<', height)
    .orderBy('block_number', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ block_number: number, block_hash: hash }): { number: number; hash: BlockHash }[] =>
    number === null || hash === null ? [] : [{ number, hash }],
  );
}
