// The anatomy of a request, from arrival to answer:
// 1. Middleware gives it an id (requestContext.ts) and refuses repeated headers (refuseRepeated.ts).
// 2. `serveRoutes` (serveRoutes.ts) decodes the query (decodeQuery.ts) and calls `authenticate`
//    (authenticate.ts).
// 3. `route.open` (types.ts) finds the caller by the key, and returns the function that answers.
// 4. `serveRoutes` applies the rate limit (rateLimit.ts) and `requireScope` (authenticate.ts). For a write it
//    reads the body (readBody.ts).
// 5. `parseInput` (parseInput.ts) validates a read, and the handler answers it. `readWrite` (below) validates
//    a write with `parseInput`, and makes the claim of its idempotency key (claimOf.ts).
// 6. `writeInTurn` (writeTurn.ts) waits for the turn of key, customer and account, and opens the transaction.
// 7. In it, `answerInTransaction` (below) claims the idempotency key or returns the saved answer, makes the
//    effect and saves the answer with the key; `recordFactsIn` records the events.
// 8. `serveRoutes` sends the answer, or `sendProblem` (serveRoutes.ts, problem.ts) the error.
//
// The kinds of routes: `readRoute` (below) reads. `writeRoute` (below) writes in one transaction. `workflowRoute`
// (workflowRoute.ts) awaits a workflow outside any transaction, then saves the answer. `routeAfter`
// (routeAfter.ts) awaits a preparation outside any transaction, then writes. `oneStatementRoute` (oneStatementRoute.ts)
// reads the key and the requested data in one statement, in step 3.

import { z } from 'zod';
import type { IdempotencyKey } from '../../db/accounts/claimIdempotencyKey.ts';
import { claimIdempotencyKey, saveResponse } from '../../db/accounts/claimIdempotencyKey.ts';
import type { Asked } from '../../db/accounts/sameRequest.ts';
import type { Db } from '../../db/connect.ts';
import type { Concerned } from '../../db/customers/customerOfWrite.ts';
import type { AccountEvent } from '../../db/events/appendEvents.ts';
import type { Facts } from '../../db/events/recordFacts.ts';
import { recordFactsIn } from '../../db/events/recordFacts.ts';
import { limitLockWaits } from '../../db/limitLockWaits.ts';
import type { Caller } from '../../domain/caller.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApiDeps, Writer } from '../deps.ts';
import { openByKey } from './authenticate.ts';
import { claimOf, hashOf } from './claimOf.ts';
import { parseInput } from './parseInput.ts';
import type { Answer, AnswerCall, Call, CsvAnswer, Route, RouteDefinition, RouteSpec } from './types.ts';
import type { WriteDeps } from './writeTurn.ts';
import { writeInTurn } from './writeTurn.ts';

/** A body that may hold only a part of a list. */
export class Part<R> {
  readonly body: R;
  readonly startNextAfter: string | undefined;

  constructor(body: R, startNextAfter: string | undefined) {
    this.body = body;
    this.startNextAfter = startNextAfter;
  }
}

export interface ReadRequest<Q> {
  readonly caller: Caller;
  readonly parameter: string;
  readonly query: Q;
  /** True if the definition's `csv` answers it as a table. */
  readonly asCsv: boolean;
}

export interface WriteRequest<B> {
  readonly caller: Caller;
  readonly parameter: string;
  /** As parsed: requests that mean the same are equal. */
  readonly body: B;
  /** As sent, without `account`. */
  readonly sent: unknown;
}

/** What a write returns. The wrapper appends the `events`, last before the commit. */
export interface Written<R> {
  readonly body: R;
  /**
   * The answer to a repetition with the same idempotency key, if `body` has a secret that must not be saved.
   */
  readonly kept?: R;
  readonly events?: readonly AccountEvent[];
}

const account = z.string().optional().meta({ description: 'Where given, must be the account of the key.' });
const noQuery = z.strictObject({});

export interface ReadDefinition<Q extends z.ZodObject, R extends z.ZodType> extends RouteDefinition {
  readonly query: Q;
  readonly response: R;
  /** For a list that is also served as a table. */
  readonly csv?: (body: z.output<R>, query: z.output<Q>) => CsvAnswer;
}

type ReadHandler<Q extends z.ZodObject, R extends z.ZodType> = (
  request: ReadRequest<z.output<Q>>,
  deps: ApiDeps,
) => Promise<z.output<R> | Part<z.output<R>>>;

/** A GET route: repeating it does no harm. */
export function readRoute<Q extends z.ZodObject, R extends z.ZodType>(
  definition: ReadDefinition<Q, R>,
  handle: ReadHandler<Q, R>,
): Route {
  return {
    spec: readSpec(definition),
    open: openByKey(answerRead(definition, handle)),
  };
}

export function readSpec(definition: ReadDefinition<z.ZodObject, z.ZodType>): RouteSpec {
  return {
    ...definition,
    method: 'get',
    status: 200,
    query: definition.query.extend({ account }),
    body: null,
    alsoCsv: definition.csv !== undefined,
  };
}

export function answerRead<Q extends z.ZodObject, R extends z.ZodType>(
  definition: ReadDefinition<Q, R>,
  handle: ReadHandler<Q, R>,
): AnswerCall {
  return async ({ caller, parameter, query, prefersCsv }, deps) => {
    const { rest, account } = takeAccount(query);
    const parsed = parseInput(definition.query, rest);
    checkAccount(account, caller);
    const asCsv = prefersCsv && definition.csv !== undefined;
    const handled = await handle({ caller, parameter, query: parsed, asCsv }, deps);
    const { body, startNextAfter } = handled instanceof Part ? handled : new Part(handled, undefined);
    if (asCsv) return definition.csv(body, parsed);
    return { status: 200, json: JSON.stringify(body), replayed: false, startNextAfter };
  };
}

