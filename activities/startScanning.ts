import { readHeader } from '../chain/readBlock.ts';
import { readHeights } from '../chain/readHeights.ts';
import type { Rpc } from '../chain/rpc.ts';
import type { Cursor } from '../db/claimChain.ts';
import { firstPurseAt, startChain } from '../db/startChain.ts';
import { PurserError } from '../domain/errors.ts';
import { finalHeight } from '../domain/finality.ts';
import type { BlockHeader } from '../domain/transfer.ts';
import type { Scan } from './scan.ts';

/** How far clocks of ours and of block producers may differ. */
const clockSkewMs = 10 * 60 * 1000;

/**
 * The place from which a chain that was never scanned is scanned on: its head while no address was issued;
 * else the last block before the first address was, found by bisection over block times.
 */
export async function startScanning(scan: Scan, rpc: Rpc, epoch: number): Promise<Cursor> {
  const { deps, network } = scan;
  // The head first: a purse issued between the two looks has its deposits above it.
  const heights = await readHeights(rpc, network);
  // A block that may leave the chain is no place to begin: there would be none below it to walk back to.
  const head = Math.max(0, finalHeight(network.finality, heights, heights.head));
  const first = await firstPurseAt(deps.db);
  const block =
    first === null
      ? await blockAt(scan, rpc, head)
      : await lastBefore(scan, rpc, head, first.getTime() - clockSkewMs);
  return startChain(deps.db, epoch, block);
}

async function lastBefore(scan: Scan, rpc: Rpc, head: number, atMs: number): Promise<BlockHeader> {
  let low = await blockAt(scan, rpc, 0);
  let high = head + 1;
  while (high - low.number > 1) {
    const middle = await blockAt(scan, rpc, Math.floor((low.number + high) / 2));
    if (middle.minedAt.getTime() < atMs) low = middle;
    else high = middle.number;
  }
  return low;
}

async function blockAt({ network }: Scan, rpc: Rpc, number: number): Promise<BlockHeader> {
  const block = await readHeader(rpc, network.chainId, number);
  if (!block)
    throw new PurserError('rpc_inconsistent', `the node has no block ${String(number)} below its head`);
  return block;
}
