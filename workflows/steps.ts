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
  // Past this an operator is shown why, and it goes on being tried.
  scheduleToCloseTimeout: 10 * 60 * 1000,
  retry: { initialInterval: 1_000, maximumInterval: 60_000 },
});

const bounded = proxyActivities<Activities>({
  startToCloseTimeout: 60_000,
  // Past this the deposit is shown to a person, who can decide; the provider is asked again later.
  scheduleToCloseTimeout: 30 * 60 * 1000,
  retry: { initialInterval: 1_000, maximumInterval: 60_000 },
});

/** Told why a step does not get through, each time it was tried for long, and null when it is over. */
export type OnStuck = (reason: string | null) => void;
type Step<Input, Output> = (input: Input, onStuck: OnStuck) => Promise<Output>;

/** A step of a purse or a session: a local activity (half the history events), and an ordinary one when that fails. */
function short<Input, Output>(
  first: (input: Input) => Promise<Output>,
  otherwise: Step<Input, Output>,
): Step<Input, Output> {
  return async (input, onStuck) => {
    try {
      return await first(input);
    } catch (error) {
      if (isFinal(error)) throw error;
      return otherwise(input, onStuck);
    }
  };
}

/** Tries for as long as it takes: whoever mends what is in the way need not know which purses wait for it. */
function insistent<Input, Output>(step: (input: Input) => Promise<Output>): Step<Input, Output> {
  return async (input, onStuck) => {
    for (let stuck = false; ; stuck = true) {
      try {
        const output = await step(input);
        if (stuck) onStuck(null);
        return output;
      } catch (error) {
        if (!isFinal(error)) {
          onStuck(reasonOf(error));
          continue;
        }
        if (stuck) onStuck(null);
        throw error;
      }
    }
  };
}

function isFinal(error: unknown): boolean {
  if (isCancellation(error)) return true;
  return (
    error instanceof Error && error.cause instanceof ApplicationFailure && error.cause.nonRetryable === true
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

export const openPurse = short(local.openPurse, insistent(patient.openPurse));
export const archivePurse = short(local.archivePurse, insistent(patient.archivePurse));
export const settleDeposits = short(local.settleDeposits, insistent(patient.settleDeposits));
export const followSession = short(local.followSession, insistent(patient.followSession));
export const decideByHand = short(local.decideByHand, insistent(patient.decideByHand));
/** Screening by a provider that is asked over the network; `screenInline` where it answers from memory. */
export const screenRemotely: typeof settleDeposits = input => bounded.judgeDeposits(input);
export const screenInline = short(local.judgeDeposits, screenRemotely);
