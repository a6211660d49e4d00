import { readHeader } from '../../chain/readBlock.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { StoredBlock } from '../../db/scanning/rollbackChain.ts';
import { rollbackChain } from '../../db/scanning/rollbackChain.ts';
import { depositBlocksBelow, tallyAbove } from '../../db/scanning/tallyAbove.ts';
import { PurserError } from '../../domain/errors.ts';
import { formatAmount } from '../../domain/money.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import type { NamedBlock } from '../../domain/scanning/fork.ts';
import { DeepFork } from '../../domain/scanning/fork.ts';
import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import { finalHeightOf } from '../nodes/deniesFinal.ts';
import type { Scan } from './scan.ts';
import { findStart } from './startScanning.ts';

/** How many blocks with deposits are compared at a time. */
const stride = 64;

interface Way {
  /** The last block that both chains have; null if the new chain has none that we know. */
  readonly ancestor: StoredBlock | null;
  /** Where scanning goes on, if that is no stored block. */
  readonly begin?: BlockHeader;
  /** Why the node has no block before `begin`. */
  readonly missing?: string | null;
}

/**
 * Takes the chain back to its last block that the node still has. Below the final height a person decides
 * that, by naming a block of the new chain. The node must have the named block, and so must a second node if
 * there is one. Throws `reorg_too_deep`, with what would be taken back, while no block or the wrong one is
 * named. Throws `rpc_unavailable` while no second node answers.
 */
export async function resolveFork(
  scan: Scan,
  rpc: Rpc,
  cursor: Cursor,
  ancestor: StoredBlock,
): Promise<Cursor> {
  try {
    return await rollbackChain(scan.deps.db, cursor, ancestor, false);
  } catch (error) {
    if (!(error instanceof PurserError) || error.code !== 'reorg_too_deep') throw error;
    return resolveDeepFork(scan, rpc, cursor, { ancestor });
  }
}

/**
 * The same if the node has none of the stored blocks. Blocks before those are known by their deposits alone.
 * Scanning goes on from the last of these that the node has; if it has none, from where a chain is begun.
 */
export async function resolveLostChain(
  scan: Scan,
  rpc: Rpc,
  cursor: Cursor,
  lowestStored: number,
): Promise<Cursor> {
  const { deps, network } = scan;
  for (let below = lowestStored; ;) {
    const known = await depositBlocksBelow(deps.db, network.chainId, below, stride);
    for (const block of known) {
      scan.progress();
      const theirs = await readHeader(rpc, network.chainId, block.number);
      if (theirs?.hash === block.hash) {
        return resolveDeepFork(scan, rpc, cursor, { ancestor: block, begin: theirs });
      }
    }
    const last = known.at(-1);
    if (!last) break;
    below = last.number;
  }
  const { block, missing } = await findStart(scan, rpc);
  return resolveDeepFork(scan, rpc, cursor, { ancestor: null, begin: block, missing });
}

async function resolveDeepFork(
  scan: Scan,
  rpc: Rpc,
  cursor: Cursor,
  { ancestor, begin, missing = null }: Way,
): Promise<Cursor> {
  const { deps, network, accept } = scan;
  const lostAbove = ancestor?.number ?? -1;
  const refuse = async (because?: string): Promise<DeepFork> => {
    const tally = await tallyAbove(deps.db, network.chainId, lostAbove);
    const decimalsOf = (code: string): number => currencyIn(deps.registry)(code).decimals;
    const view = {
      ancestor: ancestor && { height: ancestor.number, hash: ancestor.hash },
      finalHeight: await finalHeightOf(scan),
      newChain: await blockOf(scan, rpc, cursor.height),
      deposits: tally.reduce((sum, { deposits }) => sum + deposits, 0),
      sums: Object.fromEntries(
        tally.map(({ currency, amount }) => [currency, formatAmount(amount, decimalsOf(currency))]),
      ),
    };
    return new DeepFork(network.code, view, because);
  };
  if (!accept) throw await refuse();
  if (accept.height <= lostAbove) throw await refuse('The named block is below the fork');
  const other = scan.pool.size > 1 ? await scan.pool.pick(rpc) : rpc;
  if (scan.pool.size > 1 && other === rpc) {
    throw new PurserError('rpc_unavailable', `${network.code}: no second node can confirm the new chain now`);
  }
  for (const node of new Set([rpc, other])) {
    const theirs = await readHeader(node, network.chainId, accept.height);
    if (theirs?.hash !== accept.hash) {
      throw await refuse(`${node.name} has ${theirs?.hash ?? 'no block'} at the named height`);
    }
    const first = begin && (await readHeader(node, network.chainId, begin.number));
    if (begin && first?.hash !== begin.hash) {
      throw await refuse(`${node.name} has ${first?.hash ?? 'no block'} where scanning would begin`);
    }
  }
  const to = ancestor ?? { number: begin?.number ?? 0, hash: begin?.hash ?? cursor.hash };
  const moved = await rollbackChain(
    deps.db,
    cursor,
    to,
    true,
    begin && { header: begin, lostAbove, missing },
  );
  // The operator accepted this fork alone.
  scan.accept = null;
  return moved;
}

/** The node's block at the height, or its head if that is lower. */
async function blockOf({ network, heights }: Scan, rpc: Rpc, height: number): Promise<NamedBlock> {
  const at = Math.min(height, heights?.heights.head ?? height);
  const block = await readHeader(rpc, network.chainId, at);
  if (!block) throw new PurserError('rpc_inconsistent', 'the node lacks a block below its head');
  return { height: at, hash: block.hash };
}
