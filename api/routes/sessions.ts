import { z } from 'zod';
import type { Asked } from '../../db/accounts/sameRequest.ts';
import { ensureCustomer } from '../../db/customers/ensureCustomer.ts';
import { lockCustomerOf } from '../../db/customers/lockCustomerOf.ts';
import { reservePurse } from '../../db/purses/reservePurse.ts';
import type { FormRow } from '../../db/schema.ts';
import type { NewSession } from '../../db/sessions/createSession.ts';
import { createSession, sameClientId } from '../../db/sessions/createSession.ts';
import { endSession } from '../../db/sessions/endSession.ts';
import { findForm } from '../../db/sessions/forms.ts';
import { listSessions } from '../../db/sessions/listSessions.ts';
import type { SessionDetails } from '../../db/sessions/sessions.ts';
import { findSession } from '../../db/sessions/sessions.ts';
import { findCoin, takenOf } from '../../domain/coin.ts';
import { PurserError } from '../../domain/errors.ts';
import type { CustomerId, SessionId } from '../../domain/ids.ts';
import { parseId, productIdOf } from '../../domain/ids.ts';
import { baseUnits, formatAmount, parseAmount } from '../../domain/money.ts';
import type { Price } from '../../domain/sessions/session.ts';
import { leastPrice, priceIn, sessionStatuses } from '../../domain/sessions/session.ts';
import type { ApiDeps } from '../deps.ts';
import { hashOf } from '../http/claimOf.ts';
import {
  amount,
  concernedCustomer,
  exampleId,
  id,
  listOf,
  listParameters,
  metadata,
  newCustomer,
  orNull,
  ownId,
  pageOf,
  parseCustomer,
  plainAmount,
  requireCustomer,
  text,
  time,
} from '../http/fields.ts';
import { invalidField } from '../http/parseInput.ts';
import type { WriteRequest } from '../http/route.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import { routeAfter } from '../http/routeAfter.ts';
import type { Route } from '../http/types.ts';
import { sessionFilter, sessionParameters } from '../sessionFilter.ts';
import { requireFormId } from './forms.ts';
import { presentCustomer, presentProduct, sessionCustomerSchema, sessionProductSchema } from './payments.ts';

const hourSeconds = 3600;

const sessionSchema = z
  .object({
    sessionId: z.string().meta({ example: exampleId('ses') }),
    account: z.string(),
    formId: z.string().meta({ example: exampleId('frm') }),
    clientId: z.string().nullable().meta({ example: 'order-7' }),
    customer: sessionCustomerSchema,
    product: orNull(sessionProductSchema),
    price: z.record(z.string(), amount).meta({ example: { USD_MULTI_1: '15' } }),
    address: z.string(),
    status: z.enum(sessionStatuses).meta({ example: 'open' }),
    checkoutUrl: z.string().meta({ example: `https://pay.shop.example/checkout/${exampleId('ses')}` }),
    expiresAt: time,
    createdAt: time,
  })
  .meta({ id: 'Session' });

const body = z.strictObject({
  formId: text(100).meta({ example: exampleId('frm') }),
  customer: z.strictObject({
    id: newCustomer.meta({
      example: 'user-42',
      description: 'Your own id of the customer, who is made when new; or our `cus_…`.',
    }),
    data: metadata.optional(),
  }),
  product: z
    .strictObject({
      id: ownId.meta({ example: 'membership' }),
      name: text(200).optional().meta({ example: 'Membership, one year' }),
      data: metadata.optional(),
    })
    .optional(),
  price: z
    .record(text(32), plainAmount)
    .refine(price => Object.keys(price).length >= 1, 'must name a coin')
    .meta({
      minProperties: 1,
      propertyNames: { minLength: 1, maxLength: 32, pattern: '^[^\\u0000]*$' },
      example: { USD_MULTI_1: '15.0' },
      description: 'Per coin, in whole units. Coins are alternatives; within a group what was paid adds up.',
    }),
  clientId: ownId.optional().meta({
    example: 'order-7',
    description: 'Your own id of the session: the same one gives the same session.',
  }),
  replaces: text(100)
    .optional()
    .meta({
      example: 'open',
      description:
        'Closes an earlier session of the customer, by its id, or all that are open (`open`), in the same step: nobody ' +
        'can pay them any more. What was sent for them until now still counts for them.',
    }),
  expiresInSeconds: z
    .int()
    .min(60)
    .max(7 * 24 * hourSeconds)
    .optional()
    .meta({ example: hourSeconds, description: 'An hour unless told.' }),
});
type Request = WriteRequest<z.output<typeof body>>;

