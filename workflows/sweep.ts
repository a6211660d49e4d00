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
import { purseUnderWay, signerTaskQueue } from '../domain/sweeping/messages.ts';
import type { SweepStatus } from '../domain/sweeping/sweep.ts';
import { attention } from './attention.ts';
import { reasonOf } from './activityProxies.ts';

const untilItWorks = {
  heartbeatTimeout: usualHeartbeatMs,
  startToCloseTimeout: 60_000,
  retry: { initialInterval: 1_000, maximumInterval: 30_000 },
} as const;

const { followSweep } = proxyActivities<Activities>({
  ...untilItWorks,
  summary: 'Look at the transaction, and book what it moved',
});

const { noteWaiting } = proxyActivities<Activities>({
  ...untilItWorks,
  summary: 'Save why the signer did not answer',
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
/**
 * How long a sweep rests that waits for the operator's coins, a price, or a person, in ms. One that waits for transactions of its
 * own purse looks as often as `looks` says.
 */
const restMs = 15_000;
/** From one look at a transaction to the next, in ms: each rest is half as long again, until the status changes. */
const looks = { first: 1_000, longest: 15_000, growth: 1.5 } as const;

const ended: ReadonlySet<SweepStatus> = new Set(['completed', 'failed', 'canceled']);

/** One sweep, from its plan to the books. What it waits for stands in its current details. */
export async function sweep(input: SweepInput): Promise<void> {
  let shown: SweepReport | null = null;
  let asked = false;
  /** Undefined: an earlier run may have set it. */
  let isWaiting: boolean | undefined;
  let lookMs: number = looks.first;
  setHandler(status, () => shown, { description: 'Amounts, cost, hash, and what it waits for.' });
  setHandler(
    retry,
    () => {
      asked = true;
    },
    { description: 'Look at once, and try what waits.' },
  );
  const mark = (waits: boolean): void => {
    if (waits !== isWaiting) upsertSearchAttributes([...attention(waits)]);
    isWaiting = waits;
  };
  for (;;) {
    const before: SweepStatus | undefined = shown?.status;
    const report = await followSweep({ sweepId: input.sweepId });
    shown = report;
    show(report, null);
    if (ended.has(report.status)) break;
    if (report.status !== before) lookMs = looks.first;
    asked = false;
    if (report.status === 'planned') {
      const sent = await send(input);
      const isUnderWay = sent.outcome === 'waiting' && sent.reason === purseUnderWay;
      mark(sent.outcome === 'waiting' && !isUnderWay);
      if (sent.outcome === 'waiting') {
        show(report, `${sent.reason}: ${sent.detail}`);
        await condition(() => asked, isUnderWay ? lookMs : restMs, { summary: `Wait: ${sent.reason}` });
        if (isUnderWay) lookMs = Math.min(lookMs * looks.growth, looks.longest);
      }
    } else {
      mark(false);
      await condition(() => asked, lookMs, { summary: 'The next look at the transaction' });
      lookMs = Math.min(lookMs * looks.growth, looks.longest);
    }
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
    const reason = isAlone ? 'no_signer' : 'signer_failed';
    const detail = isAlone ? 'no signer takes the task, or it takes too long' : reasonOf(error);
    await noteWaiting({ sweepId, reason, detail });
    return { outcome: 'waiting', reason, detail };
  }
}

function show({ status: now, amounts, items, hash, fee, reason }: SweepReport, waiting: string | null): void {
  upsertSearchAttributes([{ key: statusAttribute, value: now }]);
  const lines = [
    `**${now}**: ${amounts.join(', ')} in ${String(items)} ${items === 1 ? 'item' : 'items'}.`,
    ...(waiting === null ? [] : [`It waits: ${waiting}`]),
    ...(hash === null ? [] : [`Transaction ${hash}.`]),
    ...(fee === null ? [] : [`It cost ${fee}.`]),
    ...(reason === null ? [] : [`Reason: ${reason}.`]),
  ];
  setCurrentDetails(lines.join('\n\n'));
}
