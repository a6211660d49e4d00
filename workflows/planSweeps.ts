import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  condition,
  continueAsNew,
  defineSignal,
  ParentClosePolicy,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/createActivities.ts';
import type { SweepId } from '../domain/ids.ts';
import type { OpenSweep, PlannedRound, PlannerInput } from '../domain/sweeping/messages.ts';
import { planNowSignal, sweepWorkflowId } from '../domain/sweeping/messages.ts';
import { account } from '../domain/searchAttributes.ts';
import { reasonOf } from './activityProxies.ts';
import { sweep } from './sweep.ts';

const { planRound } = proxyLocalActivities<Activities>({
  startToCloseTimeout: 30_000,
  summary: 'Plan what is to be swept',
  retry: { maximumAttempts: 1 },
});

const planNow = defineSignal(planNowSignal);
/** After a look that failed, in seconds. */
const restAfterFailure = 30;

/** Plans the sweeps of a network for ever, and starts a workflow for each. */
export async function planSweeps(input: PlannerInput): Promise<void> {
  let asked = false;
  setHandler(
    planNow,
    () => {
      asked = true;
    },
    { description: 'Look at once what is to be swept.' },
  );
  const started = new Set<SweepId>();
  for (;;) {
    asked = false;
    const restSeconds = await lookOnce(input, started);
    await condition(() => asked, restSeconds * 1000, { summary: 'The next look at what is to be swept' });
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof planSweeps>(input);
  }
}

/** Returns how long to rest, in seconds. */
async function lookOnce(input: PlannerInput, started: Set<SweepId>): Promise<number> {
  let round: PlannedRound;
  try {
    round = await planRound(input);
  } catch (error) {
    setCurrentDetails(`**Nothing could be planned**: ${reasonOf(error)}`);
    return restAfterFailure;
  }
  for (const open of round.open) {
    if (!started.has(open.sweepId)) await start(open);
    started.add(open.sweepId);
  }
  setCurrentDetails(`${String(round.open.length)} sweeps are under way.`);
  return round.restSeconds;
}

/** It may run already, from an earlier run of this workflow. */
async function start({ sweepId, accountId }: OpenSweep): Promise<void> {
  try {
    await startChild(sweep, {
      workflowId: sweepWorkflowId(sweepId),
      args: [{ sweepId, accountId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      typedSearchAttributes: [{ key: account, value: accountId }],
      staticSummary: `Sweep ${sweepId}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
