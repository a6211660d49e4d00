import { z } from 'zod';
import { recordAudit } from '../../db/recordAudit.ts';
import { rotateAccountSecret } from '../../db/rotateWebhookSecret.ts';
import { time } from '../fields.ts';
import type { Route } from '../route.ts';
import { writeRoute } from '../route.ts';

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
    errors: [],
    body: z.strictObject({}),
    response: z
      .object({ account: z.string(), secret: z.string(), previousSecretUntil: time })
      .meta({ id: 'RotatedAccountSecret' }),
  },
  async ({ caller }, trx) => {
    const { secret, previousUntil } = await rotateAccountSecret(trx, caller.accountId);
    await recordAudit(trx, {
      accountId: caller.accountId,
      action: 'rotate',
      resourceType: 'account',
      resourceId: caller.accountId,
      reason: null,
      by: caller.keyId,
    });
    return {
      body: { account: caller.accountId, secret, previousSecretUntil: previousUntil.toISOString() },
    };
  },
);

export const accountSecretRoutes: readonly Route[] = [rotate];
