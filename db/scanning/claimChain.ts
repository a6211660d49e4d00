import { sql } from 'kysely';
import type { BlockHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { Db } from '../connect.ts';
import { claimTransaction } from './scannerTransaction.ts';

/**
 * Raises the chain's epoch: from now on every commit of an earlier scanner fails. What the chain had stood
 * still for is over: its scanner is at work again. A transaction that the former owner left open, as it froze or its
 * connection parted, is ended rather than waited for.
 */
export async function claimChain(
  db: Db,
  network: Network,
): Promise<{ readonly epoch: number; readonly height: number | null; readonly hash: BlockHash | null }> {
  return claimTransaction(db, trx =>
    trx
      .insertInto('chain_cursors')
      .values({ chain_id: network.chainId, network: network.code, epoch: 1 })
      .onConflict(conflict =>
        conflict.column('chain_id').doUpdateSet(eb => ({
          epoch: eb('chain_cursors.epoch', '+', 1),
          stopped_code: null,
          stopped_detail: null,
          stopped_at: null,
          fork: null,
        })),
      )
      .returning(['epoch', 'height', 'hash'])
      .executeTakeFirstOrThrow(),
  );
}

/**
 * Moves the cursor, as the first statement of a scanner's transaction: it locks the chain's row, and finds it
 * only for the owner that knows where the chain stands. Throws `scanner_fenced` otherwise.
 *
 * A block was read, and so was all before it: the chain is read to its time, or to now where a block is of the future.
 */
export async function moveCursor(
  trx: Db,
  from: Cursor,
  to: { readonly number: number; readonly hash: BlockHash; readonly minedAt?: Date },
  head?: number,
): Promise<Cursor> {
  const moved = await trx
    .updateTable('chain_cursors')
    .set({
      height: to.number,
      hash: to.hash,
      ...(head === undefined ? {} : { head }),
      ...(to.minedAt && { read_to: sql<Date>`greatest(read_to, least(${to.minedAt}::timestamptz, now()))` }),
    })
    .where('chain_id', '=', from.chainId)
    .where('epoch', '=', from.epoch)
    .where('height', '=', from.height)
    .where('hash', '=', from.hash)
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) throw new PurserError('scanner_fenced');
  return { ...from, height: to.number, hash: to.hash };
}
