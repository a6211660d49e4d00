// The anatomy of a request, from arrival to answer:
// 1. Middleware gives it an id (requestContext.ts) and refuses repeated headers (refuseRepeated.ts).
// 2. `serveRoutes` (serveRoutes.ts) decodes the query (decodeQuery.ts) and calls `authenticate`
//    (authenticate.ts).
// 3. `route.open` (types.ts) finds the caller by the key, and returns the function that answers.
// 4. `serveRoutes` applies the rate limit (rateLimit.ts) and `requireScope` (authenticate.ts). For a write it
//    reads the body (readBody.ts).
// 5. `parseInput` (parseInput.ts) validates a read, and the handler answers it. `readWrite` (readWrite.ts)
//    validates a write with `parseInput`, and makes the claim of its idempotency key (claimOf.ts).
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
import type { Db } from '../../db/connect.ts';
import type { AccountEvent } from '../../db/events/appendEvents.ts';
import type { Facts } from '../../db/events/recordFacts.ts';
import { recordFactsIn } from '../../db/events/recordFacts.ts';
import { limitLockWaits } from '../../db/limitLockWaits.ts';
import type { Caller } from '../../domain/caller.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { ApiDeps, Writer } from '../deps.ts';
import { accountField, checkAccount, takeAccount } from './accountField.ts';
import { openByKey } from './authenticate.ts';
import { parseInput } from './parseInput.ts';
import { readWrite } from './readWrite.ts';
import type {
  Answer,
  AnswerCall,
  CsvAnswer,
  Route,
  RouteDefinition,
  RouteSpec,
  WriteDefinition,
  WriteRequest,
} from './types.ts';
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

/** What a write returns. The wrapper appends the `events`, last before the commit. */
export interface Written<R> {
  readonly body: R;
  /**
   * The answer to a repetition with the same idempotency key, if `body` has a secret that must not be saved.
   */
  readonly replay?: R;
  readonly events?: readonly AccountEvent[];
}

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
    query: definition.query.extend({ account: accountField }),
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
    const { body, replay, events = [] } = await handle(trx);
    const json = JSON.stringify(body);
    const saves = replay === undefined ? json : JSON.stringify(replay);
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

export function writeSpec<B extends z.ZodObject>(definition: WriteDefinition<B>): RouteSpec {
  const required: readonly ErrorCode[] = definition.idempotencyKeyRequired
    ? ['idempotency_key_required']
    : [];
  const busy: readonly ErrorCode[] = definition.concerns ? ['customer_busy'] : [];
  return {
    ...definition,
    errors: [...definition.errors, ...required, ...busy],
    status: definition.status ?? 200,
    query: z.strictObject({ account: accountField }),
    // `extend` drops the metadata of a schema.
    body: definition.body.extend({ account: accountField }).meta(definition.body.meta() ?? {}),
  };
}
