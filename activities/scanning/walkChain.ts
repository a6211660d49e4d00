import type { RpcPool } from '../../chain/rpc/rpcPool.ts';
import { listedOn } from '../../chain/transfers.ts';
import type { claimChain } from '../../db/scanning/claimChain.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Network } from '../../domain/registry.ts';
import type { Cursor } from '../../domain/scanning/cursor.ts';
import { finalHeight } from '../../domain/scanning/finality.ts';
import type { NamedBlock } from '../../domain/scanning/fork.ts';
import type { NodeReport } from '../nodes/lookAtNodes.ts';
import { createNodeLooks } from '../nodes/lookAtNodes.ts';
import { auditBalances } from './auditBalances.ts';
import { BackgroundRun } from './backgroundRun.ts';
import { endProofs } from './proveInBackground.ts';
import { ReadAhead } from './readAhead.ts';
import { readToScan } from './readToScan.ts';
import type { OnTrouble, Scan, ScanDeps } from './scan.ts';
import { besidesWalk, isPassing, withEndpoint } from './scan.ts';
import { scanPending } from './scanPending.ts';
import { scanStep } from './scanStep.ts';
import { startScanning } from './startScanning.ts';

export interface Walk {
  readonly deps: ScanDeps;
  readonly network: Network;
  readonly pool: RpcPool;
  /** A block of the chain that an operator wants followed, though it forked below what was final. */
  readonly accept: NamedBlock | null;
  /** Whether the walk goes on: asked before each step. */
  readonly mayContinue: () => boolean;
  /** Rests up to `ms`, or until something wakes it. */
  readonly rest: (ms: number) => Promise<void>;
  /** A step ended, at this height. */
  readonly onStep: (height?: number, head?: number) => void;
  /** A block was read and committed within so many ms: signals may be waiting. */
  readonly onCommit: (ms: number) => void;
  readonly onTrouble: OnTrouble;
  /** Called about once a minute with what each node is like. */
  readonly onNode?: (report: NodeReport) => void;
}

const longestRestMs = 30_000;

/**
 * Walks a chain block by block from where the claim found it, for as long as `mayContinue` says. After a node's
 * error it pauses, longer each time; an error never moves the cursor. Returns the height reached, or -1 if
 * the chain could not be begun. Throws `scanner_fenced`, `wrong_chain`, `reorg_too_deep`,
 * `chain_disagreement`.
 */
export async function walkChain(
  walk: Walk,
  claimed: Awaited<ReturnType<typeof claimChain>>,
): Promise<number> {
  const scan = newScan(walk);
  const balances = new BackgroundRun();
  const nodes = new BackgroundRun();
  try {
    return await walkOn(walk, scan, { balances, nodes }, claimed);
  } finally {
    await endProofs(scan);
    await balances.ended();
    await nodes.ended();
  }
}

async function walkOn(
  walk: Walk,
  scan: Scan,
  { balances, nodes }: { readonly balances: BackgroundRun; readonly nodes: BackgroundRun },
  claimed: Awaited<ReturnType<typeof claimChain>>,
): Promise<number> {
  const { network, onNode } = walk;
  const looks = createNodeLooks(network, walk.pool);
  let cursor: Cursor | undefined;
  for (let failures = 0; walk.mayContinue();) {
    if (onNode && looks.due(cursor?.height)) {
      nodes.begin(async () => (await looks.look()).forEach(onNode));
    }
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
      await besides(scan, balances, cursor.height);
      await walk.rest(network.pollMs);
    } catch (error) {
      if (!isPassing(error)) throw error;
      walk.onTrouble(error);
      // The step waited already, and no node is to blame.
      if (error.code !== 'temporarily_unavailable') failures += 1;
      await walk.rest(pauseAfter(failures, walk));
    }
  }
  return cursor?.height ?? -1;
}

/**
 * The work at an unchanged head: pending transfers, and balances. Neither stops the walk or the other by an
 * error. Balances are compared while the walk goes on, as their calls wait behind those of rescans. A node that
 * is behind has no balances to compare, and would seem to fail.
 */
async function besides(scan: Scan, balances: BackgroundRun, height: number): Promise<void> {
  const { heights } = scan.heights ?? {};
  await besidesWalk(scan, scanPending(scan, height));
  if (!heights || heights.head < height) return;
  const final = finalHeight(scan.network.finality, heights, height);
  balances.begin(() => besidesWalk(scan, auditBalances(scan, final, height)));
}

/** If there is another node, it is asked at once: the pool itself rests a bad one. */
function pauseAfter(failures: number, { network, pool }: Walk): number {
  if (failures <= pool.size - 1) return 0;
  return Math.min(longestRestMs, network.pollMs * 2 ** Math.min(failures - pool.size, 10));
}

function newScan(walk: Walk): Scan {
  const { deps, network, pool, accept } = walk;
  const listed = listedOn(deps.registry, network.chainId);
  const read = async (number: number) => {
    try {
      return await readToScan(scan, number, scan.heights?.heights.head);
    } catch (error) {
      // The node that gave the block was blamed already: the step's own node must not be.
      if (!isPassing(error)) throw error;
      throw new PurserError('rpc_unavailable', error.message, { cause: error, endpoint: error.endpoint });
    }
  };
  const scan: Scan = {
    deps,
    network,
    pool,
    listed,
    accept,
    ahead: new ReadAhead(read),
    progress: () => {
      walk.onStep();
    },
    onTrouble: walk.onTrouble,
    heights: undefined,
    unmovedHead: undefined,
    reported: new Set(),
    proofs: { runs: new BackgroundRun(), over: false },
    idleLooks: 0,
  };
  return scan;
}

function begin(scan: Scan, claimed: Awaited<ReturnType<typeof claimChain>>): Promise<Cursor> | Cursor {
  const { epoch, height, hash } = claimed;
  if (height === null || hash === null) {
    return withEndpoint(scan.pool, rpc => startScanning(scan, rpc, epoch));
  }
  return { chainId: scan.network.chainId, epoch, height, hash };
}
