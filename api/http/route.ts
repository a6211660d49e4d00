import { z } from 'zod';
import type { IdempotencyKey } from '../../db/accounts/claimIdempotencyKey.ts';
import { claimIdempotencyKey, saveResponse } from '../../db/accounts/claimIdempotencyKey.ts';
import type { Asked } from '../../db/accounts/sameRequest.ts';
import type { Db } from '../../db/connect.ts';
import type { Concerned } from '../../db/customers/customerConcerned.ts';
import type { AccountEvent } from '../../db/events/appendEvents.ts';
import { appendEvents } from '../../db/events/appendEvents.ts';
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

/** A body that is not all there is. */
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
  /** It is answered as a table, by the definition's `csv`. */
  readonly asCsv: boolean;
}

export interface WriteRequest<B> {
  readonly caller: Caller;
  readonly parameter: string;
  /** As it was read: what means the same is the same. */
  readonly body: B;
  /** As it was sent, `account` taken out. */
  readonly sent: unknown;
}

/** What a write gives back: `events` are appended by the wrapper, last before the commit. */
export interface Written<R> {
  readonly body: R;
  /** What a repetition with the same idempotency key is answered, where a secret in `body` is not to be kept. */
  readonly kept?: R;
  readonly events?: readonly AccountEvent[];
}

const account = z.string().optional().meta({ description: 'Where given, must be the account of the key.' });
const noQuery = z.strictObject({});

export interface ReadDefinition<Q extends z.ZodObject, R extends z.ZodType> extends RouteDefinition {
  readonly query: Q;
  readonly response: R;
  /** For a list that is also wanted as a table. */
  readonly csv?: (body: z.output<R>, query: z.output<Q>) => CsvAnswer;
}

type ReadHandler<Q extends z.ZodObject, R extends z.ZodType> = (
  request: ReadRequest<z.output<Q>>,
  deps: ApiDeps,
) => Promise<z.output<R> | Part<z.output<R>>>;

/** A route that changes nothing the caller could repeat to harm: GET. */
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
 * A route with an effect, run in one transaction, in this order: the idempotency key is claimed, the effect
 * made, the answer saved with it, the events appended. Whatever is thrown takes all of it back.
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

/** The effect of a write and all that goes with it, in one transaction. */
export async function answerInTransaction<R>(
  deps: WriteDeps,
  write: Writer & { readonly status: number },
  handle: (trx: Db) => Promise<Written<R>>,
): Promise<Answer> {
  const { claim, status } = write;
  return writeInTurn(deps, write, async trx => {
    const saved = claim && (await claimIdempotencyKey(trx, claim));
    if (saved) return { ...saved, replayed: true };
    if (!claim) await limitLockWaits(trx);
    const written = await handle(trx);
    const json = JSON.stringify(written.body);
    const kept = written.kept === undefined ? json : JSON.stringify(written.kept);
    if (claim) await saveResponse(trx, claim, { status, json: kept });
    await appendEvents(trx, written.events ?? []);
    return { status, json, replayed: false };
  });
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
  /** Of a write that locks a customer's row: whose it is, so that it waits for its turn before it takes a connection. */
  readonly concerns?: (request: WriteRequest<z.output<B>>) => Concerned | undefined;
  /** Of a write that concerns a customer by name: the same request with another name of that customer. */
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
    // A schema that grows loses what was told of it.
    body: definition.body.extend({ account }).meta(definition.body.meta() ?? {}),
  };
}

/** The request of a write, validated, and the claim of its idempotency key where it has one. */
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
          // Keys of an earlier release were kept with the hash of what was sent.
          ...askedBy(definition, request, hashOf([path, inBody.rest])),
        });
  return { request, claim };
}

/** What a request means, for telling it from another with the same key; `earlier` is a hash that will do as well. */
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

/** `account` may stand in any query and body, so it is taken out before the route's own fields are looked at. */
function takeAccount(input: unknown): { readonly rest: unknown; readonly account?: unknown } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { rest: input };
  const { account, ...rest }: { account?: unknown } = input;
  return { rest, account };
}

function checkAccount(account: unknown, caller: Caller): void {
  if (account !== undefined && account !== caller.accountId) throw new PurserError('account_mismatch');
}
