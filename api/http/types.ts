import type { z } from 'zod';
import type { Caller, Scope } from '../../domain/caller.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { ApiDeps } from '../deps.ts';

type Method = 'get' | 'post' | 'delete';

export interface RouteDefinition {
  /** With at most one parameter, as OpenAPI writes it: `/v1/customers/{id}`. */
  readonly path: `/v1/${string}`;
  /** What it was called before: it answers there too, and the document does not say so. */
  readonly earlierPath?: `/v1/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly scope: Scope;
  /** It is for test accounts alone: any key of a live one is answered `live_mode`, whatever it asks. */
  readonly testMode?: true;
  /** Beside those every route can answer. */
  readonly errors: readonly ErrorCode[];
  /** Of a list whose body cannot say that there is more: the header `Link` does. */
  readonly hasLink?: true;
  /** Its answers carry a secret, and are kept by nobody on the way (`Cache-Control: no-store`). */
  readonly showsSecret?: true;
  /** Of a write that moves money: without an idempotency key it is `idempotency_key_required`. */
  readonly idempotencyKeyRequired?: true;
}

/** What the OpenAPI document tells of a route: the very schemas that validate. */
export interface RouteSpec extends RouteDefinition {
  readonly method: Method;
  readonly status: 200 | 201 | 202;
  readonly query: z.ZodObject;
  readonly body: z.ZodObject | null;
  readonly response: z.ZodType;
  /** It answers `Accept: text/csv` too. */
  readonly alsoCsv?: boolean;
}

/** A request of a known caller, not yet validated. */
export interface Call {
  readonly caller: Caller;
  /** The path's parameter, decoded; empty where the path has none. */
  readonly parameter: string;
  readonly path: string;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  /** By its `Accept`, it would rather have CSV than JSON. */
  readonly prefersCsv: boolean;
}

export interface Answer {
  readonly status: number;
  readonly json: string;
  readonly replayed: boolean;
  /** The cursor of the last row, where more follow and the body has no place to say so. */
  readonly startNextAfter?: string | undefined;
}

/** A list as a table. */
export interface CsvAnswer {
  readonly csv: string;
  /** The cursor of the last row, where more follow. */
  readonly startNextAfter: string | undefined;
}

export interface Route {
  readonly spec: RouteSpec;
  /** Finds whose the key is; undefined when it is nobody's. `query` is what came, not yet validated. */
  readonly open: (key: string, query: unknown, deps: ApiDeps) => Promise<OpenedRoute | undefined>;
}

/** A route for one known caller. */
export interface OpenedRoute {
  readonly caller: Caller;
  readonly answer: AnswerCall;
}

export type AnswerCall = (call: Call, deps: ApiDeps) => Promise<Answer | CsvAnswer>;
