import { z } from 'zod';
import { depositsOfSession } from '../../db/deposits.ts';
import type { DepositView } from '../../db/deposits.ts';
import type { SessionDetails } from '../../db/sessions.ts';
import { findSession } from '../../db/sessions.ts';
import { coinIn } from '../../domain/coin.ts';
import { paymentFigures } from '../../domain/payment.ts';
import type { Registry } from '../../domain/registry.ts';
import { paymentStatuses } from '../../domain/session.ts';
import { amount, exampleId, id } from '../fields.ts';
import type { Route } from '../route.ts';
import { readRoute } from '../route.ts';
import { presentDeposit, transactionSchema } from './transactions.ts';

export const sessionCustomerSchema = z
  .object({
    id: z.string().meta({ example: exampleId('cus') }),
    externalId: z.string().nullable(),
    data: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ example: { tier: 'gold' } }),
  })
  .meta({ id: 'SessionCustomer' });

export const sessionProductSchema = z
  .object({
    id: z.string().meta({ example: 'membership' }),
    name: z.string().nullable().meta({ example: 'Membership, one year' }),
    data: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ example: { sku: 'M-12' } }),
  })
  .meta({ id: 'SessionProduct' });

const paymentSchema = z
  .object({
    id: z.string().meta({ example: exampleId('pay') }),
    sessionId: z.string().meta({ example: exampleId('ses') }),
    formId: z.string().meta({ example: exampleId('frm') }),
    customer: sessionCustomerSchema,
    product: sessionProductSchema.nullable(),
    sender: z.string().nullable().meta({
      example: '0x52908400098527886E0F7030069857D2E4169EE7',
      description: 'Of the first transaction; an exchange’s, often.',
    }),
    receiver: z.string().meta({
      example: '0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b',
      description: 'The form’s, when the session was made.',
    }),
    amount: amount.meta({ description: 'The price in the coin that is being paid.' }),
    paidAmount: amount.meta({ description: 'What was credited of it.' }),
    status: z.enum(paymentStatuses).meta({ example: 'completed' }),
    coin: z.object({
      code: z.string().meta({ example: 'USDT_BSC' }),
      name: z.string().meta({ example: 'Tether USD on BNB Smart Chain' }),
    }),
    underpaidBy: amount.meta({ example: '0' }),
    overpaidBy: amount.meta({ example: '0', description: 'It stays in the customer’s balance.' }),
    late: z.boolean().meta({ description: 'It was paid after its session had expired.' }),
    transactions: z.array(transactionSchema),
  })
  .meta({ id: 'Payment' });

const get = readRoute(
  {
    path: '/v1/payments',
    summary: 'The payment of a session',
    description:
      '`null` while nothing was seen. A payment is proven by this answer and by the signed webhooks, and by nothing ' +
      'that a payer’s browser brings. Transactions that are not credited yet are shown with the session they would ' +
      'belong to.',
    tag: 'Sessions',
    scope: 'read',
    errors: ['session_not_found'],
    query: z.strictObject({ sessionId: id('ses') }),
    response: paymentSchema.nullable(),
  },
  async ({ caller, query }, { db, registry }) => {
    const session = await findSession(db, caller.accountId, query.sessionId);
    if (session.payment === null) return null;
    return present(registry, session, await depositsOfSession(db, caller.accountId, session.id));
  },
);

function present(
  registry: Registry,
  session: SessionDetails,
  deposits: readonly DepositView[],
): z.output<typeof paymentSchema> | null {
  const { payment } = session;
  if (payment === null) return null;
  return {
    id: payment.id,
    sessionId: session.id,
    formId: session.form_id,
    customer: presentCustomer(session),
    product: presentProduct(session),
    sender: deposits[0]?.address_from ?? null,
    receiver: session.receiver,
    ...paymentFigures(session.price, payment),
    status: payment.status,
    coin: { code: payment.coin, name: coinIn(registry)(payment.coin).name },
    late: payment.late,
    transactions: deposits.map(deposit => presentDeposit(registry, deposit)),
  };
}

export function presentCustomer({
  customer_id,
  external_id,
  customer_data,
}: SessionDetails): z.output<typeof sessionCustomerSchema> {
  return { id: customer_id, externalId: external_id, data: customer_data };
}

export function presentProduct({
  product_id,
  product_name,
  product_data,
}: SessionDetails): z.output<typeof sessionProductSchema> | null {
  return product_id === null ? null : { id: product_id, name: product_name, data: product_data };
}

export const paymentRoutes: readonly Route[] = [get];
