import { z } from 'zod';
import { dropReasons } from '../../db/scanning/recordPending.ts';
import { complianceStatuses, creditedTo, transactionStatuses } from '../../domain/deposits/states.ts';
import type { EventType } from '../../domain/events.ts';
import { paymentStatuses } from '../../domain/sessions/session.ts';
import { amount, exampleId, time } from '../http/fields.ts';
import { eventSchema } from '../routes/events.ts';
import { family } from './eventFamily.ts';
import { sweepFamilies } from './sweepEventSchemas.ts';

// The bodies of the webhooks, by family. Fields may be added, but none is removed.

const nullableText = z.string().nullable();

const summary = z
  .object({
    of: z.enum(['purse', 'account']),
    day: z.string().meta({ example: '2026-11-28' }),
    told: z.int().meta({ example: 10 }),
  })
  .optional();

const depositData = z
  .object({
    customerId: z.string(),
    purseId: z.string(),
    address: z.string(),
    transactionId: z.string(),
    currency: z.string(),
    amount,
    transactionHash: z.string(),
    chainId: z.int(),
    status: z.enum(transactionStatuses),
    complianceStatus: z.enum(complianceStatuses),
    creditedTo: z.enum(creditedTo).nullable(),
    blocked: z.boolean(),
    late: z.boolean(),
    allocated: z.boolean().optional().meta({
      description: 'With `CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE`: somebody of yours allocated it.',
    }),
    reversed: z.boolean().optional().meta({
      description: 'With `TRANSACTION_REORGED`: whether it had been credited, and was taken back.',
    }),
    reason: z
      .enum(dropReasons)
      .optional()
      .meta({
        description:
          'With `TRANSACTION_DROPPED`: another transaction took its nonce, no node knows it any more, it was mined and ' +
          'failed, or it was mined and moved none of what it had announced.',
      }),
    summary: summary.meta({
      description:
        'With `CUSTOMER_PURSE_COMPLIANCE_DECLINED` of a deposit below the minimum: so many of the purse, or of all ' +
        'purses, were told on that day (UTC), and those that follow are told no more.',
    }),
  })
  .meta({ id: 'DepositEventData' });

const families = [
  family(
    'DepositEvent',
    { type: 'transaction', id: 'txn_01kamz9vxk3x7qd1n8r5t2c4e6' },
    [
      'CUSTOMER_PURSE_MEM_POOL_FOUND',
      'CUSTOMER_PURSE_PENDING_COMPLIANCE',
      'CUSTOMER_PURSE_COMPLIANCE_DECLINED',
      'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
      'TRANSACTION_REORGED',
      'TRANSACTION_DROPPED',
    ],
    depositData,
  ),
  family(
    'CustomerEvent',
    { type: 'customer', id: 'cus_01kamz9vxk3x7qd1n8r5t2c4e6' },
    ['CUSTOMER_CREATED', 'CUSTOMER_UPDATED', 'CUSTOMER_BLOCKED', 'CUSTOMER_UNBLOCKED'],
    z.object({
      customerId: z.string(),
      externalId: nullableText,
      blocked: z.boolean(),
      reason: nullableText.optional().meta({ description: 'Of a block or its end, where one was given.' }),
    }),
  ),
  family(
    'PurseExpiredEvent',
    { type: 'purse', id: 'pur_01kamz9vxk3x7qd1n8r5t2c4e6' },
    ['CUSTOMER_PURSE_EXPIRED'],
    z.object({
      customerId: z.string(),
      purseId: z.string(),
      address: z.string(),
      status: z.string(),
      expiredAt: time,
    }),
  ),
  family(
    'PaymentEvent',
    { type: 'payment', id: exampleId('pay') },
    [
      'PAYMENT_PENDING',
      'PAYMENT_UNDERPAID',
      'PAYMENT_COMPLETED',
      'PAYMENT_FAILED',
      'PAYMENT_CANCELED',
      'PAYMENT_REVERTED',
    ],
    z
      .object({
        customerId: z.string(),
        paymentId: z.string().meta({ example: exampleId('pay') }),
        sessionId: z.string().meta({ example: exampleId('ses') }),
        formId: z.string().meta({ example: exampleId('frm') }),
        clientId: nullableText.meta({ example: 'order-7' }),
        productId: nullableText,
        status: z.enum(paymentStatuses).meta({ example: 'completed' }),
        coin: z.string(),
        amount,
        paidAmount: amount,
        underpaidBy: amount.meta({ example: '0' }),
        overpaidBy: amount.meta({ example: '0' }),
        late: z.boolean(),
        transactionIds: z.array(z.string()).meta({ example: [exampleId('txn')] }),
      })
      .meta({ id: 'PaymentEventData' }),
  ),
  family(
    'SessionExpiredEvent',
    { type: 'session', id: exampleId('ses') },
    ['SESSION_EXPIRED'],
    z.object({
      customerId: z.string(),
      sessionId: z.string().meta({ example: exampleId('ses') }),
      formId: z.string().meta({ example: exampleId('frm') }),
      clientId: nullableText.meta({ example: 'order-7' }),
      status: z.string().meta({ example: 'expired' }),
      expiredAt: time,
    }),
  ),
  family(
    'FormEvent',
    { type: 'form', id: exampleId('frm') },
    ['FORM_RECEIVER_CHANGED'],
    z.object({
      formId: z.string().meta({ example: exampleId('frm') }),
      old: nullableText.meta({ description: 'The receiver before. Null: it had none.' }),
      new: nullableText.meta({ description: 'The receiver of sessions from now on. Null: it has none.' }),
      apiKeyId: z
        .string()
        .meta({ example: exampleId('key'), description: 'The key that it was changed with.' }),
    }),
  ),
  ...sweepFamilies,
  family(
    'UnsupportedDepositEvent',
    { type: 'unsupported_deposit', id: 'uns_01kamz9vxk3x7qd1n8r5t2c4e6' },
    ['UNSUPPORTED_DEPOSIT_DETECTED'],
    z.object({
      customerId: z.string(),
      purseId: z.string(),
      address: nullableText,
      addressFrom: z.string(),
      chainId: z.int(),
      contract: nullableText.meta({ description: 'Null for the native coin of the network.' }),
      value: z.string().meta({
        description: 'In the smallest unit: the decimals of what is not listed are not known.',
        example: '12500000',
      }),
      transactionHash: z.string(),
      summary: summary.meta({
        description:
          'So many at the purse, or at all purses, were told on that day (UTC): those that follow this one are told ' +
          'no more.',
      }),
    }),
  ),
  family(
    'WebhookEndpointEvent',
    { type: 'webhook_endpoint', id: 'whe_01kamz9vxk3x7qd1n8r5t2c4e6' },
    ['WEBHOOK_ENDPOINT_DISABLED', 'WEBHOOK_ENDPOINT_TEST'],
    z
      .object({ endpointId: z.string(), url: z.string(), reason: z.string().optional() })
      .catchall(z.unknown()),
  ),
] as const;

/** The body of the webhooks of a type. If the type has no family, it is the envelope alone. */
export function webhookSchema(type: EventType): z.ZodType {
  const family = families.find(({ shape }) => shape.type.safeParse(type).success);
  return family ?? z.object({ ...eventSchema.shape, type: z.literal(type) });
}
