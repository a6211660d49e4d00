import { listedOn } from '../chain/transfers.ts';
import type { RpcPool } from '../chain/rpcPool.ts';
import type { claimChain, Cursor } from '../db/claimChain.ts';
import { PurserError } from '../domain/errors.ts';
import { finalHeight } from '../domain/finality.ts';
import type { Network } from '../domain/registry.ts';
import { auditBalances } from './auditBalances.ts';
import { findInBlock } from './findInBlock.ts';
import { ReadAhead } from './readAhead.ts';
import type { Scan, ScanDeps } from './scan.ts';
import { besidesWalk, isPassing, withEndpoint } from './scan.ts';
import { scanPending } from './scanPending.ts';
import { scanStep } from './scanStep.ts';
import { startScanning } from './startScanning.ts';

export interface Walk {
  readonly deps: ScanDeps;
  readonly network: Network;
  readonly pool: RpcPool;
  readonly acceptDeepReorg: boolean;
  /** Whether it is to go on: asked before each step. */
  readonly goOn: () => boolean;
  /** Rests up to `ms`, or until something wakes it. */
  readonly rest: (ms: number) => Promise<void>;
  /** A step ended, at this height. */
  readonly onStep: (height?: number, head?: number) => void;
  /** A block was read and committed within so many ms: signals may be waiting. */
  readonly onCommit: (ms: number) => void;
  readonly onTrouble: (error: PurserError) => void;
}

const longestRestMs = 30_000;

/**
 * Walks a chain block by block for as long as `goOn` says, from where the claim found it. An error of a node is
 * met with a pause, longer each time, and never moves the cursor. Returns the height reached, -1 where the
 * chain could not be begun. Throws `scanner_fenced`, `wrong_chain`, `reorg_too_deep`, `chain_disagreement`.
 */
export async function walkChain(
  walk: Walk,
  claimed: Awaited<ReturnType<typeof claimChain>>,
): Promise<number> {
  const scan = newScan(walk);
  const { network } = walk;
  let cursor: Cursor | undefined;
  for (let failures = 0; walk.goOn();) {
    try {
      cursor ??= await begin(scan, claimed);
      walk.onStep(cursor.height, scan.heights?.heights.head);
      const began = performance.now();
      const moved = await scanStep(scan, cursor);
      failures = 0;
      if (moved) {
        cursor = moved;
        walk.onCommit(performance.now() - began);
        continue;
      }
      await besides(scan, cursor.height);
      await walk.rest(network.pollMs);
    } catch (error) {
      if (!isPassing(error)) throw error;
      failures += 1;
      walk.onTrouble(error);
      await walk.rest(pauseAfter(failures, walk));
    }
  }
  return cursor?.height ?? -1;
}

/** What is done at an unchanged head. Neither is in the way of the walk, nor of the other. */
async function besides(scan: Scan, height: number): Promise<void> {
  const { heights } = scan.heights ?? {};
  await besidesWalk(scan, scanPending(scan, height));
  if (!heights) return;
  const final = finalHeight(scan.network.finality, heights, height);
  await besidesWalk(scan, auditBalances(scan, final));
}

/** With another node to ask it is asked at once: the pool itself lets a bad one rest. */
function pauseAfter(failures: number, { network, pool }: Walk): number {
  if (failures <= pool.size - 1) return 0;
  return Math.min(longestRestMs, network.pollMs * 2 ** Math.min(failures - pool.size, 10));
}

function newScan(walk: Walk): Scan {
  const { deps, network, pool, acceptDeepReorg } = walk;
  const listed = listedOn(deps.registry, network.chainId);
  const read = async (number: number) => {
    try {
      return await withEndpoint(pool, rpc => findInBlock({ deps, network, listed }, rpc, number));
    } catch (error) {
      // Blamed already, on the node that gave it: not on whichever the step is made with.
      if (!isPassing(error)) throw error;
      throw new PurserError('rpc_unavailable', error.message, { cause: error });
    }
  };
  return {
    deps,
    network,
    pool,
    listed,
    acceptDeepReorg,
    ahead: new ReadAhead(read),
    progress: () => {
      walk.onStep();
    },
    onTrouble: walk.onTrouble,
    heights: undefined,
    idleLooks: 0,
  };
}

function begin(scan: Scan, claimed: Awaited<ReturnType<typeof claimChain>>): Promise<Cursor> | Cursor {
  const { epoch, height, hash } = claimed;
  if (height === null || hash === null) {
    return withEndpoint(scan.pool, rpc => startScanning(scan, rpc, epoch));
  }
  return { chainId: scan.network.chainId, epoch, height, hash };
}
