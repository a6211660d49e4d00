import type { Db } from '../../db/connect.ts';
import { sweepingNetworks } from '../../db/sweeping/sweepingAccounts.ts';
import type { NetworkCode } from '../../domain/registry.ts';
import { sleepUntilStopped } from '../loops/sleepUntilStopped.ts';

interface PlannerDeps {
  readonly db: Db;
  /** Starts the planner of a network, unless it runs already. */
  readonly startPlanner: (network: NetworkCode) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly idleMs: number;
}

/**
 * Starts the planner of each network that has a sweeper, until `stop` is aborted: again and again, as a sweeper may be
 * deployed meanwhile, and a person may end a planner. An installation that sweeps nothing has none.
 */
export async function startPlanners(
  { db, startPlanner, onError, idleMs }: PlannerDeps,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    try {
      for (const network of await sweepingNetworks(db)) await startPlanner(network);
    } catch (error) {
      onError(error);
    }
    await sleepUntilStopped(idleMs, stop);
  }
}
