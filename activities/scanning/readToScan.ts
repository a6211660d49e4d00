import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import { findInBlock } from './findInBlock.ts';
import type { GivenBlock } from './readAhead.ts';
import type { Scan } from './scan.ts';
import { reportOnce, withEndpoint } from './scan.ts';

/**
 * A trace that is refused more than this many blocks below the head needs a lost state, whatever the node
 * says.
 */
const recentStates = 120;

/**
 * Reads a block for the scanner; null while the node has no such block. A block whose state no node keeps any
 * more cannot be traced. It is read without a trace, and `unread` says why: the chain must not stop for it.
 */
export async function readToScan(
  scan: Pick<Scan, 'deps' | 'network' | 'pool' | 'listed' | 'reported' | 'onTrouble'>,
  number: number,
  head: number | undefined,
): Promise<GivenBlock | null> {
  const { pool, network } = scan;
  const readWith = (reading: Pick<Scan, 'deps' | 'network' | 'listed'>): Promise<GivenBlock | null> =>
    withEndpoint(pool, async rpc => {
      const block = await findInBlock(reading, rpc, number);
      return block && { ...block, givenBy: rpc };
    });
  try {
    return await readWith(scan);
  } catch (error) {
    if (network.nativeSource !== 'trace' || !isPast(error, number, head)) throw error;
    reportOnce(scan, error);
    const topLevel = { ...scan, network: { ...network, nativeSource: 'topLevel' as const } };
    const found = await readWith(topLevel);
    return found && { ...found, unread: error.message };
  }
}

/** A method that the node lacks (-32601) is not a lost state: the trace would never be there. */
function isPast(error: unknown, number: number, head: number | undefined): error is RpcRefusal {
  if (!(error instanceof RpcRefusal)) return false;
  return error.isOfThePast || (error.isOfState && head !== undefined && head - number > recentStates);
}
