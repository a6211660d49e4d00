import { sql } from 'kysely';
import type { PurserError } from '../../domain/errors.ts';
import type { ChainId } from '../../domain/registry.ts';
import { DeepFork } from '../../domain/scanning/fork.ts';
import type { Db } from '../connect.ts';

/**
 * Records why a chain is stopped until an operator resumes it, unless another scanner took it over meanwhile.
 */
export async function stopChain(db: Db, chainId: ChainId, epoch: number, why: PurserError): Promise<void> {
  await db
    .updateTable('chain_cursors')
    .set({
      stopped_code: why.code,
      stopped_detail: why.message,
      stopped_at: sql<Date>`now()`,
      fork: why instanceof DeepFork ? JSON.stringify(why.fork) : null,
    })
    .where('chain_id', '=', chainId)
    .where('epoch', '=', epoch)
    .execute();
}
