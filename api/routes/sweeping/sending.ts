import { z } from 'zod';
import { readSending } from '../../../db/sweeping/views/readSending.ts';
import { orNull } from '../../http/fields.ts';
import { readRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';

const operatorSchema = z
  .object({
    address: z.string().meta({ example: '0x52908400098527886E0F7030069857D2E4169EE7' }),
    balance: z.string().nullable().meta({ example: null }),
    runwaySweeps: z.int().nullable().meta({ example: null }),
  })
  .meta({ id: 'SendingOperator' });

const sendingSchema = z
  .object({
    network: z.string(),
    paused: z.boolean(),
    reason: z.string().nullable().meta({ example: null }),
    detail: z.string().nullable().meta({ example: null }),
    findingId: z.string().nullable().meta({ example: null }),
    operator: orNull(operatorSchema),
    pending: z.int().meta({ example: 2 }),
  })
  .meta({ id: 'Sending' });

const get = readRoute(
  {
    path: '/v1/sending',
    summary: 'Get the state of sending',
    description:
      'For each network on which you have a sweeper. The operator pauses and resumes: `npm run sweep`.',
    tag: 'Sweeps',
    scope: 'read',
    errors: [],
    query: z.strictObject({}),
    response: z.array(sendingSchema),
  },
  async ({ caller }, { db, checksum }) =>
    (await readSending(db, caller.accountId)).map(row => ({
      network: row.network,
      paused: row.stopped_code !== null,
      reason: row.stopped_code,
      detail: row.stopped_detail,
      findingId: row.finding_id,
      // The API asks no node: the signer does not report these yet.
      operator: row.operator && { address: checksum(row.operator), balance: null, runwaySweeps: null },
      pending: row.pending,
    })),
);

export const sendingRoutes: readonly Route[] = [get];
