import {
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { ArchiveInput } from '../activities/archivePurse.ts';
import type { Activities } from '../activities/createActivities.ts';
import type { DecisionInput } from '../activities/decideByHand.ts';
import type { FollowInput } from '../activities/followSession.ts';
import type { TransactionId } from '../domain/ids.ts';
import type { DepositsInput, DescribeInput, OpenInput } from '../domain/messages.ts';
import { usualHeartbeatMs, workflowTaskTimeoutMs } from '../domain/messages.ts';

const local = proxyLocalActivities<Activities>({
  startToCloseTimeout: 2_000,
  // Below 80 % of the workflow task's time, past which heartbeat tasks would grow the history.
  scheduleToCloseTimeout: 0.7 * workflowTaskTimeoutMs,
  retry: { initialInterval: 100, maximumAttempts: 3 },
});

const patient = proxyActivities<Activities>({
  heartbeatTimeout: usualHeartbeatMs,
  startToCloseTimeout: 30_000,
  // After this an operator is shown why, and the step is retried.
  scheduleToCloseTimeout: 10 * 60 * 1000,
  retry: { initialInterval: 1_000, maximumInterval: 60_000 },
});

const bounded = proxyActivities<Activities>({
  heartbeatTimeout: usualHeartbeatMs,
  startToCloseTimeout: 60_000,
  // After this the deposit is shown to a person, who can decide; the provider is asked again later.
  scheduleToCloseTimeout: 30 * 60 * 1000,
  retry: { initialInterval: 1_000, maximumInterval: 60_000 },
});

/** Called with the reason whenever a step has been failing for long, and with null once it succeeds. */
export type OnStuck = (reason: string | null) => void;
type Step<Input, Output> = (input: Input, onStuck: OnStuck) => Promise<Output>;

/**
 * A step of a purse or a session: a local activity (half the history events), or an ordinary one if that
 * fails.
 */
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

/** Retries for as long as it takes: whoever mends the cause need not know which purses wait for it. */
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

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** What Temporal's UI shows beside the name of a step. A replay does not look at it. */
const summary = {
  open: ({ after }: OpenInput) =>
    after === undefined
      ? 'Load the purse; issue its address if it has none'
      : `Load what is unfinished after ${after}`,
  judge: ({ transactionIds }: DepositsInput) => `Screen ${named(transactionIds)}`,
  settle: ({ transactionIds }: DepositsInput) => `Settle ${named(transactionIds)}`,
  describe: ({ transactionIds }: DescribeInput) =>
    transactionIds.length === 0
      ? 'Look up what is held'
      : `Look up what waits for a person: ${named(transactionIds)}`,
  decide: 'Carry out what an operator decided',
  archive: ({ at }: ArchiveInput) => `End the purse, whose period was over at ${at}`,
  follow: ({ at }: FollowInput) => `Follow the session's deposits, and end it if its time is over at ${at}`,
} as const;

function named([first, ...others]: readonly TransactionId[]): string {
  return others.length === 0 ? String(first) : `${String(first)} and ${String(others.length)} more`;
}

export const openPurse = short(
  (input: OpenInput) => local.openPurse.executeWithOptions({ summary: summary.open(input) }, [input]),
  insistent((input: OpenInput) =>
    patient.openPurse.executeWithOptions({ summary: summary.open(input) }, [input]),
  ),
);
export const archivePurse = short(
  (input: ArchiveInput) =>
    local.archivePurse.executeWithOptions({ summary: summary.archive(input) }, [input]),
  insistent((input: ArchiveInput) =>
    patient.archivePurse.executeWithOptions({ summary: summary.archive(input) }, [input]),
  ),
);
export const settleDeposits = short(
  (input: DepositsInput) =>
    local.settleDeposits.executeWithOptions({ summary: summary.settle(input) }, [input]),
  insistent((input: DepositsInput) =>
    patient.settleDeposits.executeWithOptions({ summary: summary.settle(input) }, [input]),
  ),
);
/** For display only: if it fails, less is shown, and nothing waits for it. */
export const describeDeposits = (input: DescribeInput) =>
  local.describeDeposits.executeWithOptions({ summary: summary.describe(input) }, [input]);
export const followSession = short(
  (input: FollowInput) => local.followSession.executeWithOptions({ summary: summary.follow(input) }, [input]),
  insistent((input: FollowInput) =>
    patient.followSession.executeWithOptions({ summary: summary.follow(input) }, [input]),
  ),
);
export const decideByHand = short(
  (input: DecisionInput) => local.decideByHand.executeWithOptions({ summary: summary.decide }, [input]),
  insistent((input: DecisionInput) =>
    patient.decideByHand.executeWithOptions({ summary: summary.decide }, [input]),
  ),
);
/** Screening by a provider over the network; `screenInline` if it answers from memory. */
export const screenRemotely: typeof settleDeposits = input =>
  bounded.judgeDeposits.executeWithOptions({ summary: summary.judge(input) }, [input]);
export const screenInline = short(
  (input: DepositsInput) =>
    local.judgeDeposits.executeWithOptions({ summary: summary.judge(input) }, [input]),
  screenRemotely,
);
