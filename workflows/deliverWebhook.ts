import { defineQuery, proxyActivities, setCurrentDetails, setHandler, sleep } from '@temporalio/workflow';
import type { WebhookActivities } from '../activities/createActivities.ts';
import type { DeliveryReport, WebhookInput } from '../domain/messages.ts';
import { statusQuery } from '../domain/messages.ts';

const { attemptWebhook } = proxyActivities<WebhookActivities>({
  // Longer than the 15 s an attempt may take by itself, with its two database steps.
  startToCloseTimeout: 30_000,
});

const status = defineQuery<DeliveryReport>(statusQuery);

/** The retries of one event at one endpoint, after its first attempt failed. */
export async function deliverWebhook({ eventId, endpointId, afterMs }: WebhookInput): Promise<void> {
  let report: DeliveryReport = waiting(0, afterMs);
  setHandler(status, () => report, { description: 'How often it was tried again, and when it will be.' });

  for (let waitMs = afterMs; ;) {
    setCurrentDetails(`Retry ${String(report.retries + 1)} is due at ${report.nextAttemptAt}.`);
    await sleep(waitMs);
    const attempt = await attemptWebhook({ eventId, endpointId });
    if (attempt.outcome === 'over') return;
    waitMs = attempt.afterMs;
    report = waiting(report.retries + 1, waitMs);
  }
}

function waiting(retries: number, ms: number): DeliveryReport {
  return { retries, nextAttemptAt: new Date(Date.now() + ms).toISOString() };
}
