import type { Db } from '../../db/connect.ts';
import { claimBrokenEndpoints } from '../../db/webhooks/brokenEndpoints.ts';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import { sleepUntilStopped } from '../loops/sleepUntilStopped.ts';

export interface ReviveDeps {
  readonly db: Db;
  /** Starts the workflow of a broken endpoint, or makes the running one look at its row. */
  readonly retryEndpoint: (endpoint: {
    readonly endpointId: EndpointId;
    readonly accountId: AccountId;
  }) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** How long it rests when none is found, in ms. */
  readonly idleMs: number;
}

const batch = 50;

/**
 * Ensures that every broken endpoint that is owed something has its workflow, until `stop` is aborted.
 * Recording the failure and starting the workflow cannot be one step. So the row says what must be started,
 * and whoever finds it first starts it. Needs no single owner.
 */
export async function reviveEndpoints(
  { db, retryEndpoint, onError, idleMs }: ReviveDeps,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    try {
      const due = await claimBrokenEndpoints(db, batch);
      // An endpoint whose workflow could not be started is found again when its claim ends.
      for (const endpoint of due) {
        if (stop.aborted) break;
        await retryEndpoint(endpoint).catch(onError);
      }
      if (due.length === batch) continue;
    } catch (error) {
      onError(error);
    }
    await sleepUntilStopped(idleMs, stop);
  }
}
