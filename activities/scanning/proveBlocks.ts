import { readHeader } from '../../chain/readBlock.ts';
import { readProvenReceipts } from '../../chain/readReceipts.ts';
import { RpcRefusal } from '../../chain/rpc/refusals.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { RpcResting } from '../../chain/rpc/rpcEndpoint.ts';
import { withoutBooked } from '../../db/rescans/bookedByBalance.ts';
import { recordAgain } from '../../db/rescans/recordAgain.ts';
import type { BlockToProve, ProofRest } from '../../db/scanning/blocksToProve.ts';
import { blocksToProve, markProven, restBlock } from '../../db/scanning/blocksToProve.ts';
import { PurserError } from '../../domain/errors.ts';
import type { NativeSource } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import type { FinalHeights } from '../../domain/scanning/finality.ts';
import { highestFinal } from '../../domain/scanning/finality.ts';
import type { FoundBlock } from '../../domain/scanning/foundBlock.ts';
import { deniesFinal } from '../nodes/deniesFinal.ts';
import {
  compareReadings,
  showsDestinations,
  showsOutflows,
  showsOutgoing,
  sourcesOf,
} from './compareReadings.ts';
import { findInBlock } from './findInBlock.ts';
import type { Scan } from './scan.ts';
import { answerOf, isPassing, isRefusedState, reportOnce, withEndpoint } from './scan.ts';

/** How many blocks are proven in one run. */
const atOnce = 20;

/** A block that is not in both chains yet is tried again soon: money may wait for it. */
const soon: ProofRest = { firstMs: 250, longestMs: 4000 };
/** A node that keeps no receipts or states for a block will refuse it again. */
const seldom: ProofRest = { firstMs: 5000, longestMs: 10 * 60_000 };

/**
 * Proves blocks. Before money becomes final,
 * 1. two nodes must have its block in their chains;
 * 2. both must show the same transfers to our purses, by the source that showed them first;
 * 3. the recorded transfers must be among these;
 * 4. the other node's receipts must add up to the root of its header;
 * 5. what our own senders had mined must have the same outcome there;
 * 6. what our sweepers say of destinations must be there;
 * 7. what left our purses without a transaction of ours must be there.
 *
 * Money that a balance booked was confirmed by both nodes before. While no other node answers, finality
 * waits. Throws `chain_disagreement` if two nodes contradict each other over a block that is final for all: a
 * person must judge that. Above that height nodes may differ for a moment.
 *
 * A block's transfers are compared as soon as the block was scanned, while nodes still keep its state.
 * Whether both nodes have it in their chains is asked again when it is final. A block that cannot be proven
 * delays only itself.
 */
export async function proveBlocks(scan: Scan, first: Rpc, final: FinalHeights): Promise<void> {
  const { deps, network, pool } = scan;
  const finalHeight = highestFinal(final);
  for (const block of await blocksToProve(
    deps.db,
    network.chainId,
    finalHeight,
    atOnce,
    Number.MAX_SAFE_INTEGER,
  )) {
    if (scan.proofs.over) return;
    scan.progress();
    let rest = soon;
    let isResting = false;
    try {
      const isProven = await withEndpoint(
        pool,
        async other => (other === first ? null : await confirm(scan, first, other, block)),
        first,
      );
      // No other node is well.
      if (isProven === null) return;
      if (isProven) {
        await markProven(deps.db, network.chainId, block, block.number <= finalHeight);
        continue;
      }
    } catch (error) {
      const passes = error instanceof PurserError && error.code === 'chain_disagreement';
      if (!isPassing(error) && !(passes && block.number > final.all)) throw error;
      const isRefused = error instanceof RpcRefusal && error.isOfTheCall;
      if (isRefused) {
        reportOnce(scan, error);
        rest = seldom;
      } else scan.onTrouble(error);
      // A node that dropped a call, contradicts itself or refuses this block may still confirm others. A node
      // that may not be asked now confirms none; the pool decides that after a few failures in a row.
      isResting = error instanceof RpcResting;
    }
    await restBlock(deps.db, network.chainId, block, rest);
    if (isResting) return;
  }
}

