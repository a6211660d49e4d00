import { z } from 'zod';
import { findNumbered } from '../../db/events/listEvents.ts';
import { publishWithin } from '../../db/events/publishEvents.ts';
import { redeliverEvent } from '../../db/webhooks/redeliverEvent.ts';
import { PurserError } from '../../domain/errors.ts';
import { parseId } from '../../domain/ids.ts';
import { id } from '../http/fields.ts';
import { writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';

const redeliver = writeRoute(
  {
    method: 'post',
    path: '/v1/events/{id}/redeliver',
    summary: 'Redeliver an event',
    description:
      'Sends it again at once, and by the schedule where that fails: to every endpoint it was owed to, or to ' +
      '`endpointId` alone, which may be newer than the event. Its attempts go on counting in the log.',
    tag: 'Events',
    scope: 'write',
    status: 202,
    errors: ['event_not_found', 'endpoint_not_found'],
    body: z.strictObject({ endpointId: id('whe').optional() }),
    response: z.object({ eventId: z.string(), deliveries: z.int() }).meta({ id: 'Redelivery' }),
  },
  async ({ caller, parameter, body }, trx) => {
    const eventId = parseId('evt', parameter);
    if (!eventId) throw new PurserError('event_not_found');
    await publishWithin(trx, caller.accountId);
    await findNumbered(trx, caller.accountId, eventId);
    const deliveries = await redeliverEvent(trx, caller.accountId, eventId, body.endpointId ?? null);
    return { body: { eventId, deliveries } };
  },
);

export const redeliverRoutes: readonly Route[] = [redeliver];
