import { z } from 'zod';
import { findEvent, listEvents } from '../../db/events/listEvents.ts';
import { PurserError } from '../../domain/errors.ts';
import { eventTypes } from '../../domain/events.ts';
import { parseId } from '../../domain/ids.ts';
import { envelope } from '../../domain/webhooks/envelope.ts';
import { id, listOf, listParameters, pageOf, time } from '../http/fields.ts';
import { readRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';

export const eventSchema = z
  .object({
    id: z.string(),
    type: z.enum(eventTypes),
    timestamp: time,
    apiVersion: z.string(),
    account: z.string(),
    livemode: z.boolean(),
    sequence: z.int().meta({ description: 'Without gaps per account, in the order of the facts.' }),
    resource: z.object({ type: z.string(), id: z.string(), version: z.int() }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });

const typesQuery = z
  .string()
  .transform((value, context) => {
    const names = [...new Set(value.split(',').map(name => name.trim()))];
    const known = eventTypes.filter(type => names.includes(type));
    if (known.length === names.length) return known;
    context.addIssue({ code: 'custom', message: 'must be types of events, separated by commas' });
    return z.NEVER;
  })
  .meta({
    type: 'array',
    items: { type: 'string', enum: [...eventTypes] },
    minItems: 1,
    // Separated by commas: `types=CUSTOMER_BLOCKED,CUSTOMER_UNBLOCKED`.
    param: { style: 'form', explode: false },
    example: ['CUSTOMER_BLOCKED', 'CUSTOMER_UNBLOCKED'],
  });

const sequenceQuery = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,14})$/, 'must be a whole number')
  .transform(Number)
  .meta({ type: 'integer', minimum: 0, maximum: 999_999_999_999_999 });

const list = readRoute(
  {
    path: '/v1/events',
    summary: 'List events',
    description:
      'Newest first. With `afterSequence`: the events above it, oldest first, so that a receiver that missed ' +
      'some catches up by passing the last sequence it has. Where the first one of the answer is not the next, those ' +
      'between are not kept any more.',
    tag: 'Events',
    scope: 'read',
    errors: ['event_not_found'],
    query: z.strictObject({
      afterSequence: sequenceQuery.optional(),
      types: typesQuery.optional(),
      ...listParameters(id('evt')),
    }),
    response: listOf(eventSchema),
  },
  async ({ caller, query }, { db }) => {
    const { afterSequence, types } = query;
    const page = pageOf(query);
    const { rows, hasMore } = await listEvents(db, caller.accountId, { afterSequence, types }, page);
    return { data: rows.map(row => envelope(row, caller.livemode)), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/events/{id}',
    summary: 'Get an event',
    description: 'As it was sent.',
    tag: 'Events',
    scope: 'read',
    errors: ['event_not_found'],
    query: z.strictObject({}),
    response: eventSchema,
  },
  async ({ caller, parameter }, { db }) => {
    const eventId = parseId('evt', parameter);
    if (!eventId) throw new PurserError('event_not_found');
    return envelope(await findEvent(db, caller.accountId, eventId), caller.livemode);
  },
);

export const eventRoutes: readonly Route[] = [list, get];
