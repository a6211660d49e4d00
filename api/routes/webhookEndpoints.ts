import { z } from 'zod';
import type { EndpointRow } from '../../db/endpoints.ts';
import {
  createEndpoint,
  findEndpoint,
  listEndpoints,
  lockEndpoint,
  updateEndpoint,
} from '../../db/endpoints.ts';
import { retireEndpoint } from '../../db/retireEndpoint.ts';
import { PurserError } from '../../domain/errors.ts';
import { eventTypes } from '../../domain/events.ts';
import type { EndpointId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { callableUrl, requireAllowed } from '../callableUrl.ts';
import { id, listOf, listParameters, pageOf, text, time } from '../fields.ts';
import type { Route } from '../route.ts';
import { readRoute, writeRoute } from '../route.ts';

const fields = {
  id: z.string(),
  url: z.string(),
  types: z.array(z.enum(eventTypes)).nullable().meta({ description: 'Null: every type.' }),
  description: z.string().nullable(),
  enabled: z.boolean(),
  failures: z.int().meta({ description: 'Attempts that failed since the last that did not.' }),
  failingSince: time.nullable().meta({ description: 'When the first of them was made.' }),
  disabledReason: z.string().nullable().meta({ description: 'Why we call it no more.' }),
  createdAt: time,
};
export const endpointSchema = z.object(fields).meta({ id: 'WebhookEndpoint' });
export const newEndpointSchema = z
  .object({
    ...fields,
    secret: z.string().meta({ description: 'Signs the calls (Standard Webhooks 1.0). Shown this once.' }),
  })
  .meta({ id: 'NewWebhookEndpoint' });

const types = z
  .array(z.enum(eventTypes))
  .min(1)
  .max(eventTypes.length)
  .transform(list => [...new Set(list)])
  .nullable()
  .optional();
const description = text(1000).nullable().optional();

export function presentEndpoint(row: EndpointRow): z.output<typeof endpointSchema> {
  return {
    id: row.id,
    url: row.url,
    types: row.types,
    description: row.description,
    enabled: row.enabled,
    failures: row.failures,
    failingSince: row.failing_since?.toISOString() ?? null,
    disabledReason: row.disabled_reason,
    createdAt: row.created_at.toISOString(),
  };
}

const create = writeRoute(
  {
    method: 'post',
    path: '/v1/webhook-endpoints',
    summary: 'Create a webhook endpoint',
    tag: 'Webhooks',
    scope: 'write',
    status: 201,
    errors: ['url_not_allowed'],
    body: z.strictObject({ url: callableUrl, types, description }),
    response: newEndpointSchema,
  },
  async ({ caller, body }, trx, deps) => {
    requireAllowed(deps, 'url', body.url);
    const { endpoint, secret } = await createEndpoint(trx, caller.accountId, body);
    return { body: { ...presentEndpoint(endpoint), secret } };
  },
);

const list = readRoute(
  {
    path: '/v1/webhook-endpoints',
    summary: 'List webhook endpoints',
    tag: 'Webhooks',
    scope: 'read',
    errors: [],
    query: z.strictObject(listParameters(id('whe'))),
    response: listOf(endpointSchema),
  },
  async ({ caller, query }, { db }) => {
    const { rows, hasMore } = await listEndpoints(db, caller.accountId, pageOf(query));
    return { data: rows.map(presentEndpoint), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/webhook-endpoints/{id}',
    summary: 'Get a webhook endpoint',
    tag: 'Webhooks',
    scope: 'read',
    errors: ['endpoint_not_found'],
    query: z.strictObject({}),
    response: endpointSchema,
  },
  async ({ caller, parameter }, { db }) =>
    presentEndpoint(await findEndpoint(db, caller.accountId, requireEndpointId(parameter))),
);

const update = writeRoute(
  {
    method: 'post',
    path: '/v1/webhook-endpoints/{id}',
    summary: 'Update a webhook endpoint',
    description: 'Fields left out stay; null clears. With another `url` its failures are forgotten.',
    tag: 'Webhooks',
    scope: 'write',
    errors: ['endpoint_not_found', 'url_not_allowed'],
    body: z.strictObject({ url: callableUrl.optional(), types, description }),
    response: endpointSchema,
  },
  async ({ caller, parameter, body }, trx, deps) => {
    const endpointId = requireEndpointId(parameter);
    requireAllowed(deps, 'url', body.url);
    return { body: presentEndpoint(await updateEndpoint(trx, caller.accountId, endpointId, body)) };
  },
);

const remove = writeRoute(
  {
    method: 'delete',
    path: '/v1/webhook-endpoints/{id}',
    summary: 'Delete a webhook endpoint',
    description: 'It is called no more; the log of its deliveries stays.',
    tag: 'Webhooks',
    scope: 'write',
    errors: ['endpoint_not_found'],
    body: z.strictObject({}),
    response: z.object({ id: z.string(), deleted: z.boolean() }).meta({ id: 'DeletedWebhookEndpoint' }),
  },
  async ({ caller, parameter }, trx) => {
    const endpoint = await lockEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    await retireEndpoint(trx, endpoint.id);
    return { body: { id: endpoint.id, deleted: true } };
  },
);

export function requireEndpointId(parameter: string): EndpointId {
  const endpointId = parseId('whe', parameter);
  if (!endpointId) throw new PurserError('endpoint_not_found');
  return endpointId;
}

export const webhookEndpointRoutes: readonly Route[] = [create, list, get, update, remove];
