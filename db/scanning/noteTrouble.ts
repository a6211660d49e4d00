import { sql } from 'kysely';
import type { ErrorCode } from '../../domain/errors.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { limitLockWaits } from '../limitLockWaits.ts';

/** In ms. The row fences the scanner, whose transactions come first: a note is not worth a longer wait. */
const lockWaitMs = 1000;

/**
 * Saves the latest trouble with reading a chain, for readers who do not see the worker's log. The note stays
 * when the trouble is over: trouble older than the scanner's last stand at the head has passed. Does nothing
 * if another scanner has taken the chain over. Throws Postgres's error if the row stays locked for more than
 * 1 s.
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