/** What a session is made of, or the one that there is. */
type Prepared =
  | { readonly known: SessionId }
  | {
      readonly known?: undefined;
      readonly form: FormRow;
      readonly price: readonly Price[];
      readonly customerId: CustomerId;
    };

const create = routeAfter(
  {
    method: 'post',
    path: '/v1/sessions',
    summary: 'Create a checkout session',
    description:
      'Send the payer to `checkoutUrl`. The customer’s deposit address is used, and made where there is none. After a ' +
      '503 call again, with the same `clientId` or `Idempotency-Key`.',
    tag: 'Sessions',
    scope: 'write',
    status: 201,
    errors: [
      'form_not_found',
      'coin_not_accepted',
      'price_below_minimum',
      'client_id_conflict',
      'customer_blocked',
      'customer_not_found',
      'purse_declined',
      'too_many_sessions',
      'session_not_found',
    ],
    body,
    concerns: ({ body }) => concernedCustomer(body.customer.id),
    renamed,
    response: sessionSchema,
  },
  prepare,
  async (request, prepared, trx, deps) => {
    const { accountId } = request.caller;
    // The answer is kept with its key: an erasure sees it, or it is made after the erasure.
    if (prepared.known !== undefined) await lockCustomerOf(trx, accountId, prepared.known);
    const id =
      prepared.known ??
      (await createSession(trx, {
        ...asked(request),
        ...wanted(request, prepared),
        mostOpen: deps.options.openSessions,
      }));
    return { body: present(deps, await findSession(trx, accountId, id)) };
  },
);

/** What tells one request from another, whatever its idempotency key. */
function asked(request: Request): Asked & Pick<NewSession, 'accountId' | 'clientId'> {
  const { caller, body, sent } = request;
  return {
    accountId: caller.accountId,
    clientId: body.clientId ?? null,
    requestHash: meaningOf(body),
    customer: parseCustomer(body.customer.id),
    // Sessions of an earlier release were kept with the hash of what was sent.
    otherwise: names => [hashOf(sent), ...names.map(name => meaningOf(renamed(request, name).body))],
  };
}

function renamed(request: Request, id: string): Request {
  const { body } = request;
  return { ...request, body: { ...body, customer: { ...body.customer, id } } };
}

/** An hour is meant where no time is given. */
function meaningOf({ expiresInSeconds = hourSeconds, ...body }: Request['body']): Buffer {
  return hashOf(expiresInSeconds === hourSeconds ? body : { ...body, expiresInSeconds });
}

function wanted(
  { body }: Request,
  { form, price, customerId }: Exclude<Prepared, { readonly known: SessionId }>,
): Omit<NewSession, 'accountId' | 'clientId' | keyof Asked | 'mostOpen'> {
  const { product } = body;
  return {
    formId: form.id,
    receiver: form.receiver,
    customerId,
    customerData: body.customer.data ?? null,
    product: product
      ? { id: productIdOf(product.id), name: product.name ?? null, data: product.data ?? null }
      : null,
    price,
    expiresInSeconds: body.expiresInSeconds ?? hourSeconds,
    replaces: replacedBy(body),
  };
}

function replacedBy({ replaces }: Request['body']): SessionId | 'open' | null {
  if (replaces === undefined) return null;
  return replaces === 'open' ? replaces : requireSessionId(replaces);
}

/**
 * Looks for the session of the same `clientId`, which stays what it was whatever became of form, customer and purse;
 * else judges what was asked for, and then makes the customer and the address, both of which outlive a failure.
 */
async function prepare(request: Request, deps: ApiDeps): Promise<Prepared> {
  const known = await sameClientId(deps.db, asked(request));
  if (known !== undefined) return { known };
  const { caller, body: wanted } = request;
  const form = await findForm(deps.db, caller.accountId, requireFormId(wanted.formId));
  const price = Object.entries(wanted.price).map(([code, whole]) => requirePrice(deps, form, code, whole));
  const ref = requireCustomer(wanted.customer.id);
  const { customer, purse } = await deps.inTurn(
    deps.db,
    { accountId: caller.accountId, concerns: { customer: ref } },
    async () => {
      const customer = await ensureCustomer(deps.writes, caller.accountId, ref);
      return { customer, purse: await reservePurse(deps.writes, customer.id) };
    },
  );
  const { purseId, state } = purse;
  if (state === 'ISSUING') await deps.issuePurse(purseId, customer.id);
  return { form, price, customerId: customer.id };
}

