import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const create = (body: unknown = {}) => api.call('POST', '/v1/customers', { body });

test('a customer is created with all its fields, and an event reports it', async () => {
  const sent = {
    account: api.merchant.accountId,
    externalId: 'user-1',
    email: 'ada@shop.example',
    description: 'ada',
    notificationUrl: 'https://shop.example/ada',
    metadata: { tier: 'gold', age: 3, vip: true, none: null },
  };
  const { status, body } = await create(sent);
  expect(status).toBe(201);
  expect(body).toEqual({ ...sent, id: body.id, blocked: false, createdAt: body.createdAt });
  expect(body.id).toMatch(/^cus_/);

  const endpoints = await api.rows`select * from webhook_endpoints where customer_id = ${body.id}`;
  expect(endpoints).toMatchObject([
    { url: 'https://shop.example/ada', secret: null, enabled: true, types: null },
  ]);
  const events = await api.db.selectFrom('events').selectAll().where('resource_id', '=', body.id).execute();
  expect(events).toMatchObject([{ type: 'CUSTOMER_CREATED', resource_version: 1, customer_id: body.id }]);
  expect(JSON.stringify(events[0]?.data)).not.toContain('ada@');
  const deliveries = await api.rows`select state from deliveries where event_id = ${events[0]?.['id']}`;
  expect(deliveries).toMatchObject([{ state: 'pending' }]);
});

test('a customer is found by our id and by the merchant’s', async () => {
  const { body } = await create({ externalId: 'user/2 ü' });
  for (const reference of [body.id, encodeURIComponent('user/2 ü')]) {
    expect((await api.call('GET', `/v1/customers/${reference}`)).body).toEqual(body);
  }
});

test('an externalId is unique per account, for creating and for updating', async () => {
  await create({ externalId: 'twice' });
  expect((await create({ externalId: 'twice' })).body).toMatchObject({
    status: 409,
    code: 'customer_exists',
  });
  const { body } = await create();
  const update = await api.call('POST', `/v1/customers/${body.id}`, { body: { externalId: 'twice' } });
  expect(update.body).toMatchObject({ status: 409, code: 'customer_exists' });
  const elsewhere = await api.call('POST', '/v1/customers', {
    key: api.other.keys.write,
    body: { externalId: 'twice' },
  });
  expect(elsewhere.status).toBe(201);
});

test('another account’s customer and an unknown one give the same answer', async () => {
  const { body } = await create({ externalId: 'mine' });
  const path = (reference: string) => `/v1/customers/${reference}`;
  const calls = [
    [path(body.id), 'GET'],
    [path('mine'), 'GET'],
    [path('cus_00000000000000000000000000'), 'GET'],
    [path('cus_nonsense'), 'GET'],
    [path('nobody'), 'GET'],
    [path('x%00y'), 'GET'],
    [path('x'.repeat(300)), 'GET'],
    [path(body.id), 'POST'],
    [`${path(body.id)}/block`, 'POST'],
    [`${path(body.id)}/unblock`, 'POST'],
  ] as const;
  for (const [target, method] of calls) {
    const { status, body } = await api.call(method, target, { key: api.other.keys.admin });
    expect({ ...body, instance: '', requestId: '' }).toEqual({
      type: '/docs/errors/customer_not_found',
      title: 'There is no such customer',
      status: 404,
      detail:
        'There is no such customer. Customers are named by id or externalId: `POST /v1/customers` makes one.',
      instance: '',
      code: 'customer_not_found',
      errors: [],
      requestId: '',
    });
    expect(status).toBe(404);
  }
});

test('an update changes the named fields, clears with null, and sends an event only for a change', async () => {
  const { body: made } = await create({ externalId: 'upd', email: 'a@b.example', metadata: { a: 1 } });
  const path = `/v1/customers/${made.id}`;
  const changed = await api.call('POST', path, {
    body: { email: null, description: 'new', metadata: { b: '2' } },
  });
  expect(changed.body).toEqual({ ...made, email: null, description: 'new', metadata: { b: '2' } });
  expect((await api.call('POST', path, { body: { description: 'new' } })).body).toEqual(changed.body);
  expect((await api.call('POST', path, { body: {} })).status).toBe(200);
  const events = await api.rows`select type from events where resource_id = ${made.id} order by sequence`;
  expect(events.map(event => event.type)).toEqual(['CUSTOMER_CREATED', 'CUSTOMER_UPDATED']);
});

test('a cleared notification URL is no longer shown or called, and keeps its history', async () => {
  const { body: made } = await create({ notificationUrl: 'https://shop.example/first' });
  const path = `/v1/customers/${made.id}`;
  expect((await api.call('POST', path, { body: { notificationUrl: null } })).body.notificationUrl).toBeNull();
  expect((await api.call('GET', path)).body.notificationUrl).toBeNull();
  const [endpoint] = await api.rows`select * from webhook_endpoints where customer_id = ${made.id}`;
  expect(endpoint).toMatchObject({ enabled: false, types: [] });
  const owed = () => api.rows`select state from deliveries where endpoint_id = ${endpoint?.['id']}`;
  expect(await owed()).toEqual([{ state: 'failed' }]);
  await api.call('POST', `${path}/block`, { body: {} });
  expect(await owed()).toHaveLength(1);

  const again = await api.call('POST', path, { body: { notificationUrl: 'https://shop.example/second' } });
  expect(again.body.notificationUrl).toBe('https://shop.example/second');
  expect(await owed()).toHaveLength(2);
});

