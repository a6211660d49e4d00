import { z } from 'zod';
import { loadDelivery } from '../../../db/webhooks/loadDelivery.ts';
import { PurserError } from '../../../domain/errors.ts';
import { endpointWorkflowId, webhookWorkflowId } from '../../../domain/webhooks/messages.ts';
import type { Route } from '../../http/types.ts';
import { workflowRoute } from '../../http/workflowRoute.ts';
import { parseDelivery } from '../deliveries.ts';
import { inTestMode } from './testRoute.ts';

const retry = workflowRoute(
  {
    ...inTestMode,
    path: '/v1/test/deliveries/{id}/retry',
    summary: 'Make the next attempt of a webhook now',
    description:
      'The attempt that the schedule has next (5 s, 5 min, 30 min … 24 h) is made now, and the schedule goes on from ' +
      'it. Behind a broken endpoint it is the endpoint that is tried, with this event or an earlier one.',
    scope: 'write',
    errors: ['live_mode', 'delivery_not_found', 'not_waiting'],
    body: z.strictObject({}),
    response: z.object({ eventId: z.string(), endpointId: z.string(), attempts: z.int() }).meta({
      id: 'TestRetry',
    }),
  },
  async ({ caller, parameter }, { db, secrets, signals }) => {
    const delivery = parseDelivery(parameter);
    const loaded = delivery && (await loadDelivery(db, secrets, delivery));
    if (!delivery || loaded?.envelope.account !== caller.accountId)
      throw new PurserError('delivery_not_found');
    const { state, enabled, attempts } = loaded;
    const isWaiting = enabled && (state === 'retrying' || state === 'pending');
    if (!isWaiting) throw new PurserError('not_waiting', 'This delivery has no further attempt.');
    const { eventId, endpointId } = delivery;
    const isScheduled = state === 'retrying';
    const workflowId = isScheduled ? webhookWorkflowId(eventId, endpointId) : endpointWorkflowId(endpointId);
    await signals.retry(workflowId).catch((error: unknown) => {
      // Its attempt runs at this moment, or its endpoint broke a moment ago.
      const isUnderWay = !isScheduled && error instanceof PurserError && error.code === 'not_waiting';
      throw isUnderWay ? new PurserError('temporarily_unavailable', undefined, { cause: error }) : error;
    });
    return { eventId, endpointId, attempts };
  },
);

export const testDeliveryRoutes: readonly Route[] = [retry];
