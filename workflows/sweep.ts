import {
  ActivityFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  TimeoutFailure,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities, SignerActivities } from '../activities/createActivities.ts';
import { retrySignal, statusQuery, usualHeartbeatMs } from '../domain/messages.ts';
import { status as statusAttribute } from '../domain/searchAttributes.ts';
import type { SweepInput, SweepReport, SweepSending } from '../domain/sweeping/messages.ts';
import { signerTaskQueue } from '../domain/sweeping/messages.ts';
import type { SweepStatus } from '../domain/sweeping/sweep.ts';
import { attention } from './attention.ts';
import { reasonOf } from './activityProxies.ts';

const worker = proxyActivities<Activities>({
  heartbeatTimeout: usualHeartbeatMs,
  startToCloseTimeout: 2 * 60_000,
  summary: 'Follow the transaction, and book what it moved',
  retry: { initialInterval: 1_000, maximumInterval: 30_000 },
});

/** Without a signer the sweep looks again whether it was canceled. */
const withoutSignerMs = 15_000;

const signer = proxyActivities<SignerActivities>({
  taskQueue: signerTaskQueue,
  scheduleToStartTimeout: withoutSignerMs,
  heartbeatTimeout: usualHeartbeatMs,
  startToCloseTimeout: 5 * 60_000,
  summary: 'Sign and send, if the chain still agrees',
  retry: { initialInterval: 1_000, maximumInterval: 30_000, maximumAttempts: 5 },
});

const status = defineQuery<SweepReport | null>(statusQuery);
const retry = defineSignal(retrySignal);
/** How long a sweep rests that waits for gas, a price, or a person, in ms. */
const restMs = 15_000;

const ended: ReadonlySet<SweepStatus> = new Set(['completed', 'failed', 'canceled']);

/** One sweep, from its plan to the books. What it waits for stands in its current details. */
export async function sweep(input: SweepInput): Promise<void> {
  let shown: SweepReport | null = null;
  /** What the next answer must differ from; null: it is wanted at once. */
  let known: SweepStatus | null = null;
  let asked = false;
  let isWaiting = false;
  setHandler(status, () => shown, { description: 'Amounts, cost, hash, and what it waits for.' });
  setHandler(
    retry,
    () => {
      asked = true;
    },
    { description: 'Try at once what waits.' },
  );
  const mark = (waits: boolean): void => {
    if (waits !== isWaiting) upsertSearchAttributes([...attention(waits)]);
    isWaiting = waits;
  };
  for (;;) {
    const report: SweepReport = await worker.followSweep({ sweepId: input.sweepId, known });
    shown = report;
    known = report.status;
    show(report, null);
    if (ended.has(report.status)) break;
    if (report.status === 'planned') {
      const sent = await send(input);
      const waits = sent.outcome === 'waiting';
      if (waits) show(report, `${sent.reason}: ${sent.detail}`);
      mark(waits);
      asked = false;
      if (waits) await condition(() => asked, restMs, { summary: `Wait: ${sent.reason}` });
      // What the signer did is a row by now.
      known = null;
    } else mark(false);
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof sweep>(input);
  }
  mark(false);
}

async function send({ sweepId }: SweepInput): Promise<SweepSending> {
  try {
    return await signer.sendSweep({ sweepId });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    const isAlone = error.cause instanceof TimeoutFailure;
    const detail = isAlone ? 'no signer takes the task, or it takes too long' : reasonOf(error);
    return { outcome: 'waiting', reason: isAlone ? 'no_signer' : 'signer_failed', detail };
  }
}

function show({ status: now, amounts, items, hash, fee, reason }: SweepReport, waiting: string | null): void {
  upsertSearchAttributes([{ key: statusAttribute, value: now }]);
  const lines = [
    `**${now}**: ${amounts.join(', ')} out of ${String(items)} purses.`,
    ...(waiting === null ? [] : [`It waits: ${waiting}`]),
    ...(hash === null ? [] : [`Transaction ${hash}.`]),
    ...(fee === null ? [] : [`It cost ${fee}.`]),
    ...(reason === null ? [] : [`Reason: ${reason}.`]),
  ];
  setCurrentDetails(lines.join('\n\n'));
}
