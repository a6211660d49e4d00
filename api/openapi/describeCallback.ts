import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { ErrorCode } from '../../domain/errors.ts';
import { errorCatalogue } from '../../domain/errors.ts';
import { callbackAnswerSchema, callbackPath, callbackSchema } from '../callbackSchema.ts';
import { describeCodes, problemSchema } from '../http/problem.ts';

const errors: readonly ErrorCode[] = [
  'malformed_json',
  'unauthorized',
  'not_found',
  'transaction_not_found',
  'already_decided',
  'body_too_large',
  'invalid_request',
  'internal',
  'temporarily_unavailable',
];

export const callbackTag = 'Compliance';

/** Documents the one route that takes a signature instead of an API key. */
export function registerCallback(registry: OpenAPIRegistry): void {
  registry.registerComponent('securitySchemes', 'callbackSignature', {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description:
      'Standard Webhooks 1.0: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64, under the secret that ' +
      'the operator shares with the compliance provider. Merchants have no use for it.',
  });
  const byStatus = Map.groupBy(errors, code => errorCatalogue[code].status);
  registry.registerPath({
    method: 'post',
    path: callbackPath,
    operationId: 'postComplianceCallback',
    summary: 'A compliance provider calls back',
    description:
      'For the compliance provider alone, signed by it; not there unless the operator set a secret. The same ' +
      'verdict again changes nothing; another one after a decision is refused. `review` and `pending` decide nothing.',
    tags: [callbackTag],
    security: [{ callbackSignature: [] }],
    request: {
      headers: z.object({
        'webhook-id': z.string().meta({ description: 'The same on every attempt.' }),
        'webhook-timestamp': z
          .string()
          .meta({ description: 'When it was signed, Unix time in s: not more than five minutes ago.' }),
      }),
      body: { required: true, content: { 'application/json': { schema: callbackSchema } } },
    },
    responses: {
      200: {
        description: 'The verdict that stands; null while nobody decided.',
        content: { 'application/json': { schema: callbackAnswerSchema } },
      },
      ...Object.fromEntries(
        [...byStatus].map(([status, codes]) => [
          String(status),
          {
            description: describeCodes(codes),
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        ]),
      ),
    },
  });
}
