import {
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/createActivities.ts';

const local = proxyLocalActivities<Activities>({
  startToCloseTimeout: 4_000,
  // Well below 80 % of the workflow task's 10 s, past which heartbeat tasks would grow the history.
  scheduleToCloseTimeout: 6_000,
  retry: { initialInterval: 100, maximumAttempts: 3 },
});

const patient = proxyActivities<Activities>({
  startToCloseTimeout: 30_000,
  retry: { initialInterval: 1_000, maximumInterval: 60_000 },
});

const bounded = proxyActivities<Activities>({
  startToCloseTimeout: 60_000,
  // Past this the deposit is shown to a person, who can decide; the provider is asked again later.
  scheduleToCloseTimeout: 30 * 60 * 1000,
  retry: { initialInterval: 1_000, maximumInterval: 60_000 },
});

/** A step of the purse: a local activity (half the history events), and an ordinary one when that fails. */
function short<Input, Output>(
  first: (input: Input) => Promise<Output>,
  otherwise: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async input => {
    try {
      return await first(input);
    } catch (error) {
      const final =
        error instanceof Error && error.cause instanceof ApplicationFailure && error.cause.nonRetryable;
      if (isCancellation(error) || final) throw error;
      return otherwise(input);
    }
  };
}

export const openPurse = short(local.openPurse, patient.openPurse);
export const archivePurse = short(local.archivePurse, patient.archivePurse);
export const settleDeposits = short(local.settleDeposits, patient.settleDeposits);
/** Screening from memory; `screenRemotely` where a provider is asked over the network. */
export const screenInline = short(local.judgeDeposits, bounded.judgeDeposits);
export const screenRemotely = bounded.judgeDeposits;
