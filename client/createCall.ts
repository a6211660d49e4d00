import createFetchClient from 'openapi-fetch';
import type { ClientOptions } from 'openapi-fetch';
import { PurserConnectionError, PurserError } from './errors.ts';

export interface CallOptions {
  /** Values by name. `Options` in call.ts has what each path takes. */
  readonly path?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

interface AnyOperation {
  parameters: { path: Record<string, unknown>; query: Record<string, unknown> };
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'application/json': unknown } } };
}
type AnyPath = Record<string, Record<'get' | 'post' | 'delete', AnyOperation>>;

/** Makes one call and returns the body of its answer. Throws `PurserError`, `PurserConnectionError`. */
export type Call = <T>(method: 'get' | 'post' | 'delete', path: string, options?: CallOptions) => Promise<T>;

/**
 * `T` is the answer by the document. The server is trusted to follow the document: the answer is not checked.
 */
export function createCall(options: ClientOptions): Call {
  const client = createFetchClient<AnyPath>(options);
  return async <T>(
    method: 'get' | 'post' | 'delete',
    path: string,
    { path: values, query, body, idempotencyKey, signal }: CallOptions = {},
  ) => {
    const key = method === 'get' ? undefined : (idempotencyKey ?? crypto.randomUUID());
    const { data, error } = await client.request(method, path, {
      params: { path: named(values), query: named(query) },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
      headers: { 'Idempotency-Key': key },
      parseAs: 'text',
    });
    if (error !== undefined) throw problemOf(error) ?? notOurs(method, path, key);
    try {
      return JSON.parse(data ?? '') as T;
    } catch (cause) {
      throw notOurs(method, path, key, { cause });
    }
  };
}

function named(values: unknown): Record<string, unknown> {
  return typeof values === 'object' && values !== null ? { ...values } : {};
}

/** The error of a problem document; undefined for anything else, as that is no answer of the API. */
function problemOf(body: unknown): PurserError | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { status, code, detail, errors, requestId }: Partial<Record<string, unknown>> = { ...body };
  if (typeof status !== 'number' || typeof code !== 'string') return undefined;
  return new PurserError({
    status,
    code,
    detail: typeof detail === 'string' ? detail : '',
    errors: Array.isArray(errors) ? errors.filter(isFieldError) : [],
    requestId: typeof requestId === 'string' ? requestId : null,
  });
}

function isFieldError(value: unknown): value is PurserError['errors'][number] {
  return typeof value === 'object' && value !== null && 'field' in value && 'message' in value;
}

function notOurs(method: string, path: string, key: string | undefined, options?: ErrorOptions): Error {
  const what = `something other than the API answered ${method.toUpperCase()} ${path}`;
  return new PurserConnectionError(what, key ?? null, options);
}
