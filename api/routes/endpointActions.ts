import { z } from 'zod';
import { publishAllWithin, publishWithin } from '../../db/events/publishEvents.ts';
import { enableEndpoint } from '../../db/webhooks/enableEndpoint.ts';
import { lockEndpoint } from '../../db/webhooks/endpoints.ts';
import { replayEvents } from '../../db/webhooks/replayEvents.ts';
import { rotateEndpointSecret } from '../../db/webhooks/rotateWebhookSecret.ts';
import { testEndpoint } from '../../db/webhooks/testEndpoint.ts';
import { eventTypes } from '../../domain/events.ts';
import { time } from '../http/fields.ts';
import { writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import {
  endpointSchema,
  newEndpointSchema,
  presentEndpoint,
  requireEndpointId,
  shownOnce,
  traceEndpoint,
} from './webhookEndpoints.ts';

const action = {
  method: 'post',
  tag: 'Webhooks',
  scope: 'write',
  errors: ['endpoint_not_found'],
} as const;
const nothing = z.strictObject({});

const rotate = writeRoute(
  {
    ...action,
    scope: 'admin',
    showsSecret: true,
    path: '/v1/webhook-endpoints/{id}/rotate-secret',
    summary: 'Rotate the secret of a webhook endpoint',
    description:
      'For 24 hours its calls carry two signatures, by the new secret and by the one before; a secret that was ' +
      'still in its 24 hours signs no more.',
    body: nothing,
    response: newEndpointSchema
      .extend({ previousSecretUntil: time.nullable() })
      .meta({ id: 'RotatedWebhookEndpoint' }),
  },
  async ({ caller, parameter }, trx, { secrets }) => {
    const { id } = await lockEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    const { endpoint, secret } = await rotateEndpointSecret(trx, secrets, id);
    await traceEndpoint(trx, caller, 'rotate', { id });
    const previousSecretUntil = endpoint.previous_secret_until?.toISOString() ?? null;
    return shownOnce({ ...presentEndpoint(endpoint), previousSecretUntil }, secret);
  },
);

const enable = writeRoute(
  {
    ...action,
    path: '/v1/webhook-endpoints/{id}/enable',
    summary: 'Enable a webhook endpoint',
    description:
      'Events from now on are sent to it, and its failures are forgotten. What happened while it was disabled ' +
      'waits for `replay`. Repeating changes nothing.',
    body: nothing,
    response: endpointSchema,
  },
  async ({ caller, parameter }, trx) => {
    // Events from before are published first, so that they are not sent to the endpoint now.
    await publishAllWithin(trx, caller.accountId);
    const { id } = await lockEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    const endpoint = await enableEndpoint(trx, id);
    await traceEndpoint(trx, caller, 'enable', { id });
    return { body: presentEndpoint(endpoint) };
  },
);

const test = writeRoute(
  {
    ...action,
    path: '/v1/webhook-endpoints/{id}/test',
    summary: 'Test a webhook endpoint',
    description:
      'Sends it alone a `WEBHOOK_ENDPOINT_TEST`, at once and though it be broken or disabled; ' +
      '`GET /v1/deliveries?eventId=` tells what came of it.',
    status: 202,
    body: nothing,
    response: z.object({ eventId: z.string() }).meta({ id: 'WebhookTest' }),
  },
  async ({ caller, parameter }, trx) => {
    const event = await testEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    return { body: { eventId: event.id }, events: [event] };
  },
);

const replay = writeRoute(
  {
    ...action,
    path: '/v1/webhook-endpoints/{id}/replay',
    summary: 'Replay events to a webhook endpoint',
    description:
      'Sends again what waits or failed; with `afterSequence`, every event of the account above it that is of the ' +
      "endpoint's types, those delivered and those older than the endpoint too; with `all`, all of them. A broken " +
      'or disabled endpoint is enabled by it. What is more than 500 events follows in steps, beside new events; ' +
      'meanwhile another replay to the endpoint is 409 `replay_running`.',
    status: 202,
    errors: ['endpoint_not_found', 'replay_running'],
    body: z.strictObject({
      afterSequence: z
        .int()
        .min(0)
        .max(999_999_999_999_999)
        .optional()
        .meta({ description: 'Stronger than `all`.' }),
      all: z.boolean().optional(),
      types: z
        .array(z.enum(eventTypes))
        .min(1)
        .max(eventTypes.length)
        .optional()
        .meta({ description: 'Only events of these types.' }),
    }),
    response: z.object({ events: z.int() }).meta({ id: 'WebhookReplay' }),
  },
  async ({ caller, parameter, body }, trx) => {
    await publishWithin(trx, caller.accountId);
    const endpoint = await lockEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    if (!endpoint.enabled) await traceEndpoint(trx, caller, 'enable', { id: endpoint.id });
    if (!endpoint.enabled || endpoint.failures > 0) await enableEndpoint(trx, endpoint.id);
    const events = await replayEvents(trx, endpoint, {
      types: body.types ?? null,
      afterSequence: body.afterSequence ?? (body.all === true ? 0 : null),
    });
    await traceEndpoint(trx, caller, 'replay', { id: endpoint.id });
    return { body: { events } };
  },
);

export const endpointActionRoutes: readonly Route[] = [rotate, enable, test, replay];
