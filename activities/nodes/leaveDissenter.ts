import { readHeader } from '../../chain/readBlock.ts';
import { readHeights } from '../../chain/readHeights.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Scan } from '../scanning/scan.ts';
import { isPassing } from '../scanning/scan.ts';
import { deniesFinal, lastFinal } from './deniesFinal.ts';
import { switchEndpoint } from './switchEndpoint.ts';

/**
 * Asks another node before the chain counts as forked below what was final: one node alone must not stop a
 * chain.
 * 1. There is one endpoint, or this node has our last final block: returns.
 * 2. The other node has lost that block too: returns, and both say so.
 * 3. The other node has it: the walk leaves this node for that one. Throws `rpc_inconsistent`.
 * 4. No other node can tell now: nothing is decided. Throws `rpc_unavailable`.
 *
 * `head` is this node's.
 */
export async function leaveDissenter(scan: Scan, rpc: Rpc, head: number): Promise<void> {
  const { pool, network } = scan;
  if (pool.size === 1) return;
  const denied = await deniesFinal(scan, rpc, head);
  if (!denied) return;
  const what = `${rpc.name} has a different block ${String(denied.number)} than our final one`;
  const [other, view] = await askOther(scan, rpc, denied.number);
  if (view === 'lost') return;
  // The known heights are those of a node that is not followed.
  scan.heights = undefined;
  if (view === 'unknown') {
    throw new PurserError(
      'rpc_unavailable',
      `${what}, and no other node of ${network.code} can confirm either block now`,
    );
  }
  await switchEndpoint(pool, rpc);
  throw new PurserError(
    'rpc_inconsistent',
    `${what}, which ${other.name} still has: scanning switches to ${other.name}`,
  );
}

type View = 'kept' | 'lost' | 'unknown';

async function askOther(scan: Scan, rpc: Rpc, denied: number): Promise<readonly [Rpc, View]> {
  const { pool, network } = scan;
  try {
    const other = await pool.pick(rpc);
    if (other === rpc) return [rpc, 'unknown'];
    const { head } = await readHeights(other, network);
    const ours = await lastFinal(scan, Math.min(head, denied));
    const theirs = ours && (await readHeader(other, network.chainId, ours.number));
    if (!theirs) return [other, 'unknown'];
    if (theirs.hash !== ours.hash) return [other, 'lost'];
    // The other node is behind: it is on our chain only if the first node denies this lower block too.
    const isDenied = ours.number === denied || (await deniesFinal(scan, rpc, ours.number)) !== null;
    return [other, isDenied ? 'kept' : 'unknown'];
  } catch (error) {
    if (!isPassing(error)) throw error;
    return [rpc, 'unknown'];
  }
}
