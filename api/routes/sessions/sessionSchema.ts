import { z } from 'zod';
import type { SessionDetails } from '../../../db/sessions/sessions.ts';
import { PurserError } from '../../../domain/errors.ts';
import type { SessionId } from '../../../domain/ids.ts';
import { parseId } from '../../../domain/ids.ts';
import { baseUnits, formatAmount } from '../../../domain/money.ts';
import { sessionStatuses } from '../../../domain/sessions/session.ts';
import type { ApiDeps } from '../../deps.ts';
import { amount, exampleId, orNull, time } from '../../http/fields.ts';
import { presentCustomer, presentProduct, sessionCustomerSchema, sessionProductSchema } from '../payments.ts';

export const sessionSchema = z
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

export function requireSessionId(given: string): SessionId {
  const sessionId = parseId('ses', given);
  if (!sessionId) throw new PurserError('session_not_found');
  return sessionId;
}

export function present({ publicUrl }: ApiDeps, session: SessionDetails): z.output<typeof sessionSchema> {
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
