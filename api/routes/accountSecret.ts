import { z } from 'zod';
import { rotateAccountSecret } from '../../db/webhooks/rotateWebhookSecret.ts';
import { time } from '../http/fields.ts';
import { writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';
import { traceChange } from '../traceChange.ts';
import { shownOnce } from './webhookEndpoints.ts';

const rotate = writeRoute(
  {
    method: 'post',
    path: '/v1/account/rotate-secret',
    summary: 'Rotate the secret of customers’ notification URLs',
    description:
      'Gives the secret that signs the calls of every customer’s `notificationUrl`, shown this once. For 24 hours ' +
      'the one before signs beside it.',
    tag: 'Account',
    scope: 'admin',
    showsSecret: true,
    errors: [],
    body: z.strictObject({}),
    response: z
      .object({ account: z.string(), secret: z.string().nullable(), previousSecretUntil: time })
      .meta({ id: 'RotatedAccountSecret' }),
  },
  async ({ caller }, trx, { secrets }) => {
    const { secret, previousUntil } = await rotateAccountSecret(trx, secrets, caller.accountId);
    await traceChange(trx, caller, {
      action: 'rotate',
      resourceType: 'account',
      resourceId: caller.accountId,
    });
    const previousSecretUntil = previousUntil.toISOString();
    return shownOnce({ account: caller.accountId, previousSecretUntil }, secret);
  },
);

export const accountSecretRoutes: readonly Route[] = [rotate];
