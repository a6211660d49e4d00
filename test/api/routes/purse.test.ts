import { afterAll, beforeAll, expect, test } from 'vitest';
import { PurserError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const customer = async (externalId: string) =>
  (await api.call('POST', '/v1/customers', { body: { externalId } })).body.id;
const purse = (customerId: string, currency = 'ETH', key?: string) =>
  api.call(
    'GET',
    `/v1/purse?customerId=${customerId}&currency=${currency}`,
    key === undefined ? {} : { key },
  );
const purseRows = (customerId: string) =>
  api.rows`select id, state, address from purses where customer_id = ${customerId} order by id`;

test('a purse is created once, for all currencies, and returned to readers from then on', async () => {
  const id = await customer('first');
  const made = await purse('first', 'ETH');
  const [row] = await purseRows(id);
  expect(made.status).toBe(200);
  expect(made.body).toEqual({
    purseId: row?.['id'],
    account: api.merchant.accountId,
    customerId: id,
    externalId: 'first',
    address: row?.['address'],
    currency: 'ETH',
    status: 'PENDING_PAYMENT',
    networks: [
      { network: 'ETHEREUM', chainId: 31337, currencies: ['ETH', 'USDT_ETH'] },
      { network: 'POLYGON', chainId: 31339, currencies: ['POL'] },
    ],
    accounts: ['ETH', 'USDT_ETH', 'POL'].map(currency => ({ currency, received: '0', held: '0' })),
    expiresAt: made.body['expiresAt'],
  });
  const inDays = (Date.parse(String(made.body['expiresAt'])) - Date.now()) / 86_400_000;
  expect(Math.round(inDays)).toBe(30);
  const again = await purse(id, 'POL', api.merchant.keys.read);
  expect(again.body).toEqual({ ...made.body, currency: 'POL' });
});

test('100 simultaneous callers get one purse', async () => {
  const id = await customer('crowd');
  const before = api.issued();
  const replies = await Promise.all(Array.from({ length: 100 }, () => purse('crowd')));
  expect(new Set(replies.map(reply => `${String(reply.status)} ${reply.body.address}`)).size).toBe(1);
  expect(replies[0]?.status).toBe(200);
  expect(await purseRows(id)).toMatchObject([{ state: 'ACTIVE' }]);
  expect(api.issued()).toBeGreaterThan(before);
});

test('an unsupported currency creates nothing, whoever the customer is', async () => {
  const id = await customer('nocoin');
  for (const currency of ['DOGE', 'OLD_ETH', 'eth', '%F0%9F%98%80']) {
    for (const who of ['nocoin', 'nobody']) {
      expect((await purse(who, currency)).body).toMatchObject({
        status: 422,
        code: 'currency_not_supported',
        errors: [{ field: 'currency' }],
      });
    }
  }
  expect(await purseRows(id)).toEqual([]);
});

test('an unknown customer, and another account’s, is not found', async () => {
  const id = await customer('foreign');
  for (const who of ['nobody', 'cus_00000000000000000000000000', 'cus_x']) {
    expect((await purse(who)).body).toMatchObject({ status: 404, code: 'customer_not_found' });
  }
  for (const who of [id, 'foreign']) {
    expect((await purse(who, 'ETH', api.other.keys.admin)).body).toMatchObject({
      code: 'customer_not_found',
    });
  }
});

test('missing, repeated and unknown parameters are named', async () => {
  const cases = [
    ['/v1/purse', ['customerId', 'currency']],
    ['/v1/purse?customerId=a&customerId=b&currency=ETH', ['customerId']],
    ['/v1/purse?customerId=a%00&currency=ETH', ['customerId']],
    ['/v1/purse?customerId=a&currency=ETH&x=1', ['x']],
    ['/v1/purse?customerId=&currency=ETH', ['customerId']],
  ] as const;
  for (const [path, fields] of cases) {
    const { body } = await api.call('GET', path);
    expect(body).toMatchObject({ status: 422, code: 'invalid_request' });
    expect(body.errors.map(error => error.field)).toEqual(fields);
  }
});

test('creating one needs the scope write', async () => {
  const id = await customer('readonly');
  expect((await purse('readonly', 'ETH', api.merchant.keys.read)).body).toMatchObject({
    status: 403,
    code: 'insufficient_scope',
  });
  expect(await purseRows(id)).toEqual([]);
});

test('a blocked customer gets no new purse, but keeps a known one', async () => {
  const id = await customer('blocked');
  await api.call('POST', '/v1/customers/blocked/block', { body: {} });
  expect((await purse('blocked')).body).toMatchObject({ status: 409, code: 'customer_blocked' });
  expect(await purseRows(id)).toEqual([]);

  await customer('later');
  const known = await purse('later');
  await api.call('POST', '/v1/customers/later/block', { body: {} });
  expect((await purse('later')).body).toEqual(known.body);
});

test('a declined purse is refused, and no other one is created', async () => {
  const id = await customer('declined');
  await purse('declined');
  await api.rows`update purses set state = 'DECLINED', declined_at = now() where customer_id = ${id}`;
  expect((await purse('declined')).body).toMatchObject({ status: 409, code: 'purse_declined' });
  expect(await purseRows(id)).toHaveLength(1);
});

test('after an archived purse, a new one is created', async () => {
  const id = await customer('expired');
  const first = await purse('expired');
  await api.rows`update purses set state = 'ARCHIVED', archived_at = now() where customer_id = ${id}`;
  const second = await purse('expired');
  expect(second.body.purseId).not.toBe(first.body.purseId);
  expect(second.body.address).not.toBe(first.body.address);
  expect(await purseRows(id)).toMatchObject([{ state: 'ARCHIVED' }, { state: 'ACTIVE' }]);
});

test('while no worker issues purses, every call is 503 and reserves the same purse', async () => {
  const down = await startApi({
    issuePurse: () => Promise.reject(new PurserError('temporarily_unavailable')),
  });
  await down.call('POST', '/v1/customers', { body: { externalId: 'waiting' } });
  for (let time = 0; time < 3; time++) {
    const { status, body, headers } = await down.call('GET', '/v1/purse?customerId=waiting&currency=ETH');
    expect([status, body.code]).toEqual([503, 'temporarily_unavailable']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(await down.rows`select state from purses`).toEqual([{ state: 'ISSUING' }]);
  expect((await down.call('GET', '/v1/purses')).body.data).toEqual([]);
  await down.stop();
});

test('purses are listed by customer, status in both spellings, and address in any case', async () => {
  const id = await customer('listed');
  const old = await purse('listed');
  await api.rows`update purses set state = 'ARCHIVED', archived_at = now() where customer_id = ${id}`;
  const fresh = await purse('listed');
  const list = async (query: string) => {
    const { status, body } = await api.call('GET', `/v1/purses?${query}`);
    expect(status).toBe(200);
    return body.data.map(one => one.purseId);
  };
  expect(await list('customerId=listed')).toEqual([fresh.body.purseId, old.body.purseId]);
  expect(await list(`customerId=${id}&status=PENDING_PAYMENT`)).toEqual([fresh.body.purseId]);
  expect(await list(`customerId=${id}&status=ARCHIEVED`)).toEqual([old.body.purseId]);
  expect(await list(`customerId=${id}&status=ARCHIVED`)).toEqual([old.body.purseId]);
  expect(await list(`address=0x${fresh.body.address.slice(2).toUpperCase()}`)).toEqual([fresh.body.purseId]);
  expect(await list('customerId=nobody')).toEqual([]);
  expect(await list(`customerId=listed&limit=1&startingAfter=${fresh.body.purseId}`)).toEqual([
    old.body.purseId,
  ]);

  const one = await api.call('GET', `/v1/purses/${old.body.purseId}`);
  expect(one.body).toMatchObject({ purseId: old.body.purseId, status: 'ARCHIEVED', externalId: 'listed' });
  for (const query of [
    'status=NOPE',
    'address=0x12',
    'startingAfter=cus_1',
    'limit=0',
    'limit=101',
    'limit=01',
  ]) {
    expect((await api.call('GET', `/v1/purses?${query}`)).body).toMatchObject({ code: 'invalid_request' });
  }
});

test('a purse of nobody, of another account, or without an address is not found', async () => {
  await customer('private');
  const { body } = await purse('private');
  expect(parseId('pur', body.purseId)).toBeDefined();
  const get = (id: string, key: string) => api.call('GET', `/v1/purses/${id}`, { key });
  for (const id of [body.purseId, 'pur_00000000000000000000000000', 'nonsense']) {
    expect((await get(id, api.other.keys.admin)).body).toMatchObject({
      status: 404,
      code: 'purse_not_found',
    });
  }
});