/** Throws `coin_not_accepted`, `price_below_minimum`, and `invalid_request` for what is no amount of the coin. */
function requirePrice({ registry }: ApiDeps, form: FormRow, code: string, whole: string): Price {
  const field = `price.${code}`;
  const known = form.coins.some(accepted => accepted === code) ? findCoin(registry, code) : undefined;
  const coin = known && takenOf(known);
  if (!coin) {
    throw new PurserError('coin_not_accepted', undefined, {
      fields: [{ field, message: 'is not among the coins of the form' }],
    });
  }
  const units = parseAmount(whole, coin.decimals);
  if (units === undefined) {
    throw invalidField(
      field,
      `must be whole units such as "15.5", with at most ${String(coin.decimals)} decimals`,
    );
  }
  const least = leastPrice(coin);
  if (units < least) {
    throw new PurserError('price_below_minimum', undefined, {
      fields: [{ field, message: `must be at least ${formatAmount(least, coin.decimals)}` }],
    });
  }
  return priceIn(coin, units);
}

const get = readRoute(
  {
    path: '/v1/sessions/{id}',
    summary: 'Get a session',
    tag: 'Sessions',
    scope: 'read',
    errors: ['session_not_found'],
    query: z.strictObject({}),
    response: sessionSchema,
  },
  async ({ caller, parameter }, deps) =>
    present(deps, await findSession(deps.db, caller.accountId, requireSessionId(parameter))),
);

const expire = writeRoute(
  {
    method: 'post',
    path: '/v1/sessions/{id}/expire',
    summary: 'Close a session early',
    description:
      'What was sent until now still counts: the session is `expired`, with `SESSION_EXPIRED`, as soon as its networks ' +
      'have been read up to this moment. What is sent later is credited as late. One that is over stays as it is.',
    tag: 'Sessions',
    scope: 'write',
    errors: ['session_not_found'],
    body: z.strictObject({}),
    concerns: ({ parameter }) => {
      const session = parseId('ses', parameter);
      return session && { session };
    },
    response: sessionSchema,
  },
  async ({ caller, parameter }, trx, deps) => {
    const id = requireSessionId(parameter);
    await endSession(trx, caller.accountId, id);
    return { body: present(deps, await findSession(trx, caller.accountId, id)) };
  },
);

const list = readRoute(
  {
    path: '/v1/sessions',
    summary: 'List sessions',
    tag: 'Sessions',
    scope: 'read',
    errors: [],
    query: z.strictObject({
      ...sessionParameters,
      status: z.enum(sessionStatuses).optional(),
      ...listParameters(id('ses')),
    }),
    response: listOf(sessionSchema),
  },
  async ({ caller, query }, deps) => {
    const filter = sessionFilter(query);
    if (!filter) return { data: [], hasMore: false };
    const wanted = { ...filter, status: query.status };
    const { rows, hasMore } = await listSessions(deps.db, caller.accountId, wanted, pageOf(query));
    return { data: rows.map(row => present(deps, row)), hasMore };
  },
);

function requireSessionId(given: string): SessionId {
  const sessionId = parseId('ses', given);
  if (!sessionId) throw new PurserError('session_not_found');
  return sessionId;
}

function present({ publicUrl }: ApiDeps, session: SessionDetails): z.output<typeof sessionSchema> {
  return {
    sessionId: session.id,
    account: session.account_id,
    formId: session.form_id,
    clientId: session.client_id,
    customer: presentCustomer(session),
    product: presentProduct(session),
    price: Object.fromEntries(
      session.price.map(price => [price.coin, formatAmount(baseUnits(price.amount), price.decimals)]),
    ),
    address: session.address,
    status: session.status,
    checkoutUrl: `${publicUrl()}/checkout/${session.id}`,
    expiresAt: session.expires_at.toISOString(),
    createdAt: session.created_at.toISOString(),
  };
}

export const sessionRoutes: readonly Route[] = [create, list, get, expire];
