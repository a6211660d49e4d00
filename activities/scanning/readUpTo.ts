import { readHeader } from '../../chain/readBlock.ts';
import { readHeights } from '../../chain/readHeights.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { Scan } from './scan.ts';
import { isPassing } from './scan.ts';

/** How long a head stands before another node is asked about it, and how often it is, in ms. */
const askEveryMs = 1000;

/**
 * Up to which moment the chain was read, if its head is the cursor's block, as a node said that was asked after
 * `lookedAt`; null where nothing is known beyond the head's own time. A node whose head stands answers just as one whose
 * chain rests, so it must be another node that has the same head now; or the network is one that may be quiet, and has
 * been for so long after that moment.
 */
export async function readUpTo(scan: Scan, rpc: Rpc, cursor: Cursor, lookedAt: Date): Promise<Date | null> {
  const { standing, network } = scan;
  if (standing?.hash !== cursor.hash) {
    scan.standing = { hash: cursor.hash, since: lookedAt, askedAt: lookedAt };
    return network.quietForMs === 0 ? lookedAt : null;
  }
  const { quietForMs } = network;
  if (quietForMs !== null && lookedAt.getTime() - standing.since.getTime() >= quietForMs) {
    return new Date(lookedAt.getTime() - quietForMs);
  }
  if (lookedAt.getTime() - standing.askedAt.getTime() < askEveryMs) return null;
  standing.askedAt = lookedAt;
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
    // Its trouble is told where it is in the way of money.
    if (!isPassing(error)) throw error;
    return false;
  }
}
