import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PurserClient } from '../../client/index.ts';
import { createClient, PurserConnectionError, PurserError } from '../../client/index.ts';
import type { TestApi } from '../api/startApi.ts';
import { startApi } from '../api/startApi.ts';

let api: TestApi;
let purser: PurserClient;
beforeAll(async () => {
  api = await startApi();
  purser = createClient({ baseUrl: `${api.url}/`, apiKey: api.merchant.keys.admin });
});
afterAll(() => api.stop());

async function collect<T, R>(items: AsyncIterable<T>, map: (item: T) => R): Promise<R[]> {
  const found: R[] = [];
  for await (const item of items) found.push(map(item));
  return found;
}

test('calls return the body of the answer, and send path, query and body', async () => {
  const strange = 'user/42?x=ü#';
  const made = await purser.post('/v1/customers', {
    body: { externalId: strange, metadata: { tier: 'gold' } },
  });
  expect(await purser.get('/v1/customers/{id}', { path: { id: strange } })).toEqual(made);
  const purse = await purser.get('/v1/purse', { query: { customerId: strange, currency: 'ETH' } });
  expect(purse).toMatchObject({ customerId: made.id, status: 'PENDING_PAYMENT' });
  const endpoint = await purser.post('/v1/webhook-endpoints', {
    body: { url: 'https://shop.example/hooks' },
  });
  expect(await purser.delete('/v1/webhook-endpoints/{id}', { path: { id: endpoint.id } })).toMatchObject({
    deleted: true,
  });
});

test('a list is walked to its end, newest first, page by page', async () => {
  const merchant = createClient({ baseUrl: api.url, apiKey: api.other.keys.write });
  const names = Array.from({ length: 25 }, (_, at) => `customer-${String(at)}`);
  for (const externalId of names) await merchant.post('/v1/customers', { body: { externalId } });
  const walked = await collect(merchant.paginate('/v1/customers'), customer => customer.externalId);
  expect(walked).toEqual(names.toReversed());
  const inTens = merchant.paginate('/v1/customers', { query: { limit: 25 } });
  expect((await inTens.next()).value).toMatchObject({ externalId: 'customer-24' });
});

test('lists whose items have another name for their id are walked too', async () => {
  const { data } = await purser.get('/v1/currencies', { query: { limit: 100 } });
  const codes = await collect(
    purser.paginate('/v1/currencies', { query: { limit: 1 } }),
    currency => currency.code,
  );
  expect(codes).toEqual(data.map(({ code }) => code));

  for (const externalId of ['p1', 'p2', 'p3']) {
    await purser.post('/v1/customers', { body: { externalId } });
    await purser.get('/v1/purse', { query: { customerId: externalId, currency: 'ETH' } });
  }
  const purses = await collect(
    purser.paginate('/v1/purses', { query: { limit: 2 } }),
    purse => purse.externalId,
  );
  expect(purses.slice(0, 3)).toEqual(['p3', 'p2', 'p1']);
});

test('the events after a sequence are returned oldest first, over pages, of the wanted types', async () => {
  const merchant = createClient({ baseUrl: api.url, apiKey: api.other.keys.write });
  for (let at = 0; at < 60; at += 1) {
    for (const action of ['block', 'unblock'] as const) {
      await merchant.post(`/v1/customers/{id}/${action}`, { path: { id: 'customer-0' }, body: {} });
    }
  }
  const all = await collect(merchant.events.after(0), event => event.sequence);
  expect(all).toEqual(Array.from({ length: 145 }, (_, at) => at + 1));
  const some = await collect(merchant.events.after(140, ['CUSTOMER_BLOCKED', 'CUSTOMER_UPDATED']), event => [
    event.sequence,
    event.type,
  ]);
  expect(some).toEqual([
    [142, 'CUSTOMER_BLOCKED'],
    [144, 'CUSTOMER_BLOCKED'],
  ]);
});

test('a refusal of the API is an error with its facts', async () => {
  const refused = await purser
    .post('/v1/customers', { body: { email: 'nobody' } })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(PurserError);
  expect(refused).toMatchObject({
    status: 422,
    code: 'invalid_request',
    errors: [{ field: 'email' }],
    requestId: expect.stringMatching(/^req_/) as unknown,
  });
  const stranger = createClient({ baseUrl: api.url, apiKey: 'sk_test_wrong' });
  await expect(stranger.get('/v1/customers')).rejects.toMatchObject({ status: 401, code: 'unauthorized' });
});

test('an answer of another server is not mistaken for an answer of the API', async () => {
  for (const status of [200, 404]) {
    const fetch = () => Promise.resolve(new Response('<html>Welcome to nginx</html>', { status }));
    const proxied = createClient({ baseUrl: api.url, apiKey: 'x', fetch });
    await expect(proxied.get('/v1/customers')).rejects.toBeInstanceOf(PurserConnectionError);
  }
});
