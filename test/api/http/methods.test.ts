import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('a method that a known address does not support is 405, and Allow lists the supported ones', async () => {
  for (const [method, path, allow] of [
    ['PUT', '/v1/customers', 'POST, GET, HEAD, OPTIONS'],
    ['DELETE', '/v1/customers/user-42', 'GET, POST, HEAD, OPTIONS'],
    ['PATCH', '/v1/purse', 'GET, HEAD, OPTIONS'],
    // A word, which is not a transaction's id.
    ['POST', '/v1/transactions/lookup', 'GET, HEAD, OPTIONS'],
  ] as const) {
    const { status, headers, body } = await api.call(method, path);
    expect([status, body.code]).toEqual([405, 'method_not_allowed']);
    expect(headers.get('allow')).toBe(allow);
    expect(headers.get('content-type')).toMatch(/problem\+json/);
  }
});

test('OPTIONS returns the methods without a key, and HEAD is GET without a body', async () => {
  const options = await api.call('OPTIONS', '/v1/customers', { key: null });
  expect([options.status, options.headers.get('allow')?.split(/, ?/).toSorted()]).toEqual([
    200,
    ['GET', 'HEAD', 'POST'],
  ]);
  const authorization = `Bearer ${api.merchant.keys.read}`;
  const head = await fetch(`${api.url}/v1/customers`, { method: 'HEAD', headers: { authorization } });
  expect([head.status, await head.text()]).toEqual([200, '']);
});
