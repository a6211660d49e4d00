import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import { publishAllWithin } from '../../db/events/publishEvents.ts';
import type { EndpointRow } from '../../db/webhooks/endpoints.ts';
import {
  createEndpoint,
  findEndpoint,
  listEndpoints,
  lockEndpoint,
  updateEndpoint,
} from '../../db/webhooks/endpoints.ts';
import { retireEndpoint } from '../../db/webhooks/retireEndpoint.ts';
import type { Caller } from '../../domain/caller.ts';
import { PurserError } from '../../domain/errors.ts';
import { eventTypes } from '../../domain/events.ts';
import type { EndpointId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import type { AuditAction, Change } from '../../domain/ledger/audit.ts';
import { changesOf } from '../../domain/ledger/audit.ts';
import { requireScope } from '../http/authenticate.ts';
import { callableUrl, requireAllowed } from '../http/callableUrl.ts';
import { id, listOf, listParameters, pageOf, text, time } from '../http/fields.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { traceChange } from '../traceChange.ts';

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
    secret: z
      .string()
      .nullable()
      .meta({
        description:
          'Signs the calls (Standard Webhooks 1.0). Shown this once, and null when the call is repeated with its ' +
          'idempotency key.',
      }),
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
    scope: 'admin',
    showsSecret: true,
    status: 201,
    errors: ['url_not_allowed', 'too_many_endpoints'],
    description: 'An account has 20 at the same time at most, unless the installation says otherwise.',
    body: z.strictObject({ url: callableUrl, types, description }),
    response: newEndpointSchema,
  },
  async ({ caller, body }, trx, deps) => {
    requireAllowed(deps, 'url', body.url);
    const { endpoint, secret } = await createEndpoint(
      trx,
      deps.secrets,
      caller.accountId,
      body,
      deps.options.webhookEndpoints,
    );
    await traceEndpoint(trx, caller, 'create', {
      id: endpoint.id,
      changes: changesOf({}, auditedFields(endpoint)),
    });
    return shownOnce(presentEndpoint(endpoint), secret);
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
    description:
      'Fields left out stay; null clears. With another `url` its failures are forgotten. Another `url`, or other ' +
      '`types`, take the scope `admin`.',
    tag: 'Webhooks',
    scope: 'write',
    errors: ['endpoint_not_found', 'url_not_allowed'],
    body: z.strictObject({ url: callableUrl.optional(), types, description }),
    response: endpointSchema,
  },
  async ({ caller, parameter, body }, trx, deps) => {
    const endpointId = requireEndpointId(parameter);
    requireAllowed(deps, 'url', body.url);
    // Deliveries are made by the endpoint's types at that time, so earlier events are published by its old
    // types.
    if (body.types !== undefined) await publishAllWithin(trx, caller.accountId);
    const before = await lockEndpoint(trx, caller.accountId, endpointId);
    const endpoint = await updateEndpoint(trx, caller.accountId, endpointId, body);
    const changes = changesOf(auditedFields(before), auditedFields(endpoint));
    if (changes.length > 0) {
      requireScope(caller, 'admin');
      await traceEndpoint(trx, caller, 'update', { id: endpointId, changes });
    }
    return { body: presentEndpoint(endpoint) };
  },
);

const remove = writeRoute(
  {
    method: 'delete',
    path: '/v1/webhook-endpoints/{id}',
    summary: 'Delete a webhook endpoint',
    description: 'It is called no more; the log of its deliveries stays.',
    tag: 'Webhooks',
    scope: 'admin',
    errors: ['endpoint_not_found'],
    body: z.strictObject({}),
    response: z.object({ id: z.string(), deleted: z.boolean() }).meta({ id: 'DeletedWebhookEndpoint' }),
  },
  async ({ caller, parameter }, trx) => {
    // What was owed to it until now is given up, which its log shows.
    await publishAllWithin(trx, caller.accountId);
    const endpoint = await lockEndpoint(trx, caller.accountId, requireEndpointId(parameter));
    await retireEndpoint(trx, endpoint.id);
    const changes = Object.entries(auditedFields(endpoint)).map(([field, old]) => ({
      field,
      old,
      new: null,
    }));
    await traceEndpoint(trx, caller, 'delete', { id: endpoint.id, changes });
    return { body: { id: endpoint.id, deleted: true } };
  },
);

/** The answer that carries a secret, and what is saved of it for a repetition: not the secret. */
export function shownOnce<R extends object>(rest: R, secret: string) {
  return { body: { ...rest, secret }, replay: { ...rest, secret: null } };
}

/** The URL that events are sent to, and their types. */
function auditedFields(endpoint: EndpointRow) {
  return { url: endpoint.url, types: endpoint.types };
}

export async function traceEndpoint(
  trx: Db,
  caller: Caller,
  action: AuditAction,
  { id, changes }: { readonly id: EndpointId; readonly changes?: readonly Change[] },
): Promise<void> {
  await traceChange(trx, caller, { action, resourceType: 'webhook_endpoint', resourceId: id, changes });
}

export function requireEndpointId(parameter: string): EndpointId {
  const endpointId = parseId('whe', parameter);
  if (!endpointId) throw new PurserError('endpoint_not_found');
  return endpointId;
}

export const webhookEndpointRoutes: readonly Route[] = [create, list, get, update, remove];
