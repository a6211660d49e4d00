import { z } from 'zod';
import type { LoggedDelivery } from '../../db/listDeliveries.ts';
import { listDeliveries } from '../../db/listDeliveries.ts';
import { deliveryStates } from '../../db/schema.ts';
import { parseId } from '../../domain/ids.ts';
import { id, listOf, listParameters, pageOf, time } from '../fields.ts';
import type { Route } from '../route.ts';
import { readRoute } from '../route.ts';

const stateDescription =
  '`pending`: the next attempt is made at once, or waits for a broken endpoint; `retrying`: made by the schedule; ' +
  '`waiting`: the endpoint is disabled; `delivered`; `failed`: given up.';

const deliverySchema = z
  .object({
    id: z.string().meta({ description: 'For cursors: the ids of event and endpoint.' }),
    eventId: z.string(),
    endpointId: z.string(),
    state: z.enum(deliveryStates).meta({ description: stateDescription }),
    createdAt: time,
    attempts: z.array(
      z.object({
        number: z.int(),
        attemptedAt: time,
        address: z.string().nullable().meta({ description: 'The IP address connected to.' }),
        status: z.int().nullable().meta({ example: 200 }),
        latencyMs: z.int(),
        answer: z.string().nullable().meta({ description: 'The first 1 kB of the answer.' }),
        errorClass: z.string().nullable(),
        nextAttemptAt: time.nullable().meta({
          description: 'Of a broken endpoint: when it is tried next, with this event or another.',
        }),
      }),
    ),
  })
  .meta({ id: 'Delivery' });

const cursor = z
  .string()
  .transform((value, context) => {
    const [event, endpoint, ...rest] = value.split(':');
    const eventId = parseId('evt', event ?? '');
    const endpointId = parseId('whe', endpoint ?? '');
    if (eventId && endpointId && rest.length === 0) return { eventId, endpointId };
    context.addIssue({ code: 'custom', message: "must be a delivery's id" });
    return z.NEVER;
  })
  .meta({ pattern: '^evt_[0-9a-hjkmnp-tv-z]{26}:whe_[0-9a-hjkmnp-tv-z]{26}$' });

function present(row: LoggedDelivery): z.output<typeof deliverySchema> {
  return {
    id: `${row.eventId}:${row.endpointId}`,
    eventId: row.eventId,
    endpointId: row.endpointId,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    attempts: [...row.attempts],
  };
}

const list = readRoute(
  {
    path: '/v1/deliveries',
    summary: 'List webhook deliveries',
    description: 'What was sent to which endpoint, with every attempt.',
    tag: 'Webhooks',
    scope: 'read',
    errors: [],
    query: z.strictObject({
      eventId: id('evt').optional(),
      endpointId: id('whe').optional(),
      state: z.enum(deliveryStates).optional(),
      ...listParameters(cursor),
    }),
    response: listOf(deliverySchema),
  },
  async ({ caller, query }, { db }) => {
    const { eventId, endpointId, state } = query;
    const page = pageOf(query);
    const { rows, hasMore } = await listDeliveries(
      db,
      caller.accountId,
      { eventId, endpointId, state },
      page,
    );
    return { data: rows.map(present), hasMore };
  },
);

export const deliveryRoutes: readonly Route[] = [list];
