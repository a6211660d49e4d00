import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireScope } from '../../../api/http/authenticate.ts';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import { findApiKey } from '../../../db/accounts/findApiKey.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const make = (body: object = { scopes: ['read'], label: 'report' }, headers = {}) =>
  api.call('POST', '/v1/api-keys', { body, headers });
const works = async (key: unknown): Promise<boolean> =>
  (await api.call('GET', '/v1/account', { key: String(key) })).status === 200;

test('a key is shown once, works with its scopes, and is listed without its secret', async () => {
  const made = await make();
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ scopes: ['read'], label: 'report', expiresAt: null, revokedAt: null });
  const key = String(made.body['key']);
  expect(key).toMatch(/^sk_test_/);
  expect(await works(key)).toBe(true);
  const write = await api.call('POST', '/v1/customers', { key, body: {} });
  expect([write.status, write.body.code]).toEqual([403, 'insufficient_scope']);
  const list = await api.call('GET', '/v1/api-keys');
  expect(list.body.data[0]).toMatchObject({ id: made.body.id, label: 'report' });
  expect(list.text).not.toContain(key);
});

test('a repetition makes no second key and shows none, and no key is in the database', async () => {
  const headers = { 'idempotency-key': 'make-once' };
  const first = await make({ scopes: ['write'], label: 'once' }, headers);
  const again = await make({ scopes: ['write'], label: 'once' }, headers);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.body).toEqual({ ...first.body, key: null });
  const stored = await api.rows`select body::text as body from idempotency_keys where key = 'make-once'`;
  expect(JSON.stringify(stored)).not.toContain(String(first.body['key']));
});

test('a rotated key has a successor with its scopes, and ends after the overlap', async () => {
  const old = (await make({ scopes: ['read'], label: 'rotated' })).body;
  const overlap = await api.call('POST', `/v1/api-keys/${old.id}/rotate`, { body: {} });
  expect(overlap.status).toBe(201);
  expect(overlap.body).toMatchObject({ scopes: ['read'], label: 'rotated' });
  expect(await works(old['key'])).toBe(true);
  expect(await works(overlap.body['key'])).toBe(true);

  const atOnce = await api.call('POST', `/v1/api-keys/${overlap.body.id}/rotate`, {
    body: { overlapSeconds: 0 },
  });
  expect(await works(overlap.body['key'])).toBe(false);
  expect(await works(atOnce.body['key'])).toBe(true);
  // An ended key has no successor.
  const ended = await api.call('POST', `/v1/api-keys/${overlap.body.id}/rotate`, { body: {} });
  expect([ended.status, ended.body.code]).toEqual([404, 'api_key_not_found']);
});

test('a second rotation never lengthens the life of the old key', async () => {
  const old = (await make({ scopes: ['read'], label: 'short' })).body;
  await api.call('POST', `/v1/api-keys/${old.id}/rotate`, { body: { overlapSeconds: 60 } });
  const [short] = await api.rows`select expires_at from api_keys where id = ${old.id}`;
  await api.call('POST', `/v1/api-keys/${old.id}/rotate`, { body: { overlapSeconds: 3600 } });
  expect((await api.rows`select expires_at from api_keys where id = ${old.id}`)[0]).toEqual(short);
});

test.for(['payout', 'approve'] as const)(
  'no scope includes `%s`, and the API makes no key that has it',
  async scope => {
    const reply = await make({ scopes: ['read', scope], label: 'x' });
    expect([reply.status, reply.body.code, reply.body.errors[0]?.field]).toEqual([
      422,
      'invalid_request',
      'scopes.1',
    ]);
    for (const held of ['read', 'write', 'admin', scope === 'payout' ? 'approve' : 'payout'] as const) {
      const caller = await findApiKey(api.db, api.merchant.keys[held]);
      if (!caller) throw new Error('the key works');
      expect(() => {
        requireScope(caller, scope);
      }).toThrow('scope');
    }
    const bare = await api.call('GET', '/v1/account', { key: api.merchant.keys[scope] });
    expect([bare.status, bare.body.code]).toEqual([403, 'insufficient_scope']);
  },
);

test('a rotation through the API drops `payout` and `approve`', async () => {
  const { accountId } = api.merchant;
  const old = await createApiKey(api.db, accountId, {
    scopes: ['write', 'payout', 'approve'],
    label: 'payer',
  });
  const rotated = await api.call('POST', `/v1/api-keys/${old.keyId}/rotate`, { body: {} });
  expect(rotated.body).toMatchObject({ scopes: ['write'], label: 'payer' });
  expect((await findApiKey(api.db, String(rotated.body['key'])))?.scopes).toEqual(['write']);
  const listed = (await api.call('GET', '/v1/api-keys')).body.data.find(({ id }) => id === old.keyId);
  expect(listed).toMatchObject({ scopes: ['write', 'payout', 'approve'] });
});

