import { readHeights } from '../../chain/readHeights.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { Heights } from '../../domain/scanning/finality.ts';
import type { Scan } from '../scanning/scan.ts';
import { isPassing } from '../scanning/scan.ts';
import { deniesFinal } from './deniesFinal.ts';
import { putAside } from './putAside.ts';

/** After so many looks that found nothing new another node is asked whether that is so. */
const looksBetween = 10;
/** How far one node may be ahead of another in passing. */
const usualLead = 2;

/**
 * A node that stands still answers as well as one whose chain rests. Every so often another node is asked for
 * its head; when that is further on, on the chain that was scanned, the one in use is blamed until it is not used any more.
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
    await putAside(pool, rpc);
  } catch (error) {
    // The other one's trouble: the one in use goes on.
    if (!isPassing(error)) throw error;
  }
}
