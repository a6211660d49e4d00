import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendEvents } from '../../../db/events/appendEvents.ts';
import { recordAttempt } from '../../../db/webhooks/recordAttempt.ts';
import { parseId } from '../../../domain/ids.ts';
import { attempt } from '../../db/webhooks/webhookWorld.ts';
import type { TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const create = (body: unknown, key = api.merchant.keys.admin) =>
  api.call('POST', '/v1/webhook-endpoints', { body, key });
const customer = async (key = api.merchant.keys.admin) =>
  (await api.call('POST', '/v1/customers', { body: {}, key })).body.id;

test('an endpoint is created with a secret that is shown this once', async () => {
  const sent = { url: 'https://shop.example/hook', types: ['CUSTOMER_CREATED'], description: 'all' };
  const { status, body } = await create(sent);
  expect(status).toBe(201);
  expect(body).toEqual({
    ...sent,
    id: body.id,
    enabled: true,
    failures: 0,
    failingSince: null,
    disabledReason: null,
    secret: body.secret,
    createdAt: body['createdAt'],
  });
  expect(body.secret).toMatch(/^whsec_/);
  expect(Buffer.from(body.secret.slice(6), 'base64')).toHaveLength(32);

  const { secret, ...shown } = body;
  const one = await api.call('GET', `/v1/webhook-endpoints/${body.id}`);
  expect(one.body).toEqual(shown);
  const list = await api.call('GET', '/v1/webhook-endpoints');
  expect(list.text).not.toContain(secret);
  expect(list.body.data).toContainEqual(shown);
});

test('an endpoint gets events of its types, also after these are changed', async () => {
  const { keys } = await newMerchant(api.db);
  const { body } = await create({ url: 'https://a.example/', types: ['CUSTOMER_BLOCKED'] }, keys.admin);
  const owed = () => api.rows`
    select type from deliveries join events on events.id = event_id where endpoint_id = ${body.id} order by sequence`;
  const id = await customer(keys.admin);
  await api.call('POST', `/v1/customers/${id}/block`, { body: {}, key: keys.admin });
  expect(await owed()).toEqual([{ type: 'CUSTOMER_BLOCKED' }]);
  const update = await api.call('POST', `/v1/webhook-endpoints/${body.id}`, {
    body: { types: null, url: 'https://b.example/' },
    key: keys.admin,
  });
  expect(update.body).toMatchObject({ types: null, url: 'https://b.example/' });
  await customer(keys.admin);
  expect(await owed()).toHaveLength(2);
});

test('a deleted endpoint is no longer shown and owed nothing; its log stays', async () => {
  const { keys } = await newMerchant(api.db);
  const { body } = await create({ url: 'https://a.example/' }, keys.admin);
  await customer(keys.admin);
  const path = `/v1/webhook-endpoints/${body.id}`;
  const removed = await api.call('DELETE', path, { key: keys.admin });
  expect([removed.status, removed.body]).toEqual([200, { id: body.id, deleted: true }]);
  for (const method of ['GET', 'DELETE', 'POST']) {
    const reply = await api.call(method, path, {
      key: keys.admin,
      ...(method === 'POST' ? { body: {} } : {}),
    });
    expect(reply.body).toMatchObject({ status: 404, code: 'endpoint_not_found' });
  }
  expect((await api.call('GET', '/v1/webhook-endpoints', { key: keys.read })).body.data).toEqual([]);
  await customer(keys.admin);
  const log = await api.call('GET', `/v1/deliveries?endpointId=${body.id}`, { key: keys.read });
  expect(log.body.data).toMatchObject([{ endpointId: body.id, state: 'failed' }]);
});

test('an invalid or forbidden URL is refused', async () => {
  expect((await create({ url: 'http://127.0.0.1/' })).body).toMatchObject({
    status: 422,
    code: 'url_not_allowed',
    errors: [{ field: 'url' }],
  });
  for (const [body, field] of [
    [{}, 'url'],
    [{ url: 'nope' }, 'url'],
    [{ url: `https://a.example/${'x'.repeat(2048)}` }, 'url'],
    [{ url: 'https://a.example/', types: [] }, 'types'],
    [{ url: 'https://a.example/', types: ['NOPE'] }, 'types.0'],
    [{ url: 'https://a.example/', secret: 'mine' }, 'secret'],
  ] as const) {
    expect((await create(body)).body).toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  }
});

test('another account’s endpoint, and a customer’s notification URL, are not found', async () => {
  const { body } = await create({ url: 'https://a.example/' });
  await api.call('POST', '/v1/customers', { body: { notificationUrl: 'https://a.example/ada' } });
  const [own] = await api.rows`select id from webhook_endpoints where customer_id is not null`;
  const calls = [
    [body.id, api.other.keys.admin],
    [String(own?.['id']), api.merchant.keys.admin],
    ['nonsense', api.merchant.keys.admin],
  ] as const;
  for (const [id, key] of calls) {
    expect((await api.call('GET', `/v1/webhook-endpoints/${id}`, { key })).body.code).toBe(
      'endpoint_not_found',
    );
  }
});

test('events read as they are sent, newest first, or from a sequence on', async () => {
  const { accountId, keys } = await newMerchant(api.db);
  const ids: string[] = [];
  for (let time = 0; time < 4; time++) ids.push(await customer(keys.admin));
  await api.call('POST', `/v1/customers/${ids[3] ?? ''}/block`, { body: { reason: 'r' }, key: keys.admin });
  const list = async (query: string) => {
    const { body } = await api.call('GET', `/v1/events?${query}`, { key: keys.read });
    return [body.data.map(event => event.sequence), body.hasMore];
  };
  expect(await list('')).toEqual([[5, 4, 3, 2, 1], false]);
  expect(await list('limit=2')).toEqual([[5, 4], true]);
  expect(await list('afterSequence=2')).toEqual([[3, 4, 5], false]);
  expect(await list('afterSequence=0&limit=2')).toEqual([[1, 2], true]);
  expect(await list('types=CUSTOMER_BLOCKED')).toEqual([[5], false]);
  expect(await list('types=CUSTOMER_BLOCKED,CUSTOMER_CREATED&limit=1')).toEqual([[5], true]);

  const { body } = await api.call('GET', '/v1/events', { key: keys.read });
  const [newest, , middle] = body.data;
  expect(newest).toEqual({
    id: newest?.id,
    type: 'CUSTOMER_BLOCKED',
    timestamp: newest?.['timestamp'],
    apiVersion: '2026-11-01',
    account: accountId,
    livemode: false,
    sequence: 5,
    resource: { type: 'customer', id: ids[3], version: 2 },
    data: { customerId: ids[3], externalId: null, blocked: true, reason: 'r' },
  });
  expect((await api.call('GET', `/v1/events/${newest?.id ?? ''}`, { key: keys.read })).body).toEqual(newest);
  expect(await list(`startingAfter=${middle?.id ?? ''}`)).toEqual([[2, 1], false]);
  expect(await list(`endingBefore=${middle?.id ?? ''}&limit=1`)).toEqual([[4], true]);
  expect(await list(`afterSequence=1&startingAfter=${middle?.id ?? ''}`)).toEqual([[4, 5], false]);

  for (const id of [newest?.id ?? '', 'nonsense']) {
    expect((await api.call('GET', `/v1/events/${id}`)).body).toMatchObject({
      status: 404,
      code: 'event_not_found',
    });
  }
  for (const query of [
    'afterSequence=-1',
    'afterSequence=1e3',
    'types=NOPE',
    'startingAfter=x',
    'limit=+1',
  ]) {
    expect((await api.call('GET', `/v1/events?${query}`)).body.code).toBe('invalid_request');
  }
});

test('deliveries are listed with every attempt', async () => {
  const { keys } = await newMerchant(api.db);
  const { body: endpoint } = await create({ url: 'https://a.example/' }, keys.admin);
  await customer(keys.admin);
  await customer(keys.admin);
  const { body: events } = await api.call('GET', '/v1/events', { key: keys.read });
  const eventId = parseId('evt', events.data[0]?.id ?? '');
  const endpointId = parseId('whe', endpoint.id);
  if (!eventId || !endpointId) throw new Error('no ids');
  const logged = {
    attemptedAt: new Date('2026-11-21T10:00:00.123Z'),
    address: '192.0.2.1',
    status: 500,
    latencyMs: 12,
    answer: 'no',
    errorClass: null,
    nextAttemptAt: new Date('2026-11-21T10:00:05Z'),
  };
  await recordAttempt(api.db, { eventId, endpointId }, attempt(logged));

  const list = async (query: string, key = keys.read) =>
    (await api.call('GET', `/v1/deliveries?${query}`, { key })).body.data;
  const [newest, older, ...rest] = await list('');
  expect(rest).toEqual([]);
  expect(newest).toEqual({
    id: `${eventId}:${endpointId}`,
    eventId,
    endpointId,
    state: 'retrying',
    createdAt: newest?.['createdAt'],
    attemptCount: 1,
    attempts: [
      {
        ...logged,
        number: 1,
        attemptedAt: '2026-11-21T10:00:00.123Z',
        nextAttemptAt: '2026-11-21T10:00:05.000Z',
      },
    ],
  });
  expect(older).toMatchObject({ state: 'pending', attempts: [] });
  expect(await list(`eventId=${eventId}&endpointId=${endpointId}`)).toEqual([newest]);
  expect(await list(`startingAfter=${newest?.id ?? ''}`)).toEqual([older]);
  expect(await list(`endingBefore=${older?.id ?? ''}`)).toEqual([newest]);
  expect(await list(`eventId=${eventId}`, api.other.keys.read)).toEqual([]);
  expect(await list('state=retrying')).toEqual([newest]);
  expect(await list('state=pending')).toEqual([older]);
  expect(await list('state=failed')).toEqual([]);
  for (const query of ['eventId=x', 'endpointId=evt_1', 'startingAfter=a:b', 'state=lost']) {
    expect((await api.call('GET', `/v1/deliveries?${query}`)).body.code).toBe('invalid_request');
  }
});

test('sequences are gap-free in commit order, whoever writes at the same time', async () => {
  const [one, two] = [await newMerchant(api.db), await newMerchant(api.db)];
  const appendBoth = (first: string, second: string, at: number) =>
    api.db.transaction().execute(async trx => {
      await appendEvents(
        trx,
        [first, second].flatMap((account, nth) => {
          const accountId = parseId('acc', account);
          if (!accountId) throw new Error('no account');
          return [0, 1].map(copy => ({
            accountId,
            type: 'CUSTOMER_UPDATED' as const,
            resource: {
              type: 'customer' as const,
              id: `r${String(at)}-${String(nth)}-${String(copy)}`,
              version: 1,
            },
            customerId: null,
            data: {},
          }));
        }),
      );
      if (at % 10 === 0) throw new Error('rolled back');
    });
  // Each transaction has events of both accounts, in either order; one in ten is rolled back.
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, at) =>
      at % 2 ? appendBoth(one.accountId, two.accountId, at) : appendBoth(two.accountId, one.accountId, at),
    ),
  );
  expect(results.filter(result => result.status === 'rejected')).toHaveLength(5);
  for (const { accountId } of [one, two]) {
    const rows =
      await api.rows`select sequence from events where account_id = ${accountId} order by sequence`;
    expect(rows.map(row => row['sequence'])).toEqual(Array.from({ length: 90 }, (_, at) => at + 1));
  }
});