/** Whether both nodes confirm the block as it is stored; false while they cannot. */
async function confirm(scan: Scan, first: Rpc, other: Rpc, block: BlockToProve): Promise<boolean> {
  const { deps, network } = scan;
  const [ours, theirs] = [
    await answerOf(first, readHeader(first, network.chainId, block.number)),
    await readHeader(other, network.chainId, block.number),
  ];
  // One node is behind, or the chain forked, and the walk will meet the fork.
  if (!theirs || ours?.hash !== block.hash) return false;
  // The header was asked for by number: a node still knows a block by its hash after it left the chain.
  if (theirs.hash !== block.hash) {
    const denied = await deniesFinal(scan, other, block.number - 1);
    if (!denied) throw disagreement(scan, block, 'the block has another hash');
    // The other node is on another chain altogether, so it cannot confirm this one.
    throw new PurserError(
      'rpc_inconsistent',
      `${other.name} has a different block ${String(denied.number)} than our final one: it cannot confirm blocks`,
    );
  }

  if (block.confirmed) return true;

  const proven = await readProvenReceipts(other, block.hash);
  if (!proven) return false;
  if (block.receiptsRoot !== null && proven.receiptsRoot !== block.receiptsRoot) {
    throw disagreement(scan, block, 'the receipts differ');
  }
  for (const source of sourcesOf(block, network)) {
    const [here, there] = await readBoth(scan, [first, other], block, source);
    if (here?.hash !== block.hash || there?.hash !== block.hash) return false;
    const { isSame, lost, missed } = compareReadings(block, source, here.hits, there.hits);
    if (!isSame) throw disagreement(scan, block, 'the transfers differ');
    if (lost) throw disagreement(scan, block, 'a transfer that we found is missing');
    if (!showsOutgoing(block.outgoing, there.outgoing)) {
      throw disagreement(scan, block, 'a transaction of ours had another outcome');
    }
    if (!showsDestinations(block.destinations, there.destinations)) {
      throw disagreement(scan, block, 'a sweeper says something else of a destination');
    }
    if (!showsOutflows(block.outflows, there.outflows ?? [])) {
      throw disagreement(scan, block, 'what left a purse of ours is missing');
    }
    // Both show a transfer that is not recorded: a currency was listed meanwhile, or the first reading's node
    // lied.
    const unrecorded = await withoutBooked(deps.db, { ...here, hits: missed });
    if (unrecorded.hits.length === 0) continue;
    const rules = { currencyOf: currencyIn(deps.registry), mustBeProven: true };
    if ((await recordAgain(deps.db, here, rules)) > 0) return false;
  }
  return true;
}

/**
 * Both nodes' readings of the block by one source. A trace may be refused because the state is gone. It is
 * needed only for what a trace alone shows. If no call was found in the block, the rest is compared without a
 * trace, and the balance round finds what calls may have moved.
 */
async function readBoth(
  scan: Scan,
  nodes: readonly [Rpc, Rpc],
  block: BlockToProve,
  source: NativeSource,
): Promise<readonly [FoundBlock | null, FoundBlock | null]> {
  const reading = { ...scan, network: { ...scan.network, nativeSource: source } };
  try {
    return await Promise.all([
      answerOf(nodes[0], findInBlock(reading, nodes[0], block.number)),
      answerOf(nodes[1], findInBlock(reading, nodes[1], block.number)),
    ]);
  } catch (error) {
    const needsTrace = block.deposits.some(
      ({ kind, source: readBy }) => kind === 'internal' && readBy !== 'balance',
    );
    if (source !== 'trace' || needsTrace || !isRefusedState(error)) throw error;
    return readBoth(scan, nodes, block, 'topLevel');
  }
}

function disagreement({ network }: Scan, { number }: BlockToProve, what: string): PurserError {
  return new PurserError(
    'chain_disagreement',
    `${network.code}, block ${String(number)}: according to another node, ${what}`,
  );
}
