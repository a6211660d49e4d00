import { setTimeout as sleep } from 'node:timers/promises';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { FinalHeights } from '../../domain/scanning/finality.ts';
import { proveBlocks } from './proveBlocks.ts';
import type { Scan } from './scan.ts';

/** How long a step at the head waits for proofs, in ms: what they give is final with that step, and not with the next. */
const waitMs = 500;

/**
 * Proves blocks beside the walk, which a block with money, or with dust in it, would else read twice more in its own way. What
 * waits for a proof is not final before its row says that it is proven, whenever that is. A step `atHead` waits a moment for them.
 * Throws what an earlier run, or this one, ended with: `chain_disagreement`.
 */
export async function proveBeside(scan: Scan, rpc: Rpc, final: FinalHeights, atHead: boolean): Promise<void> {
  const { runs } = scan.proofs;
  runs.begin(() => proveBlocks(scan, rpc, final));
  if (!atHead) return;
  const waited = new AbortController();
  await Promise.race([
    runs.ended(),
    sleep(waitMs, undefined, { signal: waited.signal }).catch(() => undefined),
  ]);
  waited.abort();
  runs.throwFailure();
}

/** Ends the run after the block that it is at. Never throws. */
export async function endProofs({ proofs }: Pick<Scan, 'proofs'>): Promise<void> {
  proofs.over = true;
  await proofs.runs.ended();
}

/**
 * Ends the run, too, before blocks are taken back: a proof belongs to a block as it was read, and what is said of one that
 * is gone stops no chain.
 */
export async function forgetProofs(scan: Pick<Scan, 'proofs'>): Promise<void> {
  await endProofs(scan);
  scan.proofs.over = false;
  scan.proofs.runs.forgetFailure();
}
