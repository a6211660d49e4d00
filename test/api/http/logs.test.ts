import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../api/routes/index.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

/** Personal data and the merchant's own data, in every place of a request that takes text. */
const canary = 'lovelace-1815';
const bodies: readonly unknown[] = [
  {},
  [canary],
  canary,
  { [canary]: canary },
  {
    externalId: canary,
    email: `${canary}@shop.example`,
    description: canary,
    metadata: { [canary]: canary },
    notificationUrl: `https://shop.example/${canary}`,
  },
  { url: `https://user:${canary}@shop.example/${canary}`, types: [canary] },
  { url: `http://127.0.0.1/${canary}`, description: canary },
  { verdict: 'approve', reason: canary },
  { to: 'customer', reason: canary },
  { reason: canary, customerId: canary },
  { network: canary, transactionHash: canary },
  // Postgres would refuse these and quote the value.
  { externalId: `${canary}\u0000`, description: '\ud800' },
];

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function leaksNothing(of: TestApi, secrets: readonly string[], atLeast: number): Promise<void> {
  await expect.poll(() => of.logs.length).toBeGreaterThanOrEqual(atLeast);
  for (const secret of secrets) expect(of.logs.filter(line => line.includes(secret))).toEqual([]);
}

test('the logs contain nothing of what is sent, whatever the route', async () => {
  let calls = 0;
  const call = async (method: string, path: string, key: string, body?: unknown) => {
    calls += 1;
    const headers = {
      'idempotency-key': `${canary}-${String(calls)}`,
      'user-agent': canary,
      cookie: canary,
      referer: `https://shop.example/${canary}`,
      'x-forwarded-for': canary,
    };
    await api.call(method, path, { key, headers, ...(body === undefined ? {} : { body }) });
  };
  const { admin } = api.merchant.keys;
  for (const { spec } of routes) {
    const method = spec.method.toUpperCase();
    const path = spec.path.replace(/\{\w+\}/, `cus_${canary}`);
    const byName = spec.path.replace(/\{\w+\}/, canary);
    await call(method, `${path}?${canary}=${canary}&customerId=${canary}&currency=ETH`, admin);
    await call(method, byName, `sk_test_${canary}`);
    for (const body of method === 'POST' ? bodies : []) await call(method, byName, admin, body);
  }
  await call('GET', `/v1/${canary}`, admin);
  await call('GET', `/${canary}%E0%A4%A`, admin);
  await api.call('POST', '/v1/customers', { raw: `{"externalId": "${canary}"` });
  // The calls were made: this customer existed and was erased.
  expect(await api.rows`select from customers where erased_at is not null`).toHaveLength(1);
  expect((await api.call('GET', `/v1/customers/${canary}`)).status).toBe(404);
  expect((await api.call('GET', '/metrics', { key: null })).text).not.toContain(canary);
  await leaksNothing(api, [canary, ...Object.values(api.merchant.keys)], calls + 2);
}, 120_000);

test('a secret that is shown once is in the answer only', async () => {
  const made = await api.call('POST', '/v1/webhook-endpoints', { body: { url: 'https://shop.example/' } });
  expect(made.body.secret).toMatch(/^whsec_/);
  await leaksNothing(api, [made.body.secret, made.body.secret.slice(6)], 1);
});

test('an error of Postgres is logged without the values in its message', async () => {
  await api.rows`
    create function refuse() returns trigger language plpgsql as $$
    begin
      raise exception '% is refused', new.email using errcode = 'data_exception';
    end $$`;
  await api.rows`create trigger refuse before insert on customers for each row execute function refuse()`;
  const before = api.logs.length;
  const body = { email: `${canary}@shop.example` };
  const { status } = await api.call('POST', '/v1/customers', { body });
  expect(status).toBe(500);
  await leaksNothing(api, [canary], before + 2);
  expect(api.logs.some(line => line.includes('22000'))).toBe(true);
});
