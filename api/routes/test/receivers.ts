import { z } from 'zod';
import { time } from '../../http/fields.ts';
import { readRoute, writeRoute } from '../../http/route.ts';
import type { Route } from '../../http/types.ts';
import { inTestMode, requireDriver, requireReceiver } from './testRoute.ts';

const behaviour = z.strictObject({
  status: z.int().min(200).max(599).default(204),
  retryAfterSeconds: z.int().min(0).max(86_400).optional(),
  delayMs: z.int().min(0).max(60_000).optional(),
});

const receiverSchema = z.object({ id: z.string(), url: z.string() }).meta({ id: 'TestReceiver' });

const create = writeRoute(
  {
    ...inTestMode,
    method: 'post',
    path: '/v1/test/webhook-receivers',
    summary: 'Start a webhook receiver that behaves as it is told',
    description:
      "It listens on the loopback interface of the API's machine, until the API ends: make a webhook endpoint of its " +
      'URL. At most 20 at a time.',
    scope: 'write',
    status: 201,
    errors: ['live_mode', 'not_found', 'too_many_receivers'],
    body: behaviour,
    response: receiverSchema,
  },
  async ({ caller, body }, _trx, deps) => {
    const { id, url } = await requireDriver(deps).receivers.open(caller.accountId, body);
    return { body: { id, url } };
  },
);

const update = writeRoute(
  {
    ...inTestMode,
    method: 'post',
    path: '/v1/test/webhook-receivers/{id}',
    summary: 'Change how a webhook receiver behaves',
    description: 'From the next webhook on; what is left out is as it was at first: 204 at once.',
    scope: 'write',
    errors: ['live_mode', 'not_found', 'receiver_not_found'],
    body: behaviour,
    response: receiverSchema,
  },
  ({ caller, parameter, body }, _trx, deps) => {
    const receiver = requireReceiver(caller.accountId, parameter);
    const url = requireDriver(deps).receivers.behave(receiver, body);
    return Promise.resolve({ body: { id: receiver.id, url } });
  },
);

const received = readRoute(
  {
    ...inTestMode,
    path: '/v1/test/webhook-receivers/{id}/received',
    summary: 'See what a webhook receiver got',
    description: 'The latest 100, newest first, as they came: `raw` is what was signed.',
    scope: 'read',
    errors: ['live_mode', 'not_found', 'receiver_not_found'],
    query: z.strictObject({}),
    response: z
      .object({
        total: z.int(),
        data: z.array(z.object({ at: time, headers: z.record(z.string(), z.string()), raw: z.string() })),
      })
      .meta({ id: 'TestReceived' }),
  },
  ({ caller, parameter }, deps) => {
    const receiver = requireReceiver(caller.accountId, parameter);
    const { total, latest } = requireDriver(deps).receivers.received(receiver);
    const data = latest.map(({ at, headers, raw }) => ({
      at: at.toISOString(),
      headers: { ...headers },
      raw,
    }));
    return Promise.resolve({ total, data });
  },
);

const remove = writeRoute(
  {
    ...inTestMode,
    method: 'delete',
    path: '/v1/test/webhook-receivers/{id}',
    summary: 'End a webhook receiver',
    description: 'Nothing listens at its URL from then on.',
    scope: 'write',
    errors: ['live_mode', 'not_found', 'receiver_not_found'],
    body: z.strictObject({}),
    response: z.object({ id: z.string(), deleted: z.boolean() }).meta({ id: 'DeletedTestReceiver' }),
  },
  async ({ caller, parameter }, _trx, deps) => {
    const receiver = requireReceiver(caller.accountId, parameter);
    await requireDriver(deps).receivers.close(receiver);
    return { body: { id: receiver.id, deleted: true } };
  },
);

export const testReceiverRoutes: readonly Route[] = [create, update, received, remove];
