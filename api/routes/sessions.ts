import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NewSession } from '../../db/createSession.ts';
import { createSession, sameClientId } from '../../db/createSession.ts';
import { endSession } from '../../db/endSession.ts';
import { ensureCustomer } from '../../db/ensureCustomer.ts';
import { findForm } from '../../db/forms.ts';
import { reservePurse } from '../../db/reservePurse.ts';
import type { FormRow } from '../../db/schema.ts';
import type { SessionDetails } from '../../db/sessions.ts';
import { findSession } from '../../db/sessions.ts';
import { findCoin, takenOf } from '../../domain/coin.ts';
import { PurserError } from '../../domain/errors.ts';
import type { CustomerId, SessionId } from '../../domain/ids.ts';
import { parseId, productIdOf } from '../../domain/ids.ts';
import { baseUnits, formatAmount, parseAmount } from '../../domain/money.ts';
import type { Price } from '../../domain/session.ts';
import { leastPrice, priceIn, sessionStatuses } from '../../domain/session.ts';
import { canonicalJson } from '../claimOf.ts';
import type { ApiDeps } from '../deps.ts';
import {
  amount,
  customerQuery,
  exampleId,
  metadata,
  plainAmount,
  requireCustomer,
  text,
  time,
} from '../fields.ts';
import { invalidField } from '../parseInput.ts';
import { preparedRoute } from '../preparedRoute.ts';
import type { Route, WriteRequest } from '../route.ts';
import { readRoute, writeRoute } from '../route.ts';
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
    product: sessionProductSchema.nullable(),
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
    id: customerQuery.meta({
      example: 'user-42',
      description: 'Your own id of the customer, who is made when new; or our `cus_…`.',
    }),
    data: metadata.optional(),
  }),
  product: z
    .strictObject({
      id: text(255).meta({ example: 'membership' }),
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
  clientId: text(255).optional().meta({
    example: 'order-7',
    description: 'Your own id of the session: the same one gives the same session.',
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

const create = preparedRoute(
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
    ],
    body,
    response: sessionSchema,
  },
  prepare,
  async (request, prepared, trx, deps) => {
    const { accountId } = request.caller;
    const id =
      prepared.known ?? (await createSession(trx, { ...asked(request), ...wanted(request, prepared) }));
    return { body: present(deps, await findSession(trx, accountId, id)) };
  },
);

/** What tells one request from another, whatever its idempotency key. */
function asked({ caller, body }: Request): Pick<NewSession, 'accountId' | 'clientId' | 'requestHash'> {
  return {
    accountId: caller.accountId,
    clientId: body.clientId ?? null,
    requestHash: createHash('sha256').update(canonicalJson(body)).digest(),
  };
}

function wanted(
  { body }: Request,
  { form, price, customerId }: Exclude<Prepared, { readonly known: SessionId }>,
): Omit<NewSession, 'accountId' | 'clientId' | 'requestHash'> {
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
  };
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
  const customer = await ensureCustomer(deps.db, caller.accountId, requireCustomer(wanted.customer.id));
  const { purseId, state } = await reservePurse(deps.db, customer.id);
  if (state === 'ISSUING') await deps.issuePurse(purseId);
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
    response: sessionSchema,
  },
  async ({ caller, parameter }, trx, deps) => {
    const id = requireSessionId(parameter);
    await endSession(trx, caller.accountId, id);
    return { body: present(deps, await findSession(trx, caller.accountId, id)) };
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

export const sessionRoutes: readonly Route[] = [create, get, expire];