test('blocking and unblocking are each recorded once, signalled and reported', async () => {
  const { body: made } = await create({ externalId: 'blk' });
  await api.call('GET', '/v1/purse?customerId=blk&currency=ETH');
  const block = (action: string, body: unknown) => api.call('POST', `/v1/customers/blk/${action}`, { body });
  expect((await block('block', { reason: 'fraud' })).body.blocked).toBe(true);
  expect((await block('block', { reason: 'again' })).body.blocked).toBe(true);
  const signals = () => api.rows`
    delete from signal_outbox using purses where purses.id = purse_id and customer_id = ${made.id}
    returning signal, payload`;
  expect(await signals()).toEqual([{ signal: 'purseChanged', payload: null }]);
  expect((await block('unblock', {})).body.blocked).toBe(false);
  expect((await block('unblock', {})).status).toBe(200);

  const audits = await api.rows`select * from audits where resource_id = ${made.id} order by id`;
  expect(audits).toMatchObject([
    { action: 'block', reason: 'fraud' },
    { action: 'unblock', reason: null },
  ]);
  const events = await api.rows`
    select type, resource_version, data from events where resource_id = ${made.id} order by sequence`;
  expect(events).toMatchObject([
    { type: 'CUSTOMER_CREATED', resource_version: 1 },
    { type: 'CUSTOMER_BLOCKED', resource_version: 2, data: { blocked: true, reason: 'fraud' } },
    { type: 'CUSTOMER_UNBLOCKED', resource_version: 3, data: { blocked: false, reason: null } },
  ]);
  expect(await signals()).toEqual([{ signal: 'purseChanged', payload: null }]);
});

test('50 simultaneous blocks count as one', async () => {
  const { body: made } = await create();
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => api.call('POST', `/v1/customers/${made.id}/block`, { body: {} })),
  );
  expect(new Set(replies.map(reply => reply.status))).toEqual(new Set([200]));
  const audits = await api.rows`select * from audits where resource_id = ${made.id} order by id`;
  expect(audits).toHaveLength(1);
});

test('invalid fields are named', async () => {
  const cases: [unknown, string][] = [
    [{ nope: 1 }, 'nope'],
    [{ externalId: 'cus_mine' }, 'externalId'],
    [{ externalId: '' }, 'externalId'],
    [{ externalId: 7 }, 'externalId'],
    [{ externalId: 'x'.repeat(256) }, 'externalId'],
    [{ externalId: 'a\0b' }, 'externalId'],
    [{ externalId: '\ud800' }, 'externalId'],
    [{ email: 'no' }, 'email'],
    [{ description: 'x'.repeat(10_000) }, 'description'],
    [{ description: 'a\0b' }, 'description'],
    [{ notificationUrl: 'not a url' }, 'notificationUrl'],
    [{ metadata: { deep: { er: 1 } } }, 'metadata.deep'],
    [{ metadata: { ['k'.repeat(41)]: 1 } }, `metadata.${'k'.repeat(41)}`],
    [{ metadata: { a: 'x\0' } }, 'metadata.a'],
    [{ metadata: { 'k\0': 'x' } }, 'metadata.k\0'],
    [
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${String(i)}`, i])) },
      'metadata',
    ],
    [[], ''],
  ];
  for (const [body, field] of cases) {
    const reply = await create(body);
    expect(reply.body).toMatchObject({ status: 422, code: 'invalid_request' });
    expect(reply.body.errors.map(error => error.field)).toContain(field);
  }
});

test('a notification URL that may not be called is refused', async () => {
  for (const notificationUrl of ['http://127.0.0.1:5432/', 'ftp://shop.example/']) {
    expect((await create({ notificationUrl })).body).toMatchObject({ status: 422, code: 'url_not_allowed' });
  }
});

test('text is stored as given, whatever it looks like', async () => {
  for (const description of [
    '😀 emoji',
    'שלום עולם',
    "'; drop table customers; --",
    '<script>alert(1)</script>',
    '%s\\n',
  ]) {
    const { body } = await create({ description, metadata: { note: description } });
    const { body: read } = await api.call('GET', `/v1/customers/${body.id}`);
    expect(read).toMatchObject({ description, metadata: { note: description } });
  }
});

test('lists go newest first, in pages, both ways', async () => {
  const { keys } = await newMerchant(api.db);
  const ids: string[] = [];
  for (let i = 0; i < 12; i++) {
    ids.unshift((await api.call('POST', '/v1/customers', { key: keys.write, body: {} })).body.id);
  }
  const page = async (query: string) => {
    const { body } = await api.call('GET', `/v1/customers${query}`, { key: keys.read });
    return [body.data.map(one => ids.indexOf(one.id)), body.hasMore];
  };
  expect(await page('')).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], true]);
  expect(await page(`?limit=5&startingAfter=${ids[4] ?? ''}`)).toEqual([[5, 6, 7, 8, 9], true]);
  expect(await page(`?limit=5&startingAfter=${ids[8] ?? ''}`)).toEqual([[9, 10, 11], false]);
  expect(await page(`?limit=5&endingBefore=${ids[6] ?? ''}`)).toEqual([[1, 2, 3, 4, 5], true]);
  expect(await page(`?limit=5&endingBefore=${ids[2] ?? ''}`)).toEqual([[0, 1], false]);
  expect(await page('?limit=100')).toEqual([ids.map((_, at) => at), false]);
});

test('the length of a text is its number of characters, however many units of UTF-16 they take', async () => {
  const create = (externalId: string) => api.call('POST', '/v1/customers', { body: { externalId } });
  const longest = '🦀'.repeat(255);
  const { status, body } = await create(longest);
  expect([status, body['externalId']]).toEqual([201, longest]);
  expect((await create(`${longest}🦀`)).body).toMatchObject({
    status: 422,
    errors: [{ field: 'externalId' }],
  });
});
