import type { paths } from './schema.ts';

// The types of a call, from the document: which paths there are, what each takes and answers.

type Method = 'get' | 'post' | 'delete';

/** What the document says of a method of a path. */
type Operation<M extends Method, P extends keyof paths> = Extract<paths[P][M], { responses: unknown }>;

/** The paths that take this method. */
export type PathsOf<M extends Method> = {
  [P in keyof paths]: Operation<M, P> extends never ? never : P;
}[keyof paths];

/** What a path answers when all went well. */
type AnyAnswer<M extends Method, P extends keyof paths> = JsonOf<SuccessOf<Operation<M, P>['responses']>>;

/** This one answers a list, and where it is asked by this name one of it: `get` is for one, `paginate` for the list. */
type OneBy<P extends keyof paths> = P extends '/v1/payments' ? 'sessionId' : never;

/** What a single call is answered. */
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

/** `{ [name]: T }`, to be left out where nothing in it is needed. */
type Part<Name extends string, T> = [T] extends [never]
  ? { readonly [N in Name]?: never }
  : object extends T
    ? { readonly [N in Name]?: T }
    : { readonly [N in Name]: T };

interface Common {
  /** Ends the call, its retries too. */
  readonly signal?: AbortSignal;
}

/** What a call for one takes, beside what any takes. */
export type OptionsOfOne<P extends keyof paths> = Options<'get', P> &
  ([OneBy<P>] extends [never] ? unknown : { readonly query: Readonly<Record<OneBy<P>, string>> });

/** What a call takes: the values of the path's parameters, the query, the body. */
export type Options<M extends Method, P extends keyof paths> = Common &
  Part<'path', PathOf<Parameters<M, P>>> &
  Part<'query', QueryOf<Parameters<M, P>>> &
  (M extends 'get'
    ? unknown
    : Part<'body', BodyOf<Operation<M, P>>> & {
        /** One is made for the call where none is given; give your own to survive a restart of your process. */
        readonly idempotencyKey?: string;
      });

/** The options as the last argument, which may be left out where none of them is needed. */
export type Arguments<O> = object extends O ? [options?: O] : [options: O];

/** The paths that answer pages of a list, and what is in them. */
export type ListPaths = {
  [P in PathsOf<'get'>]: [Extract<AnyAnswer<'get', P>, Page<unknown>>] extends [never] ? never : P;
}[PathsOf<'get'>];

export interface Page<T> {
  readonly data: T[];
  readonly hasMore: boolean;
}

export type ItemOf<P extends ListPaths> =
  Extract<AnyAnswer<'get', P>, Page<unknown>> extends Page<infer T> ? T : never;
