import type { z } from 'zod';
import type { Concerned } from '../../db/customers/customerOfWrite.ts';
import type { Caller, Scope } from '../../domain/caller.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { ApiDeps } from '../deps.ts';

type Method = 'get' | 'post' | 'delete';

export interface RouteDefinition {
  /** With at most one parameter, as OpenAPI writes it: `/v1/customers/{id}`. */
  readonly path: `/v1/${string}`;
  /** Its former path. The route still answers there, but the document does not show it. */
  readonly earlierPath?: `/v1/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly scope: Scope;
  /** For test accounts only: a key of a live account gets `live_mode`, whatever it asks. */
  readonly testMode?: true;
  /** Beside those that every route can answer. */
  readonly errors: readonly ErrorCode[];
  /** For a list whose body cannot say that more follows: the header `Link` says it. */
  readonly hasLink?: true;
  /** Its answers carry a secret, so nobody on the way may store them (`Cache-Control: no-store`). */
  readonly showsSecret?: true;
  /** For a write that moves money: without an idempotency key it throws `idempotency_key_required`. */
  readonly idempotencyKeyRequired?: true;
}

export interface WriteDefinition<B extends z.ZodObject> extends RouteDefinition {
  readonly method: 'post' | 'delete';
  readonly status?: RouteSpec['status'];
  readonly body: B;
  readonly response: z.ZodType;
  /**
   * For a write that locks a customer's row: which customer, so that it waits its turn before it takes a
   * connection.
   */
  readonly concerns?: (request: WriteRequest<z.output<B>>) => Concerned | undefined;
  /** For a write that names a customer: the same request with another name of that customer. */
  readonly renamed?: (request: WriteRequest<z.output<B>>, name: string) => WriteRequest<z.output<B>>;
}

/** What the OpenAPI document shows of a route: the same schemas that validate. */
export interface RouteSpec extends RouteDefinition {
  readonly method: Method;
  readonly status: 200 | 201 | 202;
  readonly query: z.ZodObject;
  readonly body: z.ZodObject | null;
  readonly response: z.ZodType;
  /** It also answers `Accept: text/csv`. */
  readonly alsoCsv?: boolean;
}

/** A request of a known caller, not yet validated. */
export interface Call {
  readonly caller: Caller;
  /** The path's parameter, decoded; empty if the path has none. */
  readonly parameter: string;
  readonly path: string;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  /** Its `Accept` prefers CSV to JSON. */
  readonly prefersCsv: boolean;
}

export interface WriteRequest<B> {
  readonly caller: Caller;
  readonly parameter: string;
  /** As parsed: requests that mean the same are equal. */
  readonly body: B;
  /** As sent, without `account`. */
  readonly sent: unknown;
}

export interface Answer {
  readonly status: number;
  readonly json: string;
  readonly replayed: boolean;
  /** The cursor of the last row, if more follow and the body cannot say so. */
  readonly startNextAfter?: string | undefined;
}

/** A list as a table. */
export interface CsvAnswer {
  readonly csv: string;
  /** The cursor of the last row, if more follow. */
  readonly startNextAfter: string | undefined;
}

export interface Route {
  readonly spec: RouteSpec;
  /** Finds the caller by the key; undefined if the key is unknown. `query` is as sent, not yet validated. */
  readonly open: (key: string, query: unknown, deps: ApiDeps) => Promise<OpenedRoute | undefined>;
}

/** A route for one known caller. */
export interface OpenedRoute {
  readonly caller: Caller;
  readonly answer: AnswerCall;
}

export type AnswerCall = (call: Call, deps: ApiDeps) => Promise<Answer | CsvAnswer>;
