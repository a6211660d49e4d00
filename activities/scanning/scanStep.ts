import { readHeader } from '../../chain/readBlock.ts';
import { readHeights } from '../../chain/readHeights.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { readClock } from '../../db/readClock.ts';
import type { CommitRules } from '../../db/scanning/commitBlock.ts';
import { commitBlock } from '../../db/scanning/commitBlock.ts';
import { recordCaughtUp } from '../../db/scanning/recordCaughtUp.ts';
import { storedBlocksBelow } from '../../db/scanning/rollbackChain.ts';
import { PurserError } from '../../domain/errors.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { Heights } from '../../domain/scanning/finality.ts';
import { finalHeights } from '../../domain/scanning/finality.ts';
import { confirmTags } from '../nodes/confirmTags.ts';
import { isAnotherChain, reportBehind } from '../nodes/isAnotherChain.ts';
import { leaveDissenter } from '../nodes/leaveDissenter.ts';
import { leaveStaleEndpoint } from '../nodes/leaveStaleEndpoint.ts';
import { resolveFork, resolveLostChain } from './resolveFork.ts';
import { forgetProofs, proveInBackground } from './proveInBackground.ts';
import { readUpTo } from './readUpTo.ts';
import type { HeightsAsked, Scan } from './scan.ts';
import { withEndpoint } from './scan.ts';

/** How long known heights are used while the walk is behind them, in ms. */
const heightsServeMs = 2000;

/**
 * One step of the walk, in this order:
 * 1. the node is behind us: nothing to do, it will catch up; unless it is on another chain, perhaps for good;
 * 2. it is at our height: its block must be ours, else the chain forked and we walk back;
 * 3. it is ahead: the next block's parent must be ours, else we walk back; then the block is committed.
 * Returns the new place, or undefined when there was nothing to take.
 */
export function scanStep(scan: Scan, cursor: Cursor): Promise<Cursor | undefined> {
  return withEndpoint(scan.pool, rpc => step(scan, rpc, cursor));
}

async function step(scan: Scan, rpc: Rpc, cursor: Cursor): Promise<Cursor | undefined> {
  const { heights, lookedAt } = await currentHeights(scan, rpc, cursor);
  if (heights.head < cursor.height) {
    if (await isAnotherChain(scan, rpc, heights.head)) return walkBack(scan, rpc, cursor, heights.head);
    reportBehind(scan, rpc, heights.head, cursor);
    return idle(scan, rpc, heights);
  }

  if (heights.head === cursor.height) {
    const ours = await readHeader(rpc, scan.network.chainId, cursor.height);
    if (!ours) return idle(scan, rpc, heights);
    if (ours.hash !== cursor.hash) return walkBack(scan, rpc, cursor, heights.head);
    const rules = await rulesAt(scan, rpc, heights, cursor.height);
    const readTo = await readUpTo(scan, rpc, cursor, lookedAt);
    await recordCaughtUp(scan.deps.db, cursor, rules, lookedAt, readTo);
    return idle(scan, rpc, heights);
  }

  const block = await scan.ahead.take(cursor.height + 1, heights.head);
  // Its head is ahead of its blocks: it will catch up, or another node is asked.
  if (!block) {
    scan.heights = undefined;
    return idle(scan, rpc, { ...heights, head: cursor.height });
  }
  scan.idleLooks = 0;
  if (block.parentHash !== cursor.hash) {
    if (block.givenBy === rpc) return walkBack(scan, rpc, cursor, heights.head);
    // Another node gave the block, and may have forked alone: this node is asked for its own.
    scan.ahead.clear();
    return undefined;
  }
  return commitBlock(scan.deps.db, cursor, block, await rulesAt(scan, rpc, heights, block.number));
}

async function idle(scan: Scan, rpc: Rpc, heights: Heights): Promise<undefined> {
  scan.idleLooks += 1;
  await leaveStaleEndpoint(scan, rpc, heights);
}

async function currentHeights(scan: Scan, rpc: Rpc, cursor: Cursor): Promise<HeightsAsked> {
  const known = scan.heights;
  if (known && known.heights.head > cursor.height + 1 && performance.now() - known.at < heightsServeMs) {
    return known;
  }
  const lookedAt = await readClock(scan.deps.db);
  const asked = {
    at: performance.now(),
    lookedAt,
    heights: await confirmTags(scan, rpc, await readHeights(rpc, scan.network)),
  };
  scan.heights = asked;
  return asked;
}

/** What is final once `height` is scanned. Begins the proofs that money needs for that. */
async function rulesAt(scan: Scan, rpc: Rpc, heights: Heights, height: number): Promise<CommitRules> {
  const final = finalHeights(scan.network, heights, height);
  const mustBeProven = scan.pool.size > 1;
  if (mustBeProven) await proveInBackground(scan, rpc, final, height === heights.head);
  return { final, mustBeProven, currencyOf: currencyIn(scan.deps.registry), head: heights.head };
}

/** How many stored blocks are compared in one step back. */
const stride = 64;

/**
 * Finds the highest stored block that the node still has, stride by stride downwards, and rolls back to it.
 * Throws `reorg_too_deep` if that block is below what was final (for two nodes, if there are two) and the
 * fork was not accepted. Throws `rpc_inconsistent` if there was no fork: the node gave a block of another
 * chain than its own, or is alone on another chain.
 */
async function walkBack(scan: Scan, rpc: Rpc, cursor: Cursor, head: number): Promise<Cursor> {
  const { deps, network } = scan;
  scan.ahead.clear();
  await leaveDissenter(scan, rpc, head);
  await forgetProofs(scan);
  for (let below = Math.min(cursor.height, head) + 1; ;) {
    const stored = await storedBlocksBelow(deps.db, network.chainId, below, stride);
    for (const block of stored) {
      scan.progress();
      const theirs = await readHeader(rpc, network.chainId, block.number);
      // The node gave a block above this one: that it lacks this one is no fork.
      if (!theirs) throw new PurserError('rpc_inconsistent', 'the node lacks a block below its head');
      if (theirs.hash !== block.hash) continue;
      if (block.number === cursor.height) {
        throw new PurserError('rpc_inconsistent', 'the node lacks the parent of its own block');
      }
      const moved = await resolveFork(scan, rpc, cursor, block);
      scan.heights = undefined;
      return moved;
    }
    const last = stored.at(-1);
    if (!last) {
      const moved = await resolveLostChain(scan, rpc, cursor, below);
      scan.heights = undefined;
      return moved;
    }
    below = last.number;
  }
}
