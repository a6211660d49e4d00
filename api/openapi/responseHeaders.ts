import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { OpenApiDocument } from './types.ts';

type Headers = NonNullable<NonNullable<OpenApiDocument['components']>['headers']>;

/** The headers of answers, as the document describes them. */
const headers = {
  'X-Request-Id': {
    description: 'Your own `X-Request-Id`, or one made for this call. It is in our logs.',
    schema: { type: 'string' },
    example: 'req_0c1f7a52-8a53-4f0f-9d6e-0b6c2f6f5f0e',
  },
  RateLimit: {
    description:
      'What is left, and in how many seconds there is more (draft-ietf-httpapi-ratelimit-headers-10).',
    schema: { type: 'string' },
    example: '"default";r=999;t=1',
  },
  'RateLimit-Policy': {
    description: 'How many calls an account may make in which window, in seconds.',
    schema: { type: 'string' },
    example: '"default";q=1000;w=1',
  },
  'Idempotent-Replayed': {
    description: 'There when the answer is the saved one of an earlier call with this `Idempotency-Key`.',
    schema: { type: 'string', enum: ['true'] },
  },
  Link: {
    description: 'Where the list goes on (RFC 8288); not there where it ends.',
    schema: { type: 'string' },
    example: '<?limit=10&startingAfter=WyJjdXNfMSIsbnVsbCwiRVRIIl0>; rel="next"',
  },
  'Cache-Control': {
    description: 'There when the answer carries a secret: nobody on the way may keep it.',
    schema: { type: 'string', enum: ['no-store'] },
  },
  'Retry-After': {
    description: 'Seconds after which it is worth calling again.',
    schema: { type: 'integer', minimum: 1 },
    example: 2,
  },
  'WWW-Authenticate': {
    description: 'How to authenticate.',
    schema: { type: 'string', enum: ['Bearer'] },
  },
} satisfies Headers;

type HeaderName = keyof typeof headers;

export function registerHeaders(registry: OpenAPIRegistry): void {
  for (const [name, header] of Object.entries(headers)) registry.registerComponent('headers', name, header);
}

/** The headers that an answer of this status carries, as references to their descriptions. */
export function headersOf(
  status: number,
  isWrite: boolean,
  {
    hasLink,
    showsSecret,
    mayRetry = false,
  }: { readonly hasLink?: true; readonly showsSecret?: true; readonly mayRetry?: boolean } = {},
): Record<string, { readonly $ref: string }> {
  const names: HeaderName[] = ['X-Request-Id'];
  // The rate limit is known only after the key.
  if (status !== 401) names.push('RateLimit', 'RateLimit-Policy');
  if (status < 300 && isWrite) names.push('Idempotent-Replayed');
  if (status < 300 && hasLink) names.push('Link');
  if (status < 300 && showsSecret) names.push('Cache-Control');
  if (status === 401) names.push('WWW-Authenticate');
  if (status === 503 || mayRetry) names.push('Retry-After');
  return Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]));
}
