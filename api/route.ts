import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AccountEvent } from '../db/appendEvents.ts';
import { appendEvents } from '../db/appendEvents.ts';
import type { IdempotencyKey } from '../db/claimIdempotencyKey.ts';
import { claimIdempotencyKey, saveResponse } from '../db/claimIdempotencyKey.ts';
import type { Db } from '../db/connect.ts';
import type { Caller } from '../db/findApiKey.ts';
import { limitLockWaits } from '../db/limitLockWaits.ts';
import type { Scope } from '../db/schema.ts';
import type { ErrorCode } from '../domain/errors.ts';
import { PurserError } from '../domain/errors.ts';
import type { ApiDeps } from './deps.ts';
import { parseInput } from './parseInput.ts';

type Method = 'get' | 'post' | 'delete';

export interface RouteDefinition {
  /** With at most one parameter, as OpenAPI writes it: `/v1/customers/{id}`. */
  readonly path: `/v1/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly scope: Scope;
  /** Beside those every route can answer. */
  readonly errors: readonly ErrorCode[];
}

/** What the OpenAPI document tells of a route: the very schemas that validate. */
export interface RouteSpec extends RouteDefinition {
  readonly method: Method;
  readonly status: 200 | 201 | 202;
  readonly query: z.ZodObject;
  readonly body: z.ZodObject | null;
  readonly response: z.ZodType;
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
}

export interface Answer {
  readonly status: number;
  readonly json: string;
  readonly replayed: boolean;
}

export interface Route {
  readonly spec: RouteSpec;
  readonly answer: (call: Call, deps: ApiDeps) => Promise<Answer>;
}

interface ReadRequest<Q> {
  readonly caller: Caller;
  readonly parameter: string;
  readonly query: Q;
}

export interface WriteRequest<B> {
  readonly caller: Caller;
  readonly parameter: string;
  readonly body: B;
}

/** What a write gives back: `events` are appended by the wrapper, last before the commit. */
interface Written<R> {
  readonly body: R;
  readonly events?: readonly AccountEvent[];
}

const account = z.string().optional().meta({ description: 'Where given, must be the account of the key.' });
const noQuery = z.strictObject({});

/** A route that changes nothing the caller could repeat to harm: GET. */
export function readRoute<Q extends z.ZodObject, R extends z.ZodType>(
  definition: RouteDefinition & { readonly query: Q; readonly response: R },
  handle: (request: ReadRequest<z.output<Q>>, deps: ApiDeps) => Promise<z.output<R>>,
): Route {
  return {
    spec: {
      ...definition,
      method: 'get',
      status: 200,
      query: definition.query.extend({ account }),
      body: null,
    },
    answer: async ({ caller, parameter, query }, deps) => {
      const { rest, account } = takeAccount(query);
      const parsed = parseInput(definition.query, rest);
      checkAccount(account, caller);
      const body = await handle({ caller, parameter, query: parsed }, deps);
      return { status: 200, json: JSON.stringify(body), replayed: false };
    },
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
    answer: async (call, deps) => {
      const { request, claim } = readWrite(definition, call);
      const status = definition.status ?? 200;
      return deps.db.transaction().execute(async trx => {
        await limitLockWaits(trx);
        const saved = claim && (await claimIdempotencyKey(trx, claim));
        if (saved) return { ...saved, replayed: true };
        const written = await handle(request, trx, deps);
        const json = JSON.stringify(written.body);
        if (claim) await saveResponse(trx, claim, { status, json });
        await appendEvents(trx, written.events ?? []);
        return { status, json, replayed: false };
      });
    },
  };
}

interface WriteDefinition<B> extends RouteDefinition {
  readonly method: 'post' | 'delete';
  readonly status?: RouteSpec['status'];
  readonly body: B;
  readonly response: z.ZodType;
}

export function writeSpec<B extends z.ZodObject>(definition: WriteDefinition<B>): RouteSpec {
  return {
    ...definition,
    status: definition.status ?? 200,
    query: noQuery.extend({ account }),
    body: definition.body.extend({ account }),
  };
}

/** The request of a write, validated, and the claim of its idempotency key where it has one. */
export function readWrite<B extends z.ZodObject>(
  definition: WriteDefinition<B>,
  { caller, parameter, path, query, body, idempotencyKey }: Call,
): { readonly request: WriteRequest<z.output<B>>; readonly claim: IdempotencyKey | undefined } {
  const inQuery = takeAccount(query);
  const inBody = takeAccount(body ?? {});
  parseInput(noQuery, inQuery.rest);
  const parsed = parseInput(definition.body, inBody.rest);
  checkAccount(inQuery.account, caller);
  checkAccount(inBody.account, caller);
  const claim =
    idempotencyKey === undefined
      ? undefined
      : {
          accountId: caller.accountId,
          route: `${definition.method.toUpperCase()} ${definition.path}`,
          key: parseIdempotencyKey(idempotencyKey),
          requestHash: createHash('sha256')
            .update(canonicalJson([path, inBody.rest]))
            .digest(),
        };
  return { request: { caller, parameter, body: parsed }, claim };
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

function parseIdempotencyKey(key: string): string {
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new PurserError('invalid_request', 'The idempotency key is not valid.', {
    fields: [{ field: 'Idempotency-Key', message: 'must be 1 to 255 printable ASCII characters' }],
  });
}

/** JSON with the keys of objects in order: the same body however it was written. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
