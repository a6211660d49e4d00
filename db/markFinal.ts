import type { PurseId, TransactionId } from '../domain/ids.ts';
import type { ChainId } from '../domain/registry.ts';
import type { Db } from './connect.ts';

export interface ChangedDeposit {
  readonly id: TransactionId;
  readonly purseId: PurseId;
}

/**
 * Records that all blocks up to `finalHeight` are final: each deposit in them keeps the hash of the block that
 * was. Returns the deposits for which that is news.
 */
export async function markFinal(trx: Db, chainId: ChainId, finalHeight: number): Promise<ChangedDeposit[]> {
  if (finalHeight < 0) return [];
  await trx
    .updateTable('chain_cursors')
    .set({ final_height: finalHeight })
    .where('chain_id', '=', chainId)
    .where('final_height', '<', finalHeight)
    .execute();
  return trx
    .updateTable('transactions')
    .set(eb => ({ final_block_hash: eb.ref('block_hash') }))
    .where('chain_id', '=', chainId)
    .where('block_number', '<=', finalHeight)
    .where('final_block_hash', 'is', null)
    .returning(['id', 'purse_id as purseId'])
    .execute();
}
