import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { ErrorCode } from '../domain/errors.ts';
import { errorCatalogue } from '../domain/errors.ts';
import { apiVersion, eventTypes } from '../domain/events.ts';
import { problemSchema, wireCode } from './problem.ts';
import type { RouteSpec } from './route.ts';
import { eventSchema } from './routes/events.ts';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** What any route can answer beside its own errors. */
const everywhere: readonly ErrorCode[] = [
  'unauthorized',
  'insufficient_scope',
  'account_mismatch',
  'invalid_request',
  'rate_limited',
  'internal',
  'temporarily_unavailable',
];
const everyWrite: readonly ErrorCode[] = [
  'malformed_json',
  'body_too_large',
  'idempotency_key_reused',
  'idempotency_in_progress',
];

const problem = { 'application/problem+json': { schema: problemSchema } };

/** The OpenAPI 3.1 document, from the schemas that validate. The same routes give the same document. */
export function openApiDocument(specs: readonly RouteSpec[]): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: `sk_test_…` or `sk_live_…`. Its scopes are `read`, `write`, `admin`.',
  });
  for (const spec of specs) registry.registerPath(operation(spec));
  for (const type of eventTypes) registry.registerWebhook(webhook(type));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Purser',
      version: apiVersion,
      description:
        'Exclusive crypto deposit addresses: screened, final, credited exactly once. Amounts are decimal ' +
        'strings in whole units; times are ISO 8601 in UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(specs.map(spec => spec.tag))].map(name => ({ name })),
  });
}

function operation(spec: RouteSpec): RouteConfig {
  const names = [...spec.path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '');
  const isWrite = spec.method !== 'get';
  return {
    method: spec.method,
    path: spec.path,
    operationId: operationId(spec),
    summary: spec.summary,
    description: `${spec.description ? `${spec.description} ` : ''}Needs the scope \`${spec.scope}\`.`,
    tags: [spec.tag],
    security: [{ apiKey: [] }],
    request: {
      ...(names.length > 0
        ? { params: z.object(Object.fromEntries(names.map(name => [name, z.string()]))) }
        : {}),
      query: spec.query,
      ...(isWrite ? { headers: z.object({ 'Idempotency-Key': idempotencyKey }) } : {}),
      ...(spec.body
        ? {
            body: {
              required: !spec.body.safeParse({}).success,
              content: { 'application/json': { schema: spec.body } },
            },
          }
        : {}),
    },
    responses: {
      [spec.status]: {
        description: spec.summary,
        content: { 'application/json': { schema: spec.response } },
      },
      ...errorResponses([...spec.errors, ...(isWrite ? everyWrite : []), ...everywhere]),
    },
  };
}

const idempotencyKey = z.string().min(1).max(255).optional().meta({
  description: 'The same key and body give the saved answer, with `Idempotent-Replayed: true`.',
});

/** `GET /v1/customers/{id}` is `getCustomersById`: stable, and unique as path and method are. */
function operationId({ method, path }: RouteSpec): string {
  const words = path
    .replace('/v1/', '')
    .split(/[/-]/)
    .map(part => (part.startsWith('{') ? `By${capital(part.slice(1, -1))}` : capital(part)));
  return method + words.join('');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function errorResponses(codes: readonly ErrorCode[]): RouteConfig['responses'] {
  const byStatus = Map.groupBy(new Set(codes), code => errorCatalogue[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      String(status),
      {
        description: group.map(code => `\`${wireCode(code)}\`: ${errorCatalogue[code].title}.`).join(' '),
        content: problem,
      },
    ]),
  );
}

function webhook(type: (typeof eventTypes)[number]): RouteConfig {
  return {
    method: 'post',
    path: type,
    operationId: type,
    summary: type,
    description:
      'Signed by Standard Webhooks 1.0. Delivered at least once, in no order: `id` tells a repetition, ' +
      '`resource.version` an older fact from a newer.',
    tags: ['Webhooks'],
    request: {
      headers: z.object({
        'webhook-id': z.string(),
        'webhook-timestamp': z.string(),
        'webhook-signature': z.string(),
      }),
      body: { required: true, content: { 'application/json': { schema: eventSchema } } },
    },
    responses: { 200: { description: 'Any 2xx: received. 410: never call again.' } },
  };
}
