import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { RouteSpec } from '../http/types.ts';
import { errorResponses } from './errorResponses.ts';
import { headersOf } from './responseHeaders.ts';

/** The operation of a route in the document, from the schemas that validate. */
export function describeRoute(spec: RouteSpec): RouteConfig {
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
      ...(isWrite
        ? {
            headers: z.object({
              'Idempotency-Key': spec.idempotencyKeyRequired ? idempotencyKey : idempotencyKey.optional(),
            }),
          }
        : {}),
      // A DELETE also takes an empty object, which nobody needs to know.
      ...(spec.body && spec.method !== 'delete'
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
        headers: headersOf(spec.status, isWrite, spec),
        content: {
          'application/json': { schema: spec.response },
          ...(spec.alsoCsv ? { 'text/csv': { schema: z.string() } } : {}),
        },
      },
      ...errorResponses(spec),
    },
  };
}

const idempotencyKey = z.string().min(1).max(255).meta({
  description: 'The same key and body give the saved answer, with `Idempotent-Replayed: true`.',
  // Printable ASCII. HTTP removes blanks at both ends.
  pattern: '^[!-~]([ -~]*[!-~])?$',
  example: 'order-4711',
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
