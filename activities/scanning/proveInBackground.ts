import { setTimeout as sleep } from 'node:timers/promises';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { FinalHeights } from '../../domain/scanning/finality.ts';
import { proveBlocks } from './proveBlocks.ts';
import type { Scan } from './scan.ts';

/**
 * How long a step at the head waits for proofs, in ms. Money proven by then is final with this step, not the
 * next.
 */
const waitMs = 500;

/**
 * Proves blocks beside the walk: otherwise a block with money or dust would hold the walk up for two more
 * readings. Money that waits for a proof is not final until its block's row says that the block is proven. A
 * step `atHead` waits a moment for the proofs. Throws the error that ended an earlier run or this one:
 * `chain_disagreement`.
 */
export async function proveInBackground(
  scan: Scan,
  rpc: Rpc,
  final: FinalHeights,
  atHead: boolean,
): Promise<void> {
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
 * Ends the run and forgets its error, before blocks are taken back. A proof belongs to a block as it was
 * read, and an error about a block that is gone must not stop the chain.
 */
export async function forgetProofs(scan: Pick<Scan, 'proofs'>): Promise<void> {
  await endProofs(scan);
  scan.proofs.over = false;
  scan.proofs.runs.forgetFailure();
}
