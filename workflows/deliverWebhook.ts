import {
  condition,
  defineQuery,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import type { WebhookActivities } from '../activities/createActivities.ts';
import { retrySignal, statusQuery } from '../domain/messages.ts';
import type { DeliveryReport, WebhookInput } from '../domain/webhooks/messages.ts';

const { attemptWebhook } = proxyActivities<WebhookActivities>({
  // Longer than the 15 s an attempt may take by itself, with its two database steps.
  startToCloseTimeout: 30_000,
  summary: 'Send the event once more',
});

const retry = defineSignal(retrySignal);
const status = defineQuery<DeliveryReport>(statusQuery);

/**
 * The retries of one event at one endpoint, after its first attempt failed. `retry` makes the next one now,
 * and the schedule goes on from it.
 */
export async function deliverWebhook({ eventId, endpointId, afterMs }: WebhookInput): Promise<void> {
  let now = false;
  let report: DeliveryReport = waiting(0, afterMs);
  setHandler(
    retry,
    () => {
      now = true;
    },
    { description: 'Make the next attempt now.' },
  );
  setHandler(status, () => report, { description: 'How often it was tried again, and when it will be.' });

  for (let waitMs = afterMs; ;) {
    setCurrentDetails(`Retry ${String(report.retries + 1)} is due at ${report.nextAttemptAt}.`);
    // Without the signal this is a timer, like a sleep. It is at least 1 ms, as a condition of 0 is another
    // command.
    const summary = `Retry ${String(report.retries + 1)} is due at ${report.nextAttemptAt}`;
    await condition(() => now, Math.max(1, waitMs), { summary });
    now = false;
    const attempt = await attemptWebhook({ eventId, endpointId });
    if (attempt.outcome === 'over') return;
    waitMs = attempt.afterMs;
    report = waiting(report.retries + 1, waitMs);
  }
}

function waiting(retries: number, ms: number): DeliveryReport {
  return { retries, nextAttemptAt: new Date(Date.now() + ms).toISOString() };
}
