import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { ErrorCode, FieldError } from '../../domain/errors.ts';
import { errorCatalogue, PurserError } from '../../domain/errors.ts';
import type { Problem } from '../http/problem.ts';
import { describeCodes, problemOf, wireCode } from '../http/problem.ts';
import type { RouteSpec } from '../http/types.ts';
import { headersOf } from './responseHeaders.ts';

/** What any route can answer beside its own errors. */
const everywhere: readonly ErrorCode[] = [
  'unauthorized',
  'insufficient_scope',
  'account_mismatch',
  'invalid_request',
  'invalid_encoding',
  'repeated_header',
  'rate_limited',
  'internal',
  'temporarily_unavailable',
];
const everyWrite: readonly ErrorCode[] = [
  'malformed_json',
  'unsupported_charset',
  'body_too_large',
  'idempotency_key_reused',
  'idempotency_in_progress',
];

interface ErrorAnswer {
  /** The name of the component that describes it. Routes with the same errors of a status share one. */
  readonly name: string;
  readonly status: number;
  readonly codes: readonly ErrorCode[];
}

/** All that a route can answer. */
export function errorsOf({ errors, method }: Pick<RouteSpec, 'errors' | 'method'>): ReadonlySet<ErrorCode> {
  return new Set([...errors, ...(method === 'get' ? [] : everyWrite), ...everywhere]);
}

function errorAnswers(spec: RouteSpec): readonly ErrorAnswer[] {
  return [...Map.groupBy(errorsOf(spec), code => errorCatalogue[code].status)].map(([status, group]) => ({
    name: `${String(status)}.${group.join('.')}`,
    status,
    codes: group,
  }));
}

/** The error answers of a route, as references to what `registerErrors` registers. */
export function errorResponses(spec: RouteSpec): Record<string, { readonly $ref: string }> {
  return Object.fromEntries(
    errorAnswers(spec).map(({ status, name }) => [
      String(status),
      { $ref: `#/components/responses/${name}` },
    ]),
  );
}

/** Registers the error answers of the routes, and a problem document of each code as an example. */
export function registerErrors(registry: OpenAPIRegistry, specs: readonly RouteSpec[]): void {
  const answers = new Map(specs.flatMap(errorAnswers).map(answer => [answer.name, answer]));
  for (const { name, status, codes } of answers.values()) {
    registry.registerComponent('responses', name, {
      description: describeCodes(codes),
      headers: headersOf(status, false, {
        mayRetry: codes.some(code => errorCatalogue[code].retryable),
      }),
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: Object.fromEntries(
            codes.map(code => [wireCode(code), { $ref: `#/components/examples/${code}` }]),
          ),
        },
      },
    });
  }
  for (const code of new Set([...answers.values()].flatMap(({ codes }) => codes))) {
    registry.registerComponent('examples', code, {
      summary: errorCatalogue[code].title,
      value: exampleProblem(code),
    });
  }
}

/** Of errors that name a field, one. */
const exampleFields: Partial<Record<ErrorCode, FieldError>> = {
  invalid_request: { field: 'email', message: 'must be an e-mail address' },
  coin_not_accepted: { field: 'price.ETH', message: 'is not among the coins of the form' },
  price_below_minimum: { field: 'price.ETH', message: 'must be at least 0.001' },
  url_not_allowed: { field: 'url', message: 'must be http(s), without credentials, to a public address' },
  address_invalid: {
    field: 'address',
    message: 'must be 0x and 40 hexadecimal digits, with a right checksum',
  },
  receiver_invalid: {
    field: 'receiver',
    message: 'must be 0x and 40 hexadecimal digits, with a right checksum',
  },
};

/** A problem as a call would be answered with this error. */
export function exampleProblem(code: ErrorCode): Problem {
  const field = exampleFields[code];
  const error = new PurserError(code, undefined, { fields: field ? [field] : [] });
  return problemOf(error, '/v1/…', 'req_0c1f7a52-8a53-4f0f-9d6e-0b6c2f6f5f0e');
}
