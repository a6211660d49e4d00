import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import { revokeApiKey } from '../../../db/accounts/revokeApiKey.ts';
import type { Scope } from '../../../domain/caller.ts';
import type { TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

// `GET /v1/purse` finds the caller and the purse by one statement: the rules for keys must hold here too.
let api: TestApi;
let customerId: string;
beforeAll(async () => {
  api = await startApi();
  customerId = (await api.call('POST', '/v1/customers', { body: { externalId: 'known' } })).body.id;
  await purse('customerId=known&currency=ETH');
});
afterAll(() => api.stop());

const purse = (query: string, key?: string) =>
  api.call('GET', `/v1/purse?${query}`, key === undefined ? {} : { key });
const newKey = (scope: Scope = 'read') =>
  createApiKey(api.db, api.merchant.accountId, { scopes: [scope], label: 'temporary' });

/** Known, known by our id, unknown, impossible, missing, invalid. */
const queries = () => [
  'customerId=known&currency=ETH',
  `customerId=${customerId}&currency=ETH`,
  'customerId=nobody&currency=ETH',
  'customerId=cus_x&currency=ETH',
  'customerId=known&customerId=known&currency=ETH',
  'customerId=a%00&currency=ETH',
  '',
  'nonsense=1',
  'customerId=known&currency=DOGE',
];

test('a revoked, expired, unknown or wrong-mode key is refused before anything else is revealed', async () => {
  const revoked = await newKey();
  const expired = await newKey();
  for (const { key } of [revoked, expired]) expect((await purse(queries()[0] ?? '', key)).status).toBe(200);
  await revokeApiKey(api.db, api.merchant.accountId, revoked.keyId);
  await api.rows`update api_keys set expires_at = now() where id = ${expired.keyId}`;
  const live = await newMerchant(api.db, true);
  for (const key of [revoked.key, expired.key, `sk_test_${'A'.repeat(43)}`, 'nonsense', live.keys.admin]) {
    for (const query of queries()) {
      const { status, body, headers } = await purse(query, key);
      expect([status, body.code], query).toEqual([401, 'unauthorized']);
      expect(headers.get('ratelimit')).toBeNull();
    }
  }
});

test('a key that will expire works until then', async () => {
  const { keyId, key } = await newKey();
  await api.rows`update api_keys set expires_at = now() + interval '1 hour' where id = ${keyId}`;
  expect((await purse('customerId=known&currency=ETH', key)).status).toBe(200);
  expect((await api.call('GET', '/v1/customers', { key })).status).toBe(200);
  await api.rows`update api_keys set expires_at = now() where id = ${keyId}`;
  expect((await purse('customerId=known&currency=ETH', key)).status).toBe(401);
  expect((await api.call('GET', '/v1/customers', { key })).status).toBe(401);
});

test('with a valid key, each query gets its own error', async () => {
  const codes = [];
  for (const query of queries()) codes.push((await purse(query, api.merchant.keys.read)).body.code);
  expect(codes).toEqual([
    undefined,
    undefined,
    'customer_not_found',
    'customer_not_found',
    'invalid_request',
    'invalid_request',
    'invalid_request',
    'invalid_request',
    'currency_not_supported',
  ]);
});

test('a customer of another account is not found by either name, but the caller’s own customer of that name is', async () => {
  const { admin } = api.other.keys;
  for (const who of ['known', customerId]) {
    expect((await purse(`customerId=${who}&currency=ETH`, admin)).body.code).toBe('customer_not_found');
  }
  const own = await api.call('POST', '/v1/customers', { key: admin, body: { externalId: 'known' } });
  const { body } = await purse('customerId=known&currency=ETH', admin);
  expect(body).toMatchObject({ account: api.other.accountId, customerId: own.body.id });
});

test('a caller with too many requests is refused, whatever the customer', async () => {
  const limited = await startApi({ limits: { rateLimit: 1 } });
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => limited.call('GET', '/v1/purse?customerId=nobody&currency=ETH')),
  );
  const codes = replies.map(reply => reply.body.code);
  expect(codes).toContain('customer_not_found');
  expect(codes).toContain('rate_limited');
  await limited.stop();
});

test('the answer shows what a purse received and has held', async () => {
  const { body } = await purse('customerId=known&currency=ETH');
  await api.rows`
    insert into balance_snapshots (scope_id, ledger, currency, amount)
    values (${body.purseId}, 'customer', 'ETH', 1500000000000000000), (${body.purseId}, 'held', 'ETH', 7)
  `;
  const again = await purse('customerId=known&currency=ETH');
  expect(again.body).toMatchObject({
    accounts: [{ currency: 'ETH', received: '1.5', held: '0.000000000000000007' }, {}, {}],
  });
});

test('a released purse no longer belongs to the customer: the next one does', async () => {
  await api.call('POST', '/v1/customers', { body: { externalId: 'released' } });
  const first = await purse('customerId=released&currency=ETH');
  await api.rows`update purses set state = 'DECLINED', declined_at = now() where id = ${first.body.purseId}`;
  expect((await purse('customerId=released&currency=ETH')).body.code).toBe('purse_declined');
  await api.rows`update purses set released_at = now() where id = ${first.body.purseId}`;
  const second = await purse('customerId=released&currency=ETH');
  expect(second.status).toBe(200);
  expect(second.body.address).not.toBe(first.body.address);
  expect((await purse('customerId=released&currency=POL', api.merchant.keys.read)).body.address).toBe(
    second.body.address,
  );
});

test('ids that look like SQL are only ids', async () => {
  for (const id of ["' or 1=1 --", '$1', '$2', '/* prepared: x */ known', '\\x00']) {
    const { body } = await purse(`customerId=${encodeURIComponent(id)}&currency=ETH`);
    expect(body.code).toBe('customer_not_found');
  }
});
