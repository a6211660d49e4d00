import type { Answer, Arguments, ItemOf, ListPaths, Options, OptionsOfOne, PathsOf } from './call.ts';
import { createCall } from './createCall.ts';
import type { PurserEvent } from './events.ts';
import { eventsAfter, paginate } from './paginate.ts';
import { retryingFetch } from './retryingFetch.ts';

export interface ClientOptions {
  /** The address of the API: `https://pay.example`. */
  readonly baseUrl: string;
  /** `sk_test_…` or `sk_live_…`. Keep it on a server: whoever has it acts as the merchant. */
  readonly apiKey: string;
  /** Replaces the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** How long each attempt of a call may take, in ms. The default is 15,000. */
  readonly timeoutMs?: number;
  /** How often a call is repeated if that is safe. The default is 3. */
  readonly maxRetries?: number;
}

/**
 * The API with its types: paths and fields are those of the OpenAPI document. Every method returns the body
 * of the answer. It throws `PurserError` if the API refuses, and `PurserConnectionError` if no answer came.
 */
export interface PurserClient {
  get<P extends PathsOf<'get'>>(path: P, ...options: Arguments<OptionsOfOne<P>>): Promise<Answer<'get', P>>;
  post<P extends PathsOf<'post'>>(
    path: P,
    ...options: Arguments<Options<'post', P>>
  ): Promise<Answer<'post', P>>;
  delete<P extends PathsOf<'delete'>>(
    path: P,
    ...options: Arguments<Options<'delete', P>>
  ): Promise<Answer<'delete', P>>;
  /** All items of a list, newest first. It reads a page at a time; `query.limit` is the size of a page. */
  paginate<P extends ListPaths>(path: P, ...options: Arguments<Options<'get', P>>): AsyncGenerator<ItemOf<P>>;
  readonly events: {
    /** All events above a sequence, oldest first: those that a receiver missed. */
    after(sequence: number, types?: readonly PurserEvent['type'][]): AsyncGenerator<PurserEvent>;
  };
}

export function createClient({
  baseUrl,
  apiKey,
  fetch = request => globalThis.fetch(request),
  timeoutMs = 15_000,
  maxRetries = 3,
}: ClientOptions): PurserClient {
  const call = createCall({
    baseUrl,
    headers: { authorization: `Bearer ${apiKey}` },
    // `types=CUSTOMER_BLOCKED,CUSTOMER_UNBLOCKED`
    querySerializer: { array: { style: 'form', explode: false } },
    fetch: retryingFetch({ fetch, timeoutMs, maxRetries }),
  });
  return {
    get: (path, ...[options]) => call('get', path, options),
    post: (path, ...[options]) => call('post', path, options),
    delete: (path, ...[options]) => call('delete', path, options),
    paginate: (path, ...[options]) =>
      paginate(cursor => call('get', path, { ...options, query: { ...options?.query, ...cursor } })),
    events: {
      after: (sequence, types) =>
        eventsAfter(sequence, afterSequence =>
          call('get', '/v1/events', { query: { limit: 100, afterSequence, types } }),
        ),
    },
  };
}