test('a revoked key is refused from its next request on; revoking it again returns the same', async () => {
  const made = (await make()).body;
  const revoked = await api.call('DELETE', `/v1/api-keys/${made.id}`);
  expect(revoked.status).toBe(200);
  expect(revoked.body['revokedAt']).not.toBeNull();
  expect(await works(made['key'])).toBe(false);
  expect((await api.call('DELETE', `/v1/api-keys/${made.id}`)).body).toEqual(revoked.body);
  const audits = await api.rows`
    select action, api_key_id from audits where resource_id = ${made.id} order by id`;
  expect(audits.map(({ action }) => action)).toEqual(['create', 'revoke']);
  expect(audits.every(audit => typeof audit['api_key_id'] === 'string')).toBe(true);
});

test.for([
  ['rotate', 'POST', '/rotate'],
  ['revoke', 'DELETE', ''],
] as const)("%s of another account's key answers as for an unknown key", async ([, method, path]) => {
  const made = (await make()).body;
  const key = api.other.keys.admin;
  const foreign = await api.call(method, `/v1/api-keys/${made.id}${path}`, { key, body: {} });
  const unknown = await api.call(method, `/v1/api-keys/key_${'0'.repeat(26)}${path}`, { key, body: {} });
  const odd = await api.call(method, `/v1/api-keys/x${path}`, { key, body: {} });
  for (const reply of [foreign, unknown, odd]) {
    expect([reply.status, reply.body.code]).toEqual([404, 'api_key_not_found']);
  }
  expect(await works(made['key'])).toBe(true);
});

test.for([
  { scopes: [], label: 'x' },
  { scopes: ['root'], label: 'x' },
  { scopes: ['read'], label: '' },
  { scopes: ['read'], label: 'a\0b' },
  { scopes: ['read'] },
  { scopes: ['read'], label: 'x', key: 'sk_test_mine' },
])('refuses %j', async body => {
  const reply = await make(body);
  expect([reply.status, reply.body.code]).toEqual([422, 'invalid_request']);
});

test('only an admin creates, sees and ends keys, or changes the account', async () => {
  for (const [method, path] of [
    ['GET', '/v1/api-keys'],
    ['POST', '/v1/api-keys'],
    ['POST', '/v1/account'],
  ] as const) {
    const reply = await api.call(method, path, {
      key: api.merchant.keys.write,
      ...(method === 'POST' ? { body: {} } : {}),
    });
    expect([reply.status, reply.body.code]).toEqual([403, 'insufficient_scope']);
  }
});

test('an admin sets whether a declined deposit declines its purse, which is the default', async () => {
  expect((await api.call('GET', '/v1/account')).body).toMatchObject({ onDecline: 'purse' });
  const refused = await api.call('POST', '/v1/account', {
    key: api.merchant.keys.write,
    body: { onDecline: 'deposit' },
  });
  expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_scope']);
  for (const onDecline of ['none', null, true, 'PURSE']) {
    const invalid = await api.call('POST', '/v1/account', { body: { onDecline } });
    expect([invalid.status, invalid.body.code]).toEqual([422, 'invalid_request']);
  }
  const updated = await api.call('POST', '/v1/account', { body: { onDecline: 'deposit' } });
  expect(updated).toMatchObject({ status: 200, body: { onDecline: 'deposit' } });
  await api.call('POST', '/v1/account', { body: { name: 'Shop 3' } });
  expect((await api.call('GET', '/v1/account')).body).toMatchObject({ name: 'Shop 3', onDecline: 'deposit' });
  const other = await api.call('GET', '/v1/account', { key: api.other.keys.read });
  expect(other.body).toMatchObject({ onDecline: 'purse' });
});

test('an account has its own period for purses that are issued from now on', async () => {
  const updated = await api.call('POST', '/v1/account', {
    body: { name: 'Shop 2', pursePeriodSeconds: 3600 },
  });
  expect(updated.body).toMatchObject({ name: 'Shop 2', pursePeriodSeconds: 3600, livemode: false });
  expect((await api.call('GET', '/v1/account')).body).toEqual(updated.body);
  await api.call('POST', '/v1/customers', { body: { externalId: 'period' } });
  const purse = await api.call('GET', '/v1/purse?customerId=period&currency=ETH');
  const lives = Date.parse(String(purse.body['expiresAt'])) - Date.now();
  expect(lives).toBeGreaterThan(3500_000);
  expect(lives).toBeLessThanOrEqual(3600_000);

  for (const pursePeriodSeconds of [0, 59, 1.5, '3600', 1e12]) {
    const refused = await api.call('POST', '/v1/account', { body: { pursePeriodSeconds } });
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_request']);
  }
  const other = await api.call('GET', '/v1/account', { key: api.other.keys.read });
  expect(other.body).toMatchObject({ name: 'shop', pursePeriodSeconds: 2_592_000 });
});
