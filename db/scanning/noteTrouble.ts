import { sql } from 'kysely';
import type { ErrorCode } from '../../domain/errors.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { limitLockWaits } from '../limitLockWaits.ts';

/** The row fences the scanner, whose transactions come first: a note is worth no longer wait, in ms. */
const lockWaitMs = 1000;

/**
 * Keeps what was last in the way of reading a chain, for those who do not see the worker's log. It stays when it is over:
 * what is older than the last look at the head has passed. Nothing where another scanner took the chain over. Throws
 * Postgres's error where the row is held for more than a second.
 */
export async function noteTrouble(
  db: Db,
  { chainId, epoch }: { readonly chainId: ChainId; readonly epoch: number },
  { code, reason }: { readonly code: ErrorCode; readonly reason: string },
): Promise<void> {
  await db.transaction().execute(async trx => {
    await limitLockWaits(trx, lockWaitMs);
    await trx
      .updateTable('chain_cursors')
      .set({ trouble_code: code, trouble_detail: reason, trouble_at: sql<Date>`now()` })
      .where('chain_id', '=', chainId)
      .where('epoch', '=', epoch)
      .execute();
  });
}
