import { PurserError } from '../domain/errors.ts';
import type { BlockHash } from '../domain/address.ts';
import type { ChainId, Network } from '../domain/registry.ts';
import type { Db } from './connect.ts';

/** A scanner's place on its chain, and the epoch that makes it the owner. */
export interface Cursor {
  readonly chainId: ChainId;
  readonly epoch: number;
  readonly height: number;
  readonly hash: BlockHash;
}

/**
 * Raises the chain's epoch: from now on every commit of an earlier scanner fails. What the chain had stood
 * still for is over: its scanner is at work again.
 */
export async function claimChain(
  db: Db,
  network: Network,
): Promise<{ readonly epoch: number; readonly height: number | null; readonly hash: BlockHash | null }> {
  return db
    .insertInto('chain_cursors')
    .values({ chain_id: network.chainId, network: network.code, epoch: 1 })
    .onConflict(conflict =>
      conflict.column('chain_id').doUpdateSet(eb => ({
        epoch: eb('chain_cursors.epoch', '+', 1),
        stopped_code: null,
        stopped_detail: null,
        stopped_at: null,
      })),
    )
    .returning(['epoch', 'height', 'hash'])
    .executeTakeFirstOrThrow();
}

/**
 * Moves the cursor, as the first statement of a scanner's transaction: it locks the chain's row, and finds it
 * only for the owner that knows where the chain stands. Throws `scanner_fenced` otherwise.
 */
export async function moveCursor(
  trx: Db,
  from: Cursor,
  to: { readonly number: number; readonly hash: BlockHash },
  head?: number,
): Promise<Cursor> {
  const moved = await trx
    .updateTable('chain_cursors')
    .set({ height: to.number, hash: to.hash, ...(head === undefined ? {} : { head }) })
    .where('chain_id', '=', from.chainId)
    .where('epoch', '=', from.epoch)
    .where('height', '=', from.height)
    .where('hash', '=', from.hash)
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) throw new PurserError('scanner_fenced');
  return { ...from, height: to.number, hash: to.hash };
}
