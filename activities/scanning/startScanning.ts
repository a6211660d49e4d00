import { readHeader } from '../../chain/readBlock.ts';
import { readHeights } from '../../chain/readHeights.ts';
import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { firstPurseAt, startChain } from '../../db/scanning/startChain.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import { finalHeight } from '../../domain/scanning/finality.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import type { Scan } from './scan.ts';

type Begun = Pick<Scan, 'deps' | 'network'>;

/** How far our clocks and block producers' clocks may differ. */
const clockSkewMs = 10 * 60 * 1000;

/** Begins a chain that was never scanned, and returns its first place. */
export async function startScanning(scan: Begun, rpc: Rpc, epoch: number): Promise<Cursor> {
  const { block, missing } = await findStart(scan, rpc);
  return startChain(scan.deps.db, epoch, block, missing);
}

/**
 * Where scanning begins. While no address was issued, at the chain's last final block. Otherwise at the last
 * block before the first address was issued, found by bisection over block times. If the node has no blocks
 * so old, it is the first that the node has, and `missing` says why. Throws `rpc_unavailable` while the node
 * names no final block.
 */
export async function findStart(scan: Begun, rpc: Rpc): Promise<Start> {
  const { deps, network } = scan;
  // The head is read first: a purse issued between the two reads has its deposits above the head.
  const heights = await readHeights(rpc, network);
  const final = finalHeight(network.finality, heights, heights.head);
  // Naming no final block is not the same as having none: block 0 may be years ago.
  if (final < 0 && network.finality.kind === 'tag' && network.finality.maxLag === null) {
    const tag = network.finality.tag;
    const why = heights[tag] === null ? '' : ': its head is refused as one unless finality.atHead is set';
    throw new PurserError('rpc_unavailable', `${rpc.name} has no ${tag} block${why}`);
  }
  // A block that may leave the chain is no place to begin: there would be none below it to walk back to.
  const head = Math.max(0, final);
  const first = await firstPurseAt(deps.db);
  if (first === null) return { block: await blockAt(scan, rpc, head), missing: null };
  return lastBefore(scan, rpc, head, first.getTime() - clockSkewMs);
}

export interface Start {
  readonly block: BlockHeader;
  readonly missing: string | null;
}

async function lastBefore(scan: Begun, rpc: Rpc, head: number, atMs: number): Promise<Start> {
  let low = 0;
  let high = head + 1;
  let found: BlockHeader | RpcRefusal = await olderOr(blockAt(scan, rpc, 0));
  let next: BlockHeader | undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const block = await olderOr(blockAt(scan, rpc, middle));
    // Blocks that the node no longer keeps are older than those it keeps.
    if (block instanceof RpcRefusal || block.minedAt.getTime() < atMs) {
      [low, found] = [middle, block];
    } else [high, next] = [middle, block];
  }
  if (!(found instanceof RpcRefusal)) return { block: found, missing: null };
  return { block: next ?? (await blockAt(scan, rpc, high)), missing: found.message };
}

/** The block, or the node's refusal because it keeps none so old. */
async function olderOr(block: Promise<BlockHeader>): Promise<BlockHeader | RpcRefusal> {
  try {
    return await block;
  } catch (error) {
    if (error instanceof RpcRefusal && error.isOfThePast) return error;
    throw error;
  }
}

async function blockAt({ network }: Begun, rpc: Rpc, number: number): Promise<BlockHeader> {
  const block = await readHeader(rpc, network.chainId, number);
  if (!block)
    throw new PurserError('rpc_inconsistent', `the node has no block ${String(number)} below its head`);
  return block;
}
