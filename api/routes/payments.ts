import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import type { DepositView } from '../../db/deposits/deposits.ts';
import { creditedOf, depositsOfSession, depositsOfSessions } from '../../db/deposits/deposits.ts';
import type { PaidSession } from '../../db/sessions/listSessions.ts';
import { listPayments } from '../../db/sessions/listSessions.ts';
import type { SessionDetails } from '../../db/sessions/sessions.ts';
import { findSession } from '../../db/sessions/sessions.ts';
import { coinIn } from '../../domain/coin.ts';
import type { AccountId, PaymentId } from '../../domain/ids.ts';
import type { Registry } from '../../domain/registry.ts';
import { overpaidIn, paymentAmounts } from '../../domain/sessions/payment.ts';
import type { Money } from '../../domain/sessions/price.ts';
import type { PaymentStatus } from '../../domain/sessions/session.ts';
import { paymentStatuses } from '../../domain/sessions/session.ts';
import { amount, exampleId, id, listOf, listParameters, orNull, pageOf } from '../http/fields.ts';
import { invalidField } from '../http/parseInput.ts';
import { readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { sessionFilter, sessionParameters } from '../sessionFilter.ts';
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
    product: orNull(sessionProductSchema),
    sender: z.string().nullable().meta({
      example: '0x52908400098527886E0F7030069857D2E4169EE7',
      description: 'Of the first transaction; an exchange’s, often.',
    }),
    receiver: z.string().nullable().meta({
      example: '0x8f5c2b0f0C1dE4e5B0a1D2c3E4F5061728394a5b',
      description: 'The form’s, when the session was made. Null: it had none.',
    }),
    amount: amount.meta({ description: 'The price in the coin that is being paid.' }),
    paidAmount: amount.meta({ description: 'What was credited of it.' }),
    status: z.enum(paymentStatuses).meta({ example: 'completed' }),
    coin: z.object({
      code: z.string().meta({ example: 'USDT_BSC' }),
      name: z.string().meta({ example: 'Tether USD on BNB Smart Chain' }),
    }),
    underpaidBy: amount.meta({ example: '0' }),
    overpaidBy: amount.meta({
      example: '0',
      description: 'Of `coin`; it stays in the customer’s balance. `overpaid` has the other coins too.',
    }),
    overpaid: z
      .array(
        z.object({ coin: z.string().meta({ example: 'ETH' }), amount: amount.meta({ example: '0.005' }) }),
      )
      .meta({
        description:
          'What was credited beyond the price, per coin of the session’s price, once it is completed: of `coin` what is ' +
          'over, of the others all of it. It stays in the customer’s balance.',
      }),
    late: z.boolean().meta({ description: 'It was paid after its session had expired.' }),
    transactions: z.array(transactionSchema),
  })
  .meta({ id: 'Payment' });

const get = readRoute(
  {
    path: '/v1/payments',
    summary: 'The payment of a session, or a list of payments',
    description:
      'With `sessionId` the payment of that session: `null` while nothing was seen. Without it a list, newest first. A payment is proven by this answer and by the signed webhooks, and by nothing ' +
      'that a payer’s browser brings. Transactions that are not credited yet are shown with the session they would ' +
      'belong to.',
    tag: 'Sessions',
    scope: 'read',
    errors: ['session_not_found'],
    query: z.strictObject({
      sessionId: id('ses').optional(),
      ...sessionParameters,
      status: z.enum(paymentStatuses).optional(),
      ...listParameters(id('pay')),
    }),
    response: z.union([orNull(paymentSchema), listOf(paymentSchema)]),
  },
  async ({ caller, query: { sessionId, ...query } }, { db, registry }) => {
    if (sessionId === undefined) return list(db, registry, caller.accountId, query);
    // Generated clients name the default limit in each call.
    const others = Object.keys(query).filter(name => name !== 'limit');
    if (others.length > 0) throw invalidField(String(others[0]), 'cannot be given together with sessionId');
    const session = await findSession(db, caller.accountId, sessionId);
    const { payment } = session;
    if (payment === null) return null;
    return present(
      registry,
      { ...session, payment },
      await depositsOfSession(db, caller.accountId, session.id),
      (await creditedOf(db, [session.id])).get(session.id) ?? [],
    );
  },
);

type ListQuery = Parameters<typeof sessionFilter>[0] &
  Parameters<typeof pageOf<PaymentId>>[0] & { readonly status?: PaymentStatus | undefined };

async function list(db: Db, registry: Registry, accountId: AccountId, query: ListQuery) {
  const filter = sessionFilter(query);
  if (!filter) return { data: [], hasMore: false };
  const wanted = { ...filter, status: query.status };
  const { rows, hasMore } = await listPayments(db, accountId, wanted, pageOf(query));
  const ids = rows.map(({ id }) => id);
  const deposits = await depositsOfSessions(db, accountId, ids);
  const credited = await creditedOf(db, ids);
  const data = rows.map(row =>
    present(registry, row, deposits.get(row.id) ?? [], credited.get(row.id) ?? []),
  );
  return { data, hasMore };
}

function present(
  registry: Registry,
  { payment, ...session }: PaidSession,
  deposits: readonly DepositView[],
  credited: readonly Money[],
): z.output<typeof paymentSchema> {
  return {
    id: payment.id,
    sessionId: session.id,
    formId: session.form_id,
    customer: presentCustomer(session),
    product: presentProduct(session),
    sender: deposits[0]?.address_from ?? null,
    receiver: session.receiver,
    ...paymentAmounts(session.price, payment),
    status: payment.status,
    coin: { code: payment.coin, name: coinIn(registry)(payment.coin).name },
    overpaid: [...overpaidIn(session.price, payment, credited)],
    late: payment.late,
    transactions: deposits.map(deposit => presentDeposit(registry, deposit)),
  };
}

export function presentCustomer({
  customer_id,
  external_id,
  customer_data,
}: Omit<SessionDetails, 'payment'>): z.output<typeof sessionCustomerSchema> {
  return { id: customer_id, externalId: external_id, data: customer_data };
}

export function presentProduct({
  product_id,
  product_name,
  product_data,
}: Omit<SessionDetails, 'payment'>): z.output<typeof sessionProductSchema> | null {
  return product_id === null ? null : { id: product_id, name: product_name, data: product_data };
}

export const paymentRoutes: readonly Route[] = [get];
