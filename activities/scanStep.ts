import { readBlock, readHeader, succeededTransfers } from '../chain/readBlock.ts';
import { readHeights } from '../chain/readHeights.ts';
import type { Cursor } from '../db/claimChain.ts';
import type { Hit } from '../db/commitBlock.ts';
import { commitBlock } from '../db/commitBlock.ts';
import { findPursesByAddress } from '../db/findPursesByAddress.ts';
import { standAtHead } from '../db/standAtHead.ts';
import { rollbackChain, storedBlocksBelow } from '../db/rollbackChain.ts';
import { PurserError } from '../domain/errors.ts';
import { finalHeight } from '../domain/finality.ts';
import type { Transfer } from '../domain/transfer.ts';
import type { Scan } from './scanChain.ts';
import { currencyIn } from './settleDeposits.ts';

/**
 * One step of the walk, in this order:
 * 1. the node is behind us: nothing to do, it will catch up;
 * 2. it is at our height: its block must be ours, else the chain forked and we walk back;
 * 3. it is ahead: the next block's parent must be ours, else we walk back; then the block is committed.
 * Returns the new place, or undefined when there was nothing to take.
 */
export async function scanStep(scan: Scan, cursor: Cursor): Promise<Cursor | undefined> {
  const { deps, network, rpc, listed } = scan;
  const lookedAt = new Date();
  const heights = await readHeights(rpc, network.finality);
  if (heights.head < cursor.height) return undefined;

  if (heights.head === cursor.height) {
    const ours = await readHeader(rpc, network.chainId, cursor.height);
    if (!ours) return undefined;
    if (ours.hash !== cursor.hash) return walkBack(scan, cursor);
    const final = finalHeight(network.finality, heights, cursor.height);
    await standAtHead(deps.db, cursor, final, lookedAt);
    return undefined;
  }

  const block = await readBlock(rpc, network.chainId, cursor.height + 1, listed);
  if (!block) return undefined;
  if (block.parentHash !== cursor.hash) return walkBack(scan, cursor);
  const candidates = await hitsAmong(scan, block.transfers);
  const moved = new Set(await succeededTransfers(rpc, block.hash, candidates));
  return commitBlock(
    deps.db,
    cursor,
    block,
    candidates.filter(hit => moved.has(hit)),
    finalHeight(network.finality, heights, block.number),
  );
}

/** The transfers that go to a purse of ours. */
export async function hitsAmong({ deps }: Scan, transfers: readonly Transfer[]): Promise<readonly Hit[]> {
  const recipients = [...new Set(transfers.map(transfer => transfer.to))];
  const purses = await findPursesByAddress(deps.db, recipients);
  const currencyOf = currencyIn(deps.registry);
  return transfers.flatMap(transfer => {
    const purseId = purses.get(transfer.to);
    return purseId === undefined
      ? []
      : [
          {
            ...transfer,
            purseId,
            listed: currencyOf(transfer.currency),
            fromChecksum: deps.checksum(transfer.from),
          },
        ];
  });
}

/** How many stored blocks are compared in one step back. */
const stride = 64;

/**
 * Finds the highest stored block that the node still has, and rolls back to it. What is not found within one
 * stride is looked for further down. Throws `reorg_too_deep` when no stored block is left.
 */
async function walkBack(scan: Scan, cursor: Cursor): Promise<Cursor> {
  const { deps, network, rpc } = scan;
  for (let below = cursor.height; ;) {
    const stored = await storedBlocksBelow(deps.db, network.chainId, below, stride);
    for (const block of stored) {
      scan.progress();
      const theirs = await readHeader(rpc, network.chainId, block.number);
      if (theirs?.hash === block.hash) return rollbackChain(deps.db, cursor, block, scan.acceptDeepReorg);
    }
    const last = stored.at(-1);
    if (!last)
      throw new PurserError('reorg_too_deep', `${network.code}: no stored block is left in the chain`);
    below = last.number;
  }
}
