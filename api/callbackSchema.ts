import { z } from 'zod';
import { referencePattern } from '../domain/deposits/compliance.ts';
import { id, textUpTo } from './http/fields.ts';

/** Where a compliance provider calls back. */
export const callbackPath = '/v1/compliance/callback';

/** What a provider sends. Other fields are saved with it. */
export const callbackSchema = z
  .looseObject({
    transactionId: id('txn').optional(),
    id: z
      .string()
      .regex(referencePattern)
      .optional()
      .meta({ description: 'The provider’s own reference.', example: 'case-4711' }),
    verdict: z.enum(['approve', 'decline', 'review', 'pending']),
    score: z
      .union([textUpTo(100), z.number()])
      .optional()
      .meta({ example: '0.97' }),
  })
  .meta({ id: 'ComplianceCallback' });

export const callbackAnswerSchema = z
  .object({ transactionId: z.string(), verdict: z.enum(['approve', 'decline']).nullable() })
  .meta({ id: 'ComplianceCallbackAnswer' });
export type CallbackAnswer = z.output<typeof callbackAnswerSchema>;