/**
 * A route with an effect, in one transaction. In this order: claim the idempotency key, make the effect, save
 * the answer with the key, append the events. Any error rolls all of it back.
 */
export function writeRoute<B extends z.ZodObject, R extends z.ZodType>(
  definition: WriteDefinition<B> & { readonly response: R },
  handle: (request: WriteRequest<z.output<B>>, trx: Db, deps: ApiDeps) => Promise<Written<z.output<R>>>,
): Route {
  return {
    spec: writeSpec(definition),
    open: openByKey(async (call, deps) => {
      const { request, claim } = readWrite(definition, call);
      return answerInTransaction(deps, writeOf(definition, request, claim), trx =>
        handle(request, trx, deps),
      );
    }),
  };
}

/** Runs a write in one transaction: idempotency key, effect, saved answer, events. */
export async function answerInTransaction<R>(
  deps: WriteDeps,
  write: Writer & { readonly status: number },
  handle: (trx: Db) => Promise<Written<R>>,
): Promise<Answer> {
  const { claim, status } = write;
  const work = async (trx: Db): Promise<Facts<Answer>> => {
    const saved = claim && (await claimIdempotencyKey(trx, claim));
    if (saved) return { result: { ...saved, replayed: true } };
    if (!claim) await limitLockWaits(trx);
    const { body, kept, events = [] } = await handle(trx);
    const json = JSON.stringify(body);
    const saves = kept === undefined ? json : JSON.stringify(kept);
    if (claim) await saveResponse(trx, claim, { status, json: saves });
    return { result: { status, json, replayed: false }, events };
  };
  return writeInTurn(deps, write, trx => recordFactsIn(trx, work));
}

/** What a write waits for, and the status of its answer. */
export function writeOf<B extends z.ZodObject>(
  { status = 200, concerns }: WriteDefinition<B>,
  request: WriteRequest<z.output<B>>,
  claim: IdempotencyKey | undefined,
): Writer & { readonly status: number } {
  return { accountId: request.caller.accountId, claim, concerns: concerns?.(request), status };
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

export function writeSpec<B extends z.ZodObject>(definition: WriteDefinition<B>): RouteSpec {
  const required: readonly ErrorCode[] = definition.idempotencyKeyRequired
    ? ['idempotency_key_required']
    : [];
  const busy: readonly ErrorCode[] = definition.concerns ? ['customer_busy'] : [];
  return {
    ...definition,
    errors: [...definition.errors, ...required, ...busy],
    status: definition.status ?? 200,
    query: noQuery.extend({ account }),
    // `extend` drops the metadata of a schema.
    body: definition.body.extend({ account }).meta(definition.body.meta() ?? {}),
  };
}

/** Validates the request of a write, and builds the claim of its idempotency key if it has one. */
export function readWrite<B extends z.ZodObject>(
  definition: WriteDefinition<B>,
  { caller, parameter, path, query, body, idempotencyKey }: Call,
): { readonly request: WriteRequest<z.output<B>>; readonly claim: IdempotencyKey | undefined } {
  if (definition.idempotencyKeyRequired && idempotencyKey === undefined) {
    throw new PurserError('idempotency_key_required');
  }
  const inQuery = takeAccount(query);
  const inBody = takeAccount(body ?? {});
  parseInput(noQuery, inQuery.rest);
  const parsed = parseInput(definition.body, inBody.rest);
  checkAccount(inQuery.account, caller);
  checkAccount(inBody.account, caller);
  const request = { caller, parameter, body: parsed, sent: inBody.rest };
  const claim =
    idempotencyKey === undefined
      ? undefined
      : claimOf(idempotencyKey, {
          accountId: caller.accountId,
          route: `${definition.method.toUpperCase()} ${definition.path}`,
          // An earlier release saved keys with the hash of what was sent.
          ...askedBy(definition, request, hashOf([path, inBody.rest])),
        });
  return { request, claim };
}

/** What a request means, to compare it with another that has the same key. The hash `earlier` matches too. */
function askedBy<B extends z.ZodObject>(
  { path, concerns, renamed }: WriteDefinition<B>,
  request: WriteRequest<z.output<B>>,
  earlier: Buffer,
): Asked {
  const hash = ({ parameter, body }: WriteRequest<z.output<B>>): Buffer =>
    hashOf([path.replace(/\{\w+\}/, encodeURIComponent(parameter)), body]);
  const concerned = concerns?.(request);
  return {
    requestHash: hash(request),
    customer: concerned && 'customer' in concerned ? concerned.customer : undefined,
    otherwise: names => [earlier, ...(renamed ? names.map(name => hash(renamed(request, name))) : [])],
  };
}

/** Any query or body may have `account`, so it is removed before the route's own fields are checked. */
function takeAccount(input: unknown): { readonly rest: unknown; readonly account?: unknown } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { rest: input };
  const { account, ...rest }: { account?: unknown } = input;
  return { rest, account };
}

function checkAccount(account: unknown, caller: Caller): void {
  if (account !== undefined && account !== caller.accountId) throw new PurserError('account_mismatch');
}
