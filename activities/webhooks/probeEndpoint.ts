import type { BrokenEndpoint } from '../../db/webhooks/brokenEndpoints.ts';
import { findBrokenEndpoint, watchBrokenEndpoint } from '../../db/webhooks/brokenEndpoints.ts';
import { claimProbe } from '../../db/webhooks/claimProbe.ts';
import { loadDelivery } from '../../db/webhooks/loadDelivery.ts';
import type { EndpointProbe, ProbeInput } from '../../domain/webhooks/messages.ts';
import type { WebhookDeps } from '../deps.ts';
import { mapErrors } from '../mapErrors.ts';
import { deliverOnce } from './deliverOnce.ts';
import { usualLeaseSeconds } from './dispatchWebhooks.ts';

/**
 * Tries a broken endpoint, when it is due, with one of the deliveries that wait for it. Returns when to look
 * again. A success closes the breaker, and the dispatchers send the rest.
 */
export function createProbeEndpoint({ db, secrets, sendWebhook }: WebhookDeps) {
  return ({ endpointId, now }: ProbeInput): Promise<EndpointProbe> =>
    mapErrors(async () => {
      const endpoint = await findBrokenEndpoint(db, endpointId);
      if (!endpoint) return { outcome: 'over' };
      if (now || endpoint.waitMs === 0) {
        const delivery = await claimProbe(db, endpointId, usualLeaseSeconds);
        const loaded = delivery && (await loadDelivery(db, secrets, delivery));
        // If the endpoint is owed something later, a workflow is started for it again.
        if (!loaded) return { outcome: 'over' };
        await deliverOnce(db, sendWebhook, delivery, loaded, { is: 'table', probes: endpoint.probes + 1 });
      }
      return again(await watchBrokenEndpoint(db, endpointId));
    });
}

function again(endpoint: BrokenEndpoint | undefined): EndpointProbe {
  if (!endpoint) return { outcome: 'over' };
  return {
    outcome: 'again',
    afterMs: endpoint.waitMs,
    failures: endpoint.failures,
    failingSince: endpoint.failingSince.toISOString(),
    nextAttemptAt: endpoint.retryAt.toISOString(),
  };
}
