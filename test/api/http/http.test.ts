import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../../db/accounts/createApiKey.ts';
import { revokeApiKey } from '../../../db/accounts/revokeApiKey.ts';
import { connect } from '../../../db/connect.ts';
import type { TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('without a valid key, every route answers 401 in the same way', async () => {
  const keys = [
    null,
    'nonsense',
    `sk_test_${'A'.repeat(43)}`,
    `${api.merchant.keys.admin}x`,
    api.merchant.keys.admin.toUpperCase(),
  ];
  for (const key of keys) {
    const { status, body, headers } = await api.call('GET', '/v1/customers', { key });
    expect([status, body.code]).toEqual([401, 'unauthorized']);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  }
});

test('keys are stored as hashes, work until they are revoked, and work only in their mode', async () => {
  const { accountId } = api.merchant;
  const { keyId, key } = await createApiKey(api.db, accountId, { scopes: ['read'], label: 'temporary' });
  expect(key).toMatch(/^sk_test_/);
  const rows = await api.rows`select * from api_keys where id = ${keyId}`;
  expect(JSON.stringify(rows)).not.toContain(key.slice(8));
  expect((await api.call('GET', '/v1/customers', { key })).status).toBe(200);
  expect(await revokeApiKey(api.db, api.merchant.accountId, keyId)).toBe(true);
  expect(await revokeApiKey(api.db, api.merchant.accountId, keyId)).toBe(false);
  expect((await api.call('GET', '/v1/customers', { key })).status).toBe(401);

  const live = await newMerchant(api.db, true);
  expect(live.keys.read).toMatch(/^sk_live_/);
  expect((await api.call('GET', '/v1/customers', { key: live.keys.read })).status).toBe(401);
});

test('admin implies write, write implies read, and read nothing more', async () => {
  const { read, write, admin } = api.merchant.keys;
  const statuses = async (key: string) => [
    (await api.call('GET', '/v1/customers', { key })).status,
    (await api.call('POST', '/v1/customers', { key, body: {} })).status,
    (
      await api.call('POST', '/v1/transactions/x/compliance', {
        key,
        body: { verdict: 'approve', reason: 'r' },
      })
    ).status,
  ];
  expect(await statuses(read)).toEqual([200, 403, 403]);
  expect(await statuses(write)).toEqual([200, 201, 403]);
  expect(await statuses(admin)).toEqual([200, 201, 404]);
});

test('a given account must be the key’s own account', async () => {
  const own = api.merchant.accountId;
  const { accountId: other } = api.other;
  for (const account of [other, 'acc_x', '']) {
    const replies = [
      await api.call('GET', `/v1/customers?account=${account}`),
      await api.call('POST', '/v1/customers', { body: { account } }),
      await api.call('POST', `/v1/customers?account=${account}`, { body: {} }),
      await api.call('GET', `/v1/purse?account=${account}&customerId=x&currency=ETH`),
    ];
    for (const { body } of replies) expect(body).toMatchObject({ status: 403, code: 'account_mismatch' });
  }
  expect((await api.call('GET', `/v1/customers?account=${own}`)).status).toBe(200);
  expect((await api.call('POST', '/v1/customers', { body: { account: own } })).status).toBe(201);
});

test('bodies that are not JSON objects are refused', async () => {
  const post = (raw: string, headers = {}) => api.call('POST', '/v1/customers', { raw, headers });
  for (const raw of ['{', '"text"', '{"a":1,}', '{"__proto__": {"blocked": true}}', '\u0000']) {
    expect((await post(raw)).body).toMatchObject({ status: 400, code: 'malformed_json' });
  }
  expect((await post('{}', { 'content-encoding': 'gzip' })).body.code).toBe('malformed_json');
  expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(201);
  expect((await post('[]')).body).toMatchObject({ status: 422, code: 'invalid_request' });
  const large = JSON.stringify({ description: 'x'.repeat(101_000) });
  expect((await post(large)).body).toMatchObject({ status: 413, code: 'body_too_large' });
  expect((await post('')).status).toBe(201);
});

test('an unknown address is 404 in the same form', async () => {
  for (const [method, path] of [
    ['GET', '/'],
    ['GET', '/v1/nothing'],
    ['GET', '/v1/Customers'],
    ['GET', '/v1/customers/%E0%A4%A'],
  ] as const) {
    const { status, body, headers } = await api.call(method, path);
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect(headers.get('content-type')).toMatch(/problem\+json/);
  }
});

test('a problem has all its fields, and the request’s id', async () => {
  const { body, headers } = await api.call('GET', '/v1/customers/nobody?x=secret', {
    headers: { 'x-request-id': 'my-request.1' },
  });
  expect(headers.get('x-request-id')).toBe('my-request.1');
  expect(body).toEqual({
    type: '/docs/errors/invalid_request',
    title: 'A field of the request is not valid',
    status: 422,
    detail: 'The request has fields that are not valid.',
    instance: '/v1/customers/nobody',
    code: 'invalid_request',
    errors: [{ field: 'x', message: 'is not a field of this request' }],
    requestId: 'my-request.1',
  });
  const made = await api.call('GET', '/v1/customers', { headers: { 'x-request-id': 'no spaces please' } });
  expect(made.headers.get('x-request-id')).toMatch(/^req_/);
});

test('logs have the template of a request, and no secrets or personal data', async () => {
  await api.call('POST', '/v1/customers', {
    body: { externalId: 'lovelace-1815', email: 'lovelace@shop.example' },
  });
  await api.call('GET', '/v1/customers/lovelace-1815');
  await api.call('GET', '/v1/purse?customerId=lovelace-1815&currency=ETH', {
    headers: { 'x-request-id': 'find-me' },
  });
  await expect.poll(() => api.logs.some(line => line.includes('find-me'))).toBe(true);
  const text = api.logs.join('');
  expect(text).toContain('/v1/customers/{id}');
  expect(text).toContain(api.merchant.accountId);
  for (const secret of ['lovelace', 'sk_test_', 'Bearer', '127.0.0.1']) expect(text).not.toContain(secret);
});

test('headers keep browsers from using an answer in any way', async () => {
  const { headers } = await api.call('GET', '/v1/customers');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('too many requests of one key are refused, with the time to retry', async () => {
  const limited = await startApi({ limits: { rateLimit: 5 } });
  const first = await limited.call('GET', '/v1/customers');
  expect(first.headers.get('ratelimit-policy')).toBe('"default";q=5;w=1');
  expect(first.headers.get('ratelimit')).toMatch(/^"default";r=4;t=1$/);
  const replies = await Promise.all(Array.from({ length: 10 }, () => limited.call('GET', '/v1/customers')));
  const refused = replies.filter(reply => reply.status === 429);
  expect(refused.length).toBeGreaterThan(3);
  expect(refused[0]?.body.code).toBe('rate_limited');
  expect(refused[0]?.headers.get('retry-after')).toBe('1');
  expect((await limited.call('GET', '/v1/customers', { key: limited.other.keys.read })).status).toBe(200);
  await new Promise(resolve => setTimeout(resolve, 400));
  expect((await limited.call('GET', '/v1/customers')).status).toBe(200);
  await limited.stop();
});

test('an account’s keys share its limit, and more keys do not raise it', async () => {
  const limited = await startApi({ limits: { rateLimit: 5 } });
  const { read, write, admin } = limited.merchant.keys;
  const calls = Array.from({ length: 15 }, (_, n) =>
    limited.call('GET', '/v1/customers', { key: [read, write, admin][n % 3] ?? null }),
  );
  const served = (await Promise.all(calls)).filter(({ status }) => status === 200);
  // Five at once, and those that the bucket regains while they are served.
  expect(served.length).toBeLessThan(11);
  await limited.stop();
});

test('while Postgres is down, every call is 503 and reveals nothing about it', async () => {
  const nowhere = connect('postgres://nobody:secret@127.0.0.1:1/none');
  const down = await startApi({ db: () => nowhere });
  for (const [method, path] of [
    ['GET', '/v1/customers'],
    ['POST', '/v1/customers'],
    ['GET', '/v1/purse?customerId=a&currency=ETH'],
  ] as const) {
    const { status, text, body, headers } = await down.call(
      method,
      path,
      method === 'POST' ? { body: {} } : {},
    );
    expect([status, body.code]).toEqual([503, 'temporarily_unavailable']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(text).not.toContain('ECONNREFUSED');
  }
  await down.stop();
  await nowhere.destroy();
});

test('an unexpected error is 500 and reveals nothing; the log has its place in the code', async () => {
  const broken = await startApi({
    issuePurse: () => Promise.reject(new RangeError('secret detail of ours')),
  });
  await broken.call('POST', '/v1/customers', { body: { externalId: 'x' } });
  const { status, text, body } = await broken.call('GET', '/v1/purse?customerId=x&currency=ETH');
  expect([status, body.code]).toEqual([500, 'internal']);
  expect(text).not.toContain('secret detail');
  const line = broken.logs.find(entry => entry.includes('"failed"')) ?? '';
  expect(line).toContain(body.requestId);
  expect(line).toContain('RangeError');
  await broken.stop();
});

test('raw paths and headers that no client would send are answered, not dropped', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(
      `${api.url}/v1/customers/..%2f..%2fetc?limit=10&limit[]=1`,
      { headers: { authorization: `Bearer ${api.merchant.keys.read}`, 'x-request-id': 'a'.repeat(4000) } },
      response => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.on('error', reject).end();
  });
  expect(status).toBe(422);
});
