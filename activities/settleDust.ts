import { claimQuietDust } from '../db/claimQuietDust.ts';
import type { ActivityDeps } from './createActivities.ts';
import { createJudgeDeposits } from './judgeDeposits.ts';
import { isBenign } from './mapErrors.ts';
import { restOrStop } from './restOrStop.ts';

export interface DustDeps extends Pick<ActivityDeps, 'db' | 'registry' | 'provider'> {
  readonly onError: (error: unknown) => void;
  /** How long it rests when nothing is due, in ms. */
  readonly idleMs: number;
}

const batch = 20;

/**
 * Screens and posts deposits below the minimum until `stop` is aborted, without a word to their purses'
 * workflows: who sends a million of them grows no purse's history. What adds up to the minimum is the workflow's again.
 * Needs no single owner.
 */
export async function settleDust(deps: DustDeps, stop: AbortSignal): Promise<void> {
  const judge = createJudgeDeposits(deps);
  while (!stop.aborted) {
    try {
      const due = await claimQuietDust(deps.db, batch);
      for (const [purseId, dust] of Map.groupBy(due, ({ purseId }) => purseId)) {
        await judge({ purseId, transactionIds: dust.map(({ id }) => id) }).catch((error: unknown) => {
          if (!isBenign(error)) deps.onError(error);
        });
      }
      if (due.length === batch) continue;
    } catch (error) {
      deps.onError(error);
    }
    await restOrStop(deps.idleMs, stop);
  }
}
