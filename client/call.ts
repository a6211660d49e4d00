import type { paths } from './schema.ts';

// The types of a call, from the OpenAPI document: the paths, their parameters and their answers.

type Method = 'get' | 'post' | 'delete';

/** The document's description of a method of a path. */
type Operation<M extends Method, P extends keyof paths> = Extract<paths[P][M], { responses: unknown }>;

/** The paths that take this method. */
export type PathsOf<M extends Method> = {
  [P in keyof paths]: Operation<M, P> extends never ? never : P;
}[keyof paths];

/** What a path answers on success. */
type AnyAnswer<M extends Method, P extends keyof paths> = JsonOf<SuccessOf<Operation<M, P>['responses']>>;

/**
 * This path answers a list. With this query parameter it answers one item of the list. `get` is for one item,
 * `paginate` for the list.
 */
type OneBy<P extends keyof paths> = P extends '/v1/payments' ? 'sessionId' : never;

/** The answer to a single call. */
export type Answer<M extends Method, P extends keyof paths> = [OneBy<P>] extends [never]
  ? AnyAnswer<M, P>
  : Exclude<AnyAnswer<M, P>, Page<unknown>>;

type SuccessOf<R> = R[keyof R & (200 | 201 | 202)];
type JsonOf<R> = R extends { content: { 'application/json': infer T } } ? T : never;

type Parameters<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { parameters: infer A } ? A : never;
type QueryOf<A> = A extends { query?: infer Q } ? NonNullable<Q> : never;
type PathOf<A> = A extends { path: infer V } ? V : never;
type BodyOf<O> = O extends { requestBody?: infer B }
  ? NonNullable<B> extends { content: { 'application/json': infer T } }
    ? T
    : never
  : never;

/** `{ [name]: T }`, optional if nothing in it is required. */
type Part<Name extends string, T> = [T] extends [never]
  ? { readonly [N in Name]?: never }
  : object extends T
    ? { readonly [N in Name]?: T }
    : { readonly [N in Name]: T };

interface Common {
  /** Aborts the call and its retries. */
  readonly signal?: AbortSignal;
}

/** The options of a call for one item: those of any call, and the query parameter that selects the item. */
export type OptionsOfOne<P extends keyof paths> = Options<'get', P> &
  ([OneBy<P>] extends [never] ? unknown : { readonly query: Readonly<Record<OneBy<P>, string>> });

/** The options of a call: the values of the path's parameters, the query, the body. */
export type Options<M extends Method, P extends keyof paths> = Common &
  Part<'path', PathOf<Parameters<M, P>>> &
  Part<'query', QueryOf<Parameters<M, P>>> &
  (M extends 'get'
    ? unknown
    : Part<'body', BodyOf<Operation<M, P>>> & {
        /** The default is a new key for the call. Give your own key to survive a restart of your process. */
        readonly idempotencyKey?: string;
      });

/** The options as the last argument. It is optional if none of them is required. */
export type Arguments<O> = object extends O ? [options?: O] : [options: O];

/** The paths that answer pages of a list. */
export type ListPaths = {
  [P in PathsOf<'get'>]: [Extract<AnyAnswer<'get', P>, Page<unknown>>] extends [never] ? never : P;
}[PathsOf<'get'>];

export interface Page<T> {
  readonly data: T[];
  readonly hasMore: boolean;
}

export type ItemOf<P extends ListPaths> =
  Extract<AnyAnswer<'get', P>, Page<unknown>> extends Page<infer T> ? T : never;
