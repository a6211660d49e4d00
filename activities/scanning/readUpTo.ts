import { readHeader } from '../../chain/readBlock.ts';
import { readHeights } from '../../chain/readHeights.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { Scan } from './scan.ts';
import { isPassing } from './scan.ts';

/** How long a head stands still before another node is asked about it, and how often that is asked, in ms. */
const askEveryMs = 1000;

/**
 * The moment up to which the chain was read, if its head is the cursor's block, as a node said that was asked
 * after `lookedAt`. Null if nothing is known beyond the head's own time. A node that is stuck answers like
 * one whose chain is quiet. So another node must have the same head now, or the network may be quiet
 * (`quietForMs`) and was quiet for that long after the moment.
 */
export async function readUpTo(scan: Scan, rpc: Rpc, cursor: Cursor, lookedAt: Date): Promise<Date | null> {
  const { unmovedHead, network } = scan;
  if (unmovedHead?.hash !== cursor.hash) {
    scan.unmovedHead = { hash: cursor.hash, since: lookedAt, askedAt: lookedAt };
    return network.quietForMs === 0 ? lookedAt : null;
  }
  const { quietForMs } = network;
  if (quietForMs !== null && lookedAt.getTime() - unmovedHead.since.getTime() >= quietForMs) {
    return new Date(lookedAt.getTime() - quietForMs);
  }
  if (lookedAt.getTime() - unmovedHead.askedAt.getTime() < askEveryMs) return null;
  unmovedHead.askedAt = lookedAt;
  return (await anotherAgrees(scan, rpc, cursor)) ? lookedAt : null;
}

async function anotherAgrees({ pool, network }: Scan, rpc: Rpc, cursor: Cursor): Promise<boolean> {
  if (pool.size === 1) return false;
  try {
    const other = await pool.pick(rpc);
    if (other === rpc) return false;
    const { head } = await readHeights(other, network);
    if (head !== cursor.height) return false;
    return (await readHeader(other, network.chainId, head))?.hash === cursor.hash;
  } catch (error) {
    // The other node's trouble is reported when it delays money.
    if (!isPassing(error)) throw error;
    return false;
  }
}
