import { proxyActivities, sleep } from '@temporalio/workflow';
import type { WebhookActivities } from '../activities/createActivities.ts';
import type { WebhookInput } from '../domain/messages.ts';

const { attemptWebhook } = proxyActivities<WebhookActivities>({
  // Longer than the 15 s an attempt may take by itself, with its two database steps.
  startToCloseTimeout: 30_000,
});

/** The retries of one event at one endpoint, after its first attempt failed. */
export async function deliverWebhook({ eventId, endpointId, afterMs }: WebhookInput): Promise<void> {
  for (let waitMs = afterMs; ;) {
    await sleep(waitMs);
    const attempt = await attemptWebhook({ eventId, endpointId });
    if (attempt.outcome === 'over') return;
    waitMs = attempt.afterMs;
  }
}
