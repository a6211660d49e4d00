import { z } from 'zod';
import { expireNow } from '../../../db/purses/expireNow.ts';
import { PurserError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { time } from '../../http/fields.ts';
import { writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import { inTestMode } from './testRoute.ts';

const expire = writeRoute(
  {
    ...inTestMode,
    method: 'post',
    path: '/v1/test/purses/{purseId}/expire',
    summary: "End a purse's period now",
    description:
      'It expires as it would by itself: once the scanners have looked past this moment, and not while a deposit to ' +
      'it is unfinished.',
    scope: 'write',
    errors: ['live_mode', 'purse_not_found', 'purse_not_active'],
    body: z.strictObject({}),
    concerns: ({ parameter }) => {
      const purse = parseId('pur', parameter);
      return purse && { purse };
    },
    response: z.object({ purseId: z.string(), expiresAt: time }).meta({ id: 'TestExpiry' }),
  },
  async ({ caller, parameter }, trx) => {
    const purseId = parseId('pur', parameter);
    if (!purseId) throw new PurserError('purse_not_found');
    const expiresAt = await expireNow(trx, caller.accountId, purseId);
    return { body: { purseId, expiresAt: expiresAt.toISOString() } };
  },
);

export const testPurseRoutes: readonly Route[] = [expire];
