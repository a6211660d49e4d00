import type { Rpc } from '../../chain/rpc/rpc.ts';
import { broadcast } from '../../chain/sending/broadcast.ts';
import { PurserError } from '../../domain/errors.ts';

/**
 * Gives signed bytes to a node. Null if it has them now; else why not, for a log. Nothing depends on that: bytes that are on
 * disk are given again until a block has their nonce.
 */
export async function giveToNode(rpc: Rpc, raw: string): Promise<string | null> {
  try {
    const given = await broadcast(rpc, raw);
    return given.taken ? null : given.why;
  } catch (error) {
    if (!(error instanceof PurserError) || !error.retryable) throw error;
    return error.message;
  }
}
