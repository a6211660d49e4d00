import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  condition,
  continueAsNew,
  defineQuery,
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
import { statusQuery } from '../domain/messages.ts';
import type { OpenSweep, PlannerInput, PlannerReport } from '../domain/sweeping/messages.ts';
import { planNowSignal, sweepWorkflowId } from '../domain/sweeping/messages.ts';
import { account } from '../domain/searchAttributes.ts';
import { reasonOf } from './activityProxies.ts';
import { sweep } from './sweep.ts';

const { planRound } = proxyLocalActivities<Activities>({
  startToCloseTimeout: 60_000,
  summary: 'Plan what is to be swept',
  retry: { maximumAttempts: 1 },
});
const { listSweeps } = proxyLocalActivities<Activities>({
  startToCloseTimeout: 10_000,
  summary: 'List the sweeps that have not ended',
  retry: { maximumAttempts: 3 },
});

const status = defineQuery<PlannerReport>(statusQuery);
const planNow = defineSignal(planNowSignal);
/** After a look that failed, in seconds. */
const restAfterFailure = 30;
/** After so many looks each open sweep is started again: somebody may have ended its workflow. */
const forgetsAfter = 50;

/** Plans the sweeps of a network for ever, and starts a workflow for each, whoever planned it. */
export async function planSweeps(input: PlannerInput): Promise<void> {
  let asked = false;
  let report: PlannerReport = { network: input.network, open: null, failure: null };
  setHandler(status, () => report, { description: 'How many sweeps are under way, and what went wrong.' });
  setHandler(
    planNow,
    () => {
      asked = true;
    },
    { description: 'Look at once what is to be swept.' },
  );
  const started = new Set<SweepId>();
  for (let look = 1; ; look += 1) {
    asked = false;
    if (look % forgetsAfter === 0) started.clear();
    const { restSeconds, ...seen } = await lookOnce(input, started);
    report = { network: input.network, ...seen };
    setCurrentDetails(detailsOf(report));
    await condition(() => asked, restSeconds * 1000, { summary: 'The next look at what is to be swept' });
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof planSweeps>(input);
  }
}

function detailsOf({ open, failure }: PlannerReport): string {
  const lines = [
    ...(failure === null ? [] : [`**${failure}**`]),
    ...(open === null ? [] : [`${String(open)} sweeps are under way.`]),
  ];
  return lines.join('\n\n');
}

interface Look extends Omit<PlannerReport, 'network'> {
  readonly restSeconds: number;
}

/** What was planned goes on although nothing more can be planned. */
async function lookOnce(input: PlannerInput, started: Set<SweepId>): Promise<Look> {
  let restSeconds = restAfterFailure;
  let failure: string | null = null;
  try {
    restSeconds = await planRound(input);
  } catch (error) {
    failure = `Nothing could be planned: ${reasonOf(error)}`;
  }
  try {
    const open = await listSweeps(input);
    for (const one of open) {
      if (!started.has(one.sweepId)) await start(one);
      started.add(one.sweepId);
    }
    return { restSeconds, open: open.length, failure };
  } catch (error) {
    failure ??= `The sweeps could not be listed: ${reasonOf(error)}`;
    return { restSeconds, open: null, failure };
  }
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
