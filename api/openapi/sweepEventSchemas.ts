import { z } from 'zod';
import { approvalKinds, approvalStatuses } from '../../domain/approvals.ts';
import { destinationKinds, destinationStatuses } from '../../domain/sweeping/destination.ts';
import { pauseReasons } from '../../domain/sweeping/finding.ts';
import { itemStatuses, skipReasons, sweepStatuses } from '../../domain/sweeping/sweep.ts';
import { amount, exampleId, orNull, time } from '../http/fields.ts';
import { feeSchema, payoutLimitSchema, treasurySchema } from '../routes/sweeping/sweepFields.ts';
import { family } from './eventFamily.ts';

// The bodies of the webhooks about money that leaves purses. Fields may be added, but none is removed.

const nullableText = z.string().nullable();
const sweepId = z.string().meta({ example: exampleId('swp') });
const destinationId = z.string().meta({ example: exampleId('dst') });

const sweepItem = z
  .object({
    purseId: z.string(),
    customerId: z.string(),
    currency: z.string(),
    amount,
    destinationId,
    status: z.enum(itemStatuses).meta({ example: 'swept' }),
    reason: z.enum(skipReasons).nullable().meta({ example: null }),
  })
  .meta({ id: 'SweepEventItem' });

export const sweepFamilies = [
  family(
    'DestinationEvent',
    { type: 'destination', id: exampleId('dst') },
    ['DESTINATION_CREATED', 'DESTINATION_ACTIVATED', 'DESTINATION_DISABLED'],
    z
      .object({
        destinationId: z.string().meta({ example: exampleId('dst') }),
        network: z.string(),
        chainId: z.int(),
        address: z.string(),
        label: z.string().meta({ example: 'Safe of the treasury' }),
        kind: z.enum(destinationKinds),
        status: z.enum(destinationStatuses),
        activeAt: time.optional().meta({
          description: 'With `DESTINATION_ACTIVATED`: since when, by the chain’s clock.',
        }),
        by: z.enum(['account', 'chain']).optional().meta({
          description:
            'With `DESTINATION_DISABLED`: a key of the account disabled it, or somebody did at the sweeper.',
        }),
        reason: nullableText.optional().meta({
          description:
            'With `DESTINATION_DISABLED`: why, as the person gave it. Null: the chain does not say.',
        }),
      })
      .meta({ id: 'DestinationEventData' }),
  ),
  family(
    'DestinationUnknownEvent',
    { type: 'destination_proposal', id: exampleId('dse') },
    ['DESTINATION_UNKNOWN'],
    z.object({
      network: z.string(),
      chainId: z.int(),
      address: z.string().meta({ example: '0x52908400098527886e0f7030069857d2e4169ee7' }),
      sweeper: z.string().meta({ example: '0xde709f2102306220921060314715629080e2fb77' }),
      activeAt: time,
      transactionHash: z.string(),
    }),
  ),
  family(
    'SweepEvent',
    { type: 'sweep', id: exampleId('swp') },
    ['SWEEP_COMPLETED', 'SWEEP_FAILED'],
    z
      .object({
        sweepId,
        network: z.string(),
        chainId: z.int(),
        status: z.enum(sweepStatuses),
        reason: nullableText.meta({ example: null }),
        fee: orNull(feeSchema),
        transactionHash: nullableText,
        items: z.array(sweepItem),
      })
      .meta({ id: 'SweepEventData' }),
  ),
  family(
    'SweepShortfallEvent',
    { type: 'sweep', id: exampleId('swp') },
    ['SWEEP_SHORTFALL'],
    z
      .object({
        sweepId,
        network: z.string(),
        chainId: z.int(),
        customerId: z.string(),
        purseId: z.string(),
        currency: z.string(),
        amount,
        transactionId: z.string().meta({ example: exampleId('txn') }),
      })
      .meta({ id: 'SweepShortfallEventData' }),
  ),
  family(
    'TranslationEvent',
    { type: 'sweep', id: exampleId('swp') },
    ['CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED'],
    z
      .object({
        sweepId,
        customerId: z.string(),
        purseId: z.string(),
        currency: z.string(),
        amount,
        destinationId,
        address: z.string().meta({ example: '0x52908400098527886E0F7030069857D2E4169EE7' }),
        transactionHash: z.string(),
        chainId: z.int(),
        transactionIds: z.array(z.string()).meta({ example: [exampleId('txn')] }),
      })
      .meta({ id: 'TranslationEventData' }),
  ),
  family(
    'SendingEvent',
    { type: 'finding', id: exampleId('fnd') },
    ['SENDING_PAUSED', 'SENDING_RESUMED'],
    z
      .object({
        network: z.string(),
        chainId: z.int(),
        findingId: nullableText.meta({ example: exampleId('fnd') }),
        allNetworks: z.boolean().meta({ example: false }),
        reason: z.enum(pauseReasons).optional().meta({ example: 'token_outflow' }),
        detail: z.string().optional(),
        purseId: z.string().optional(),
        currency: nullableText.optional().meta({ example: 'USDT_ETH' }),
        amount: amount.nullable().optional(),
        transactionHash: nullableText.optional(),
        destinationId: destinationId.optional(),
        waiting: z
          .array(
            z
              .object({ currency: z.string(), purses: z.int().meta({ example: 3 }), amount })
              .meta({ id: 'WaitingMoney' }),
          )
          .optional(),
        explanation: z
          .string()
          .optional()
          .meta({ example: 'The owner of the sweeper released them: ticket 812' }),
      })
      .meta({ id: 'SendingEventData' }),
  ),
  family(
    'TreasuryEvent',
    { type: 'account', id: exampleId('acc') },
    ['TREASURY_CHANGED'],
    z.object({ treasury: treasurySchema, before: treasurySchema }).meta({ id: 'TreasuryEventData' }),
  ),
  family(
    'PayoutLimitEvent',
    { type: 'account', id: exampleId('acc') },
    ['PAYOUT_LIMIT_CHANGED'],
    z
      .object({ payoutLimit: payoutLimitSchema, before: payoutLimitSchema })
      .meta({ id: 'PayoutLimitEventData' }),
  ),
  family(
    'ApprovalEvent',
    { type: 'approval_request', id: exampleId('apr') },
    ['APPROVAL_REQUESTED', 'APPROVAL_DECIDED'],
    z
      .object({
        approvalRequestId: z.string().meta({ example: exampleId('apr') }),
        kind: z.enum(approvalKinds),
        resourceType: z.enum(['account', 'transaction']),
        resourceId: z.string().meta({ example: exampleId('acc') }),
        change: z.record(z.string(), z.unknown()).meta({ example: { treasury: { BSC: exampleId('dst') } } }),
        reason: nullableText.meta({ example: null }),
        status: z.enum(approvalStatuses),
        madeBy: nullableText.meta({ example: exampleId('key') }),
        decidedBy: nullableText.meta({ example: exampleId('key') }),
        decisionReason: nullableText.meta({ example: null }),
        expiresAt: time,
      })
      .meta({ id: 'ApprovalEventData' }),
  ),
] as const;
