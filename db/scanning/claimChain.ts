import { sql } from 'kysely';
import type { BlockHash } from '../../domain/address.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { Db } from '../connect.ts';
import { claimTransaction } from './scannerTransaction.ts';

/**
 * Raises the chain's epoch, so that every later commit of an earlier scanner fails. Clears the reason why the
 * chain was stopped, because its scanner works again. If the former owner froze or lost its connection and
 * left a transaction open, that transaction is ended rather than waited for.
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
 * Moves the cursor. This must be the first statement of a scanner's transaction: it locks the chain's row,
 * and finds the row only if the caller owns the chain and knows where the chain stands. Throws
 * `scanner_fenced` otherwise.
 *
 * If `to` has a `minedAt`, the chain was read up to that time, or up to now if that time lies in the future.
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
