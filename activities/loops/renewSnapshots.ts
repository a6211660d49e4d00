import type { Db } from '../../db/connect.ts';
import { snapshotBalances } from '../../db/ledger/snapshotBalances.ts';
import { sleepUntilStopped } from './sleepUntilStopped.ts';

interface SnapshotDeps {
  readonly db: Db;
  readonly onError: (error: unknown) => void;
  /** How long it rests between two looks, in ms. */
  readonly idleMs: number;
  /** How many postings must be new: with fewer, adding them up at each reading costs less than a snapshot. */
  readonly atLeast: number;
}

/** Keeps the snapshots of balances recent until `stop` is aborted. Needs no single owner. */
export async function renewSnapshots(deps: SnapshotDeps, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await snapshotBalances(deps.db, { atLeast: deps.atLeast, stop }).catch(deps.onError);
    await sleepUntilStopped(deps.idleMs, stop);
  }
}
