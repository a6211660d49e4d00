import { readHeader } from '../chain/readBlock.ts';
import { readHeights } from '../chain/readHeights.ts';
import type { Rpc } from '../chain/rpc.ts';
import type { Cursor } from '../db/claimChain.ts';
import type { CommitRules } from '../db/commitBlock.ts';
import { commitBlock } from '../db/commitBlock.ts';
import { standAtHead } from '../db/standAtHead.ts';
import { rollbackChain, storedBlocksBelow } from '../db/rollbackChain.ts';
import { PurserError } from '../domain/errors.ts';
import type { Heights } from '../domain/finality.ts';
import { finalHeights } from '../domain/finality.ts';
import { currencyIn } from '../domain/registry.ts';
import { leaveStaleEndpoint } from './leaveStaleEndpoint.ts';
import { proveBlocks } from './proveBlocks.ts';
import type { Scan } from './scan.ts';
import { withEndpoint } from './scan.ts';

/** How long the heights are good enough while the walk is behind them, in ms. */
const heightsServeMs = 2000;

/**
 * One step of the walk, in this order:
 * 1. the node is behind us: nothing to do, it will catch up;
 * 2. it is at our height: its block must be ours, else the chain forked and we walk back;
 * 3. it is ahead: the next block's parent must be ours, else we walk back; then the block is committed.
 * Returns the new place, or undefined when there was nothing to take.
 */
export function scanStep(scan: Scan, cursor: Cursor): Promise<Cursor | undefined> {
  return withEndpoint(scan.pool, rpc => step(scan, rpc, cursor));
}

async function step(scan: Scan, rpc: Rpc, cursor: Cursor): Promise<Cursor | undefined> {
  const lookedAt = new Date();
  const heights = await currentHeights(scan, rpc, cursor);
  if (heights.head < cursor.height) return idle(scan, rpc, heights);

  if (heights.head === cursor.height) {
    const ours = await readHeader(rpc, scan.network.chainId, cursor.height);
    if (!ours) return idle(scan, rpc, heights);
    if (ours.hash !== cursor.hash) return walkBack(scan, rpc, cursor);
    const rules = await rulesAt(scan, rpc, heights, cursor.height);
    await standAtHead(scan.deps.db, cursor, rules, lookedAt);
    return idle(scan, rpc, heights);
  }

  const block = await scan.ahead.take(cursor.height + 1, heights.head);
  // Its head is ahead of its blocks: it will catch up, or another node is asked.
  if (!block) {
    scan.heights = undefined;
    return idle(scan, rpc, { ...heights, head: cursor.height });
  }
  scan.idleLooks = 0;
  if (block.parentHash !== cursor.hash) return walkBack(scan, rpc, cursor);
  return commitBlock(scan.deps.db, cursor, block, await rulesAt(scan, rpc, heights, block.number));
}

async function idle(scan: Scan, rpc: Rpc, heights: Heights): Promise<undefined> {
  scan.idleLooks += 1;
  await leaveStaleEndpoint(scan, rpc, heights);
}

async function currentHeights(scan: Scan, rpc: Rpc, cursor: Cursor): Promise<Heights> {
  const known = scan.heights;
  if (known && known.heights.head > cursor.height + 1 && Date.now() - known.at < heightsServeMs) {
    return known.heights;
  }
  const heights = await readHeights(rpc, scan.network);
  scan.heights = { at: Date.now(), heights };
  return heights;
}

/** What is final once `height` is scanned; what money needs a proof for it has had one asked for. */
async function rulesAt(scan: Scan, rpc: Rpc, heights: Heights, height: number): Promise<CommitRules> {
  const final = finalHeights(scan.network, heights, height);
  const mustBeProven = scan.pool.size > 1;
  if (mustBeProven) await proveBlocks(scan, rpc, final);
  return { final, mustBeProven, currencyOf: currencyIn(scan.deps.registry), head: heights.head };
}

/** How many stored blocks are compared in one step back. */
const stride = 64;

/**
 * Finds the highest stored block that the node still has, and rolls back to it. What is not found within one
 * stride is looked for further down. Throws `reorg_too_deep` when no stored block is left, and
 * `rpc_inconsistent` when there was no fork: the node gave a block of another chain than its own.
 */
async function walkBack(scan: Scan, rpc: Rpc, cursor: Cursor): Promise<Cursor> {
  const { deps, network } = scan;
  scan.ahead.clear();
  scan.heights = undefined;
  for (let below = cursor.height + 1; ;) {
    const stored = await storedBlocksBelow(deps.db, network.chainId, below, stride);
    for (const block of stored) {
      scan.progress();
      const theirs = await readHeader(rpc, network.chainId, block.number);
      // It gave a block above: that it lacks this one is no fork.
      if (!theirs) throw new PurserError('rpc_inconsistent', 'the node lacks a block below its head');
      if (theirs.hash !== block.hash) continue;
      if (block.number === cursor.height) {
        throw new PurserError('rpc_inconsistent', 'a block follows upon none that its node has');
      }
      const moved = await rollbackChain(deps.db, cursor, block, scan.acceptDeepReorg);
      // What an operator accepted was this fork.
      scan.acceptDeepReorg = false;
      return moved;
    }
    const last = stored.at(-1);
    if (!last)
      throw new PurserError('reorg_too_deep', `${network.code}: no stored block is left in the chain`);
    below = last.number;
  }
}
