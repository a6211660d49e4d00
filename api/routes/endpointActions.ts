import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import { enableEndpoint } from '../../db/enableEndpoint.ts';
import { lockEndpoint } from '../../db/endpoints.ts';
import type { Caller } from '../../db/findApiKey.ts';
import { recordAudit } from '../../db/recordAudit.ts';
import { replayEvents } from '../../db/replayEvents.ts';
import { rotateEndpointSecret } from '../../db/rotateWebhookSecret.ts';
import { testEndpoint } from '../../db/testEndpoint.ts';
import type { AuditAction } from '../../domain/audit.ts';
import { eventTypes } from '../../domain/events.ts';
import type { EndpointId } from '../../domain/ids.ts';
import { time } from '../fields.ts';
import type { Route } from '../route.ts';
import { writeRoute } from '../route.ts';
import { endpointSchema, newEndpointSchema, presentEndpoint, requireEndpointId } from './webhookEndpoints.ts';

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
  async ({ caller, parameter }, trx) => {
    const { id } = await lockEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    const { endpoint, secret } = await rotateEndpointSecret(trx, id);
    await audit(trx, caller, 'rotate', id);
    const previousSecretUntil = endpoint.previous_secret_until?.toISOString() ?? null;
    return { body: { ...presentEndpoint(endpoint), secret, previousSecretUntil } };
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
    const { id } = await lockEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    const endpoint = await enableEndpoint(trx, id);
    await audit(trx, caller, 'enable', id);
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
      'or disabled endpoint is enabled by it.',
    status: 202,
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
    const endpoint = await lockEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    if (!endpoint.enabled) await audit(trx, caller, 'enable', endpoint.id);
    if (!endpoint.enabled || endpoint.failures > 0) await enableEndpoint(trx, endpoint.id);
    const events = await replayEvents(trx, endpoint, {
      types: body.types ?? null,
      afterSequence: body.afterSequence ?? (body.all === true ? 0 : null),
    });
    await audit(trx, caller, 'replay', endpoint.id);
    return { body: { events } };
  },
);

function audit(trx: Db, caller: Caller, what: AuditAction, endpointId: EndpointId): Promise<void> {
  return recordAudit(trx, {
    accountId: caller.accountId,
    action: what,
    resourceType: 'webhook_endpoint',
    resourceId: endpointId,
    reason: null,
    by: caller.keyId,
  });
}

export const endpointActionRoutes: readonly Route[] = [rotate, enable, test, replay];
