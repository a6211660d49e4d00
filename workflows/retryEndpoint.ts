import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { WebhookActivities } from '../activities/createActivities.ts';
import { retrySignal, statusQuery } from '../domain/messages.ts';
import type { EndpointInput, EndpointReport } from '../domain/webhooks/messages.ts';
import { endpointBrokenSignal } from '../domain/webhooks/messages.ts';

const { probeEndpoint } = proxyActivities<WebhookActivities>({
  // Longer than the 15 s an attempt may take by itself, with its database steps.
  startToCloseTimeout: 30_000,
  summary: 'Try the broken endpoint, if it is due',
});

const broken = defineSignal(endpointBrokenSignal);
const retry = defineSignal(retrySignal);
const status = defineQuery<EndpointReport | null>(statusQuery);

/**
 * Tries a broken endpoint from time to time, until it takes an event, is disabled, or is owed nothing. Its
 * row says how it stands and when it is due; this workflow waits, and shows that. The operator's signal
 * `retry` tries it now.
 */
export async function retryEndpoint({ endpointId }: EndpointInput): Promise<void> {
  let look = false;
  let now = false;
  let report: EndpointReport | null = null;
  setHandler(
    broken,
    () => {
      look = true;
    },
    { description: 'Purser’s own: the endpoint broke, its row says how.' },
  );
  setHandler(
    retry,
    () => {
      now = true;
      look = true;
    },
    { description: 'Try the broken endpoint now.' },
  );
  setHandler(status, () => report, {
    description: 'How often the endpoint failed, since when, and when it is tried again.',
  });

  for (;;) {
    const asked = now;
    now = false;
    look = false;
    const probe = await probeEndpoint({ endpointId, now: asked });
    if (probe.outcome === 'again') {
      const { failures, failingSince, nextAttemptAt } = probe;
      report = { failures, failingSince, nextAttemptAt };
      setCurrentDetails(details(report));
    }
    // A signal meanwhile may have come after the row was read.
    if (look) continue;
    if (probe.outcome === 'over') return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof retryEndpoint>({ endpointId });
    await condition(() => look, probe.afterMs, { summary: 'The next attempt at the broken endpoint' });
  }
}

function details({ failures, failingSince, nextAttemptAt }: EndpointReport): string {
  return [
    `**Broken**: ${String(failures)} failures in a row since ${failingSince}.`,
    `Its events wait in the table. The next attempt is at ${nextAttemptAt}; the signal \`${retrySignal}\` makes it now.`,
  ].join('\n\n');
}
