import { z } from 'zod';
import { chargeCustomer } from '../../db/ledger/chargeCustomer.ts';
import type { ChargeView } from '../../db/ledger/charges.ts';
import { findCharge, listCharges } from '../../db/ledger/charges.ts';
import { refundCharge } from '../../db/ledger/refundCharge.ts';
import { findCoin } from '../../domain/coin.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ChargeId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { chargeDecimals } from '../../domain/ledger/charge.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits, formatAmount, parseAmount } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import {
  amount,
  concernedCustomer,
  customerFilter,
  customerQuery,
  exampleId,
  id,
  listOf,
  listParameters,
  pageOf,
  plainAmount,
  productId,
  requireCustomer,
  text,
  time,
} from '../http/fields.ts';
import { invalidField } from '../http/parseInput.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { requireCoin } from '../requireCurrency.ts';

const chargeSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    customerId: z.string(),
    externalId: z.string().nullable(),
    productId: z.string().nullable(),
    coin: z.string(),
    amount,
    refunded: amount.meta({ example: '2.5' }),
    description: z.string().nullable(),
    createdAt: time,
    parts: z
      .array(z.object({ currency: z.string(), productId: z.string().nullable(), amount }))
      .meta({ description: 'Where it was taken from. A refund gives back the last of them first.' }),
    refunds: z.array(
      z.object({
        id: z.string().meta({ example: exampleId('rfd') }),
        amount: amount.meta({ example: '2.5' }),
        reason: z.string().nullable(),
        createdAt: time,
      }),
    ),
  })
  .meta({ id: 'Charge' });

function present(registry: Registry, row: ChargeView): z.output<typeof chargeSchema> {
  const currencyOf = currencyIn(registry);
  return {
    id: row.id,
    account: row.account_id,
    customerId: row.customer_id,
    externalId: row.external_id,
    productId: row.product_id,
    coin: row.coin,
    amount: formatAmount(row.amount, row.decimals),
    refunded: formatAmount(row.refunded, row.decimals),
    description: row.description,
    createdAt: row.created_at.toISOString(),
    parts: row.parts.map(part => ({
      currency: part.currency,
      productId: part.product_id,
      amount: formatAmount(baseUnits(part.amount), currencyOf(part.currency).decimals),
    })),
    refunds: row.refunds.map(refund => ({
      id: refund.id,
      amount: formatAmount(baseUnits(refund.amount), row.decimals),
      reason: refund.reason,
      createdAt: new Date(refund.created_at).toISOString(),
    })),
  };
}

function requireChargeId(parameter: string): ChargeId {
  const parsed = parseId('chg', parameter);
  if (parsed === undefined) throw new PurserError('charge_not_found');
  return parsed;
}

function requireAmount(written: string, decimals: number): BaseUnits {
  const parsed = parseAmount(written, decimals);
  if (parsed) return parsed;
  throw invalidField('amount', `must be a decimal above 0 with at most ${String(decimals)} decimals`);
}

const amountField = plainAmount.meta({
  example: '2.5',
  description: 'Whole units, with at most the fewest decimals of any currency of the coin.',
});

const create = writeRoute(
  {
    method: 'post',
    path: '/v1/charges',
    summary: 'Charge a customer',
    description:
      'Takes money out of a customer’s balance, and never more than there is. With `productId` of that product’s ' +
      'money alone, else of the oldest first; of a group, the currencies with the fewest decimals first. A blocked ' +
      'customer can be charged.',
    tag: 'Charges',
    scope: 'write',
    status: 201,
    idempotencyKeyRequired: true,
    errors: ['customer_not_found', 'currency_not_supported', 'insufficient_balance'],
    body: z.strictObject({
      customerId: customerQuery,
      productId: productId.nullable().optional(),
      coin: text(32),
      amount: amountField,
      description: text(1000).nullable().optional(),
    }),
    concerns: ({ body }) => concernedCustomer(body.customerId),
    renamed: (request, name) => ({ ...request, body: { ...request.body, customerId: name } }),
    response: chargeSchema,
  },
  async ({ caller, body }, trx, { registry }) => {
    const coin = findCoin(registry, body.coin);
    if (!coin) {
      throw new PurserError('currency_not_supported', undefined, {
        fields: [{ field: 'coin', message: 'must be a currency or a group that is listed' }],
      });
    }
    const charge = await chargeCustomer(trx, caller.accountId, {
      customer: requireCustomer(body.customerId),
      productId: body.productId ?? null,
      coin,
      amount: requireAmount(body.amount, chargeDecimals(coin)),
      description: body.description ?? null,
    });
    return { body: present(registry, await findCharge(trx, caller.accountId, charge)) };
  },
);

const list = readRoute(
  {
    path: '/v1/charges',
    summary: 'List charges',
    tag: 'Charges',
    scope: 'read',
    errors: ['currency_not_found'],
    query: z.strictObject({
      customerId: customerQuery.optional(),
      productId: productId.optional(),
      coin: text(32).optional(),
      ...listParameters(id('chg')),
    }),
    response: listOf(chargeSchema),
  },
  async ({ caller, query }, { db, registry }) => {
    const filter = customerFilter(query.customerId);
    const coin = query.coin === undefined ? undefined : requireCoin(registry, query.coin);
    if (!filter) return { data: [], hasMore: false };
    const { rows, hasMore } = await listCharges(
      db,
      caller.accountId,
      { ...filter, productId: query.productId, coin: coin?.code },
      pageOf(query),
    );
    return { data: rows.map(row => present(registry, row)), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/charges/{id}',
    summary: 'Get a charge',
    tag: 'Charges',
    scope: 'read',
    errors: ['charge_not_found'],
    query: z.strictObject({}),
    response: chargeSchema,
  },
  async ({ caller, parameter }, { db, registry }) =>
    present(registry, await findCharge(db, caller.accountId, requireChargeId(parameter))),
);

const refund = writeRoute(
  {
    method: 'post',
    path: '/v1/charges/{id}/refund',
    summary: 'Refund a charge',
    description:
      'Gives the amount back to where it was taken from, the last part first; without one, all that is left. The ' +
      'refunds of a charge never come to more than the charge.',
    tag: 'Charges',
    scope: 'write',
    idempotencyKeyRequired: true,
    errors: ['charge_not_found', 'already_refunded'],
    body: z.strictObject({ amount: amountField.optional(), reason: text(1000).nullable().optional() }),
    concerns: ({ parameter }) => {
      const charge = parseId('chg', parameter);
      return charge && { charge };
    },
    response: chargeSchema,
  },
  async ({ caller, parameter, body }, trx, { registry }) => {
    const chargeId = requireChargeId(parameter);
    const charge = await findCharge(trx, caller.accountId, chargeId);
    await refundCharge(trx, currencyIn(registry), charge, {
      amount: body.amount === undefined ? null : requireAmount(body.amount, charge.decimals),
      reason: body.reason ?? null,
    });
    return { body: present(registry, await findCharge(trx, caller.accountId, chargeId)) };
  },
);

export const chargeRoutes: readonly Route[] = [create, list, get, refund];
