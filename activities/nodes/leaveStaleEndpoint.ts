import { readHeights } from '../../chain/readHeights.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { Heights } from '../../domain/scanning/finality.ts';
import type { Scan } from '../scanning/scan.ts';
import { isPassing } from '../scanning/scan.ts';
import { deniesFinal } from './deniesFinal.ts';
import { switchEndpoint } from './switchEndpoint.ts';

/** After this many looks that found nothing new, another node is asked for its head. */
const looksBetween = 10;
/** How many blocks one node may be ahead of another for a moment. */
const usualLead = 2;

/**
 * A node that is stuck answers like one whose chain is quiet. So another node is asked for its head from time
 * to time. If that head is ahead, on the scanned chain, the node in use is blamed until it is no longer used.
 */
export async function leaveStaleEndpoint(scan: Scan, rpc: Rpc, heights: Heights): Promise<void> {
  const { pool, network, idleLooks } = scan;
  if (pool.size === 1 || idleLooks % looksBetween !== 0) return;
  try {
    const other = await pool.pick(rpc);
    if (other === rpc) return;
    const { head } = await readHeights(other, network);
    if (head <= heights.head + usualLead) return;
    if (await deniesFinal(scan, other, head)) return;
    await switchEndpoint(pool, rpc);
  } catch (error) {
    // The error is the other node's: the one in use goes on.
    if (!isPassing(error)) throw error;
  }
}
