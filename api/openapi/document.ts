import { OpenApiGeneratorV31, OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { apiVersion, eventTypes } from '../../domain/events.ts';
import { problemSchema } from '../http/problem.ts';
import type { RouteSpec } from '../http/types.ts';
import { addExamples } from './addExamples.ts';
import { callbackTag, registerCallback } from './describeCallback.ts';
import { describeFields } from './describeFields.ts';
import { describeRoute } from './describeRoute.ts';
import { registerErrors } from './errorResponses.ts';
import { webhookSchema } from './eventSchemas.ts';
import { introduction } from './introduction.ts';
import { tags } from './meanings/tags.ts';
import { registerHeaders } from './responseHeaders.ts';
import type { OpenApiDocument } from './types.ts';

/** The OpenAPI 3.1 document, from the schemas that validate. The same routes give the same document. */
export function openApiDocument(specs: readonly RouteSpec[]): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key: `sk_test_…` or `sk_live_…`. Its scopes are `read`, `write`, `admin`.',
  });
  registerHeaders(registry);
  registerErrors(registry, specs);
  for (const spec of specs) registry.registerPath(describeRoute(spec));
  registerCallback(registry);
  for (const type of eventTypes) registry.registerWebhook(webhook(type));
  const document = new OpenApiGeneratorV31([
    ...registry.definitions,
    { type: 'schema', schema: problemSchema },
  ]).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Purser',
      version: apiVersion,
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The installation that serves this document' }],
    tags: [...new Set([...specs.map(spec => spec.tag), callbackTag])].map(name => ({
      name,
      description: tags[name] ?? '',
    })),
  });
  return addExamples(describeFields(document));
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
    security: [],
    request: {
      headers: z.object({
        'webhook-id': z.string().meta({ description: 'The event’s id, the same on every attempt.' }),
        'webhook-timestamp': z
          .string()
          .meta({ description: 'When this attempt was signed: Unix time in s.' }),
        'webhook-signature': z.string().meta({
          description:
            '`v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; for 24 h after a rotation of the ' +
            'secret two of them, with a blank between.',
        }),
      }),
      body: { required: true, content: { 'application/json': { schema: webhookSchema(type) } } },
    },
    responses: { 200: { description: 'Any 2xx: received. 410: never call again.' } },
  };
}
