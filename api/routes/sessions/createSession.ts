import { z } from 'zod';
import type { Asked } from '../../../db/accounts/sameRequest.ts';
import { ensureCustomer } from '../../../db/customers/ensureCustomer.ts';
import { lockCustomerOf } from '../../../db/customers/lockCustomerOf.ts';
import { reservePurse } from '../../../db/purses/reservePurse.ts';
import type { FormRow } from '../../../db/schema.ts';
import type { NewSession } from '../../../db/sessions/createSession.ts';
import { createSession, sameClientId } from '../../../db/sessions/createSession.ts';
import { findForm } from '../../../db/sessions/forms.ts';
import { findSession } from '../../../db/sessions/sessions.ts';
import { findCoin, takenOf } from '../../../domain/coin.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { CustomerId, SessionId } from '../../../domain/ids.ts';
import { productIdOf } from '../../../domain/ids.ts';
import { formatAmount, parseAmount } from '../../../domain/money.ts';
import type { Price } from '../../../domain/sessions/price.ts';
import { leastPrice, priceIn } from '../../../domain/sessions/price.ts';
import type { ApiDeps } from '../../deps.ts';
import { hashOf } from '../../http/claimOf.ts';
import {
  concernedCustomer,
  exampleId,
  metadata,
  newCustomer,
  ownId,
  parseCustomer,
  plainAmount,
  requireCustomer,
  text,
} from '../../http/fields.ts';
import { invalidField } from '../../http/parseInput.ts';
import { routeAfter } from '../../http/routeAfter.ts';
import type { WriteRequest } from '../../http/types.ts';
import { requireFormId } from '../forms/formFields.ts';
import { present, requireSessionId, sessionSchema } from './sessionSchema.ts';

const hourSeconds = 3600;

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

/** What a new session is made from, or the session that exists already. */
type Prepared =
  | { readonly known: SessionId }
  | {
      readonly known?: undefined;
      readonly form: FormRow;
      readonly price: readonly Price[];
      readonly customerId: CustomerId;
    };

export const create = routeAfter(
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
    // The answer is saved with its key. With this lock, an erasure sees it, or it is made after the erasure.
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

/** What identifies a request, whatever its idempotency key. */
function asked(request: Request): Asked & Pick<NewSession, 'accountId' | 'clientId'> {
  const { caller, body, sent } = request;
  return {
    accountId: caller.accountId,
    clientId: body.clientId ?? null,
    requestHash: meaningOf(body),
    customer: parseCustomer(body.customer.id),
    // An earlier release saved sessions with the hash of what was sent.
    otherwise: names => [hashOf(sent), ...names.map(name => meaningOf(renamed(request, name).body))],
  };
}

function renamed(request: Request, id: string): Request {
  const { body } = request;
  return { ...request, body: { ...body, customer: { ...body.customer, id } } };
}

/** Without a time, an hour is meant. */
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
 * Looks for the session with the same `clientId`, which stays as it was even if form, customer and purse
 * changed. If there is none, checks the request, and then creates the customer and the address. Both stay if
 * a later step fails.
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

/**
 * Throws `coin_not_accepted`, `price_below_minimum`, and `invalid_request` if the text is not an amount of
 * the coin.
 */
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
