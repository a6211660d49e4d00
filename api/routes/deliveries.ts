import { z } from 'zod';
import type { LoggedDelivery } from '../../db/webhooks/listDeliveries.ts';
import { listAttempts, listDeliveries } from '../../db/webhooks/listDeliveries.ts';
import { PurserError } from '../../domain/errors.ts';
import { parseId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import { deliveryStates } from '../../domain/webhooks/delivery.ts';
import { id, listOf, listParameters, pageOf, time } from '../http/fields.ts';
import { readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';

const stateDescription =
  '`pending`: the next attempt is made at once, or waits for a broken endpoint; `retrying`: made by the schedule; ' +
  '`waiting`: the endpoint is disabled; `delivered`; `failed`: given up.';

const attemptSchema = z
  .object({
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
  })
  .meta({ id: 'DeliveryAttempt' });

const deliverySchema = z
  .object({
    id: z.string().meta({ description: 'For cursors: the ids of event and endpoint.' }),
    eventId: z.string(),
    endpointId: z.string(),
    state: z.enum(deliveryStates).meta({ description: stateDescription }),
    createdAt: time,
    attemptCount: z.int().meta({ example: 1, description: 'How many attempts were made in all.' }),
    attempts: z.array(attemptSchema).meta({
      description: 'The latest ten, oldest first; `GET /v1/deliveries/{id}/attempts` has those before.',
    }),
  })
  .meta({ id: 'Delivery' });

const cursor = z
  .string()
  .transform((value, context) => {
    const delivery = parseDelivery(value);
    if (delivery) return delivery;
    context.addIssue({ code: 'custom', message: "must be a delivery's id" });
    return z.NEVER;
  })
  .meta({ pattern: '^evt_[0-9a-hjkmnp-tv-z]{26}:whe_[0-9a-hjkmnp-tv-z]{26}$' });

/** Parses the id of a delivery: the ids of event and endpoint. */
export function parseDelivery(value: string): Delivery | undefined {
  const [event, endpoint, ...rest] = value.split(':');
  const eventId = parseId('evt', event ?? '');
  const endpointId = parseId('whe', endpoint ?? '');
  return eventId && endpointId && rest.length === 0 ? { eventId, endpointId } : undefined;
}

function present(row: LoggedDelivery): z.output<typeof deliverySchema> {
  return {
    id: `${row.eventId}:${row.endpointId}`,
    eventId: row.eventId,
    endpointId: row.endpointId,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    attemptCount: row.attempt_count,
    attempts: [...row.attempts],
  };
}

const list = readRoute(
  {
    path: '/v1/deliveries',
    summary: 'List webhook deliveries',
    description: 'What was sent to which endpoint, with its latest attempts.',
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

const attemptNumber = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/, 'must be the number of an attempt')
  .transform(Number)
  .meta({ type: 'integer', minimum: 1, maximum: 999_999_999, example: 11 });

const attempts = readRoute(
  {
    path: '/v1/deliveries/{id}/attempts',
    summary: 'List the attempts of a delivery',
    description: 'Newest first; their numbers are the cursors. The latest 50 are kept.',
    tag: 'Webhooks',
    scope: 'read',
    errors: ['delivery_not_found'],
    query: z.strictObject(listParameters(attemptNumber)),
    response: listOf(attemptSchema),
  },
  async ({ caller, parameter, query }, { db }) => {
    const delivery = parseDelivery(parameter);
    if (!delivery) throw new PurserError('delivery_not_found');
    const { rows, hasMore } = await listAttempts(db, caller.accountId, delivery, pageOf(query));
    return { data: [...rows], hasMore };
  },
);

export const deliveryRoutes: readonly Route[] = [list, attempts];
