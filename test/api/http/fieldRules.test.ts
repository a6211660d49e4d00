import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonBody, Reply, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
let formId: string;
beforeAll(async () => {
  api = await startApi();
  formId = (await form()).body.id;
});
afterAll(() => api.stop());

const form = (fields = {}): Promise<Reply> =>
  api.call('POST', '/v1/forms', {
    body: {
      title: 'Top up',
      coins: ['ETH'],
      receiver: '0x52908400098527886E0F7030069857D2E4169EE7',
      ...fields,
    },
  });
const session = (fields = {}): Promise<Reply> =>
  api.call('POST', '/v1/sessions', {
    body: { formId, customer: { id: 'c' }, price: { ETH: '1' }, ...fields },
  });
const post = (path: string, body: unknown): Promise<Reply> => api.call('POST', path, { body });
const fieldsOf = ({ errors }: JsonBody): string[] => errors.map(({ field }) => field);

describe('an id of 255 characters', () => {
  // Each character takes two units of UTF-16: 510 units.
  const wide = '𝒜'.repeat(255);

  test('is found wherever it can be used, and 256 characters are refused', async () => {
    expect((await post('/v1/customers', { externalId: wide })).status).toBe(201);
    const query = encodeURIComponent(wide);
    for (const path of [
      `/v1/customers/${query}`,
      `/v1/purse?customerId=${query}&currency=ETH`,
      `/v1/balances?customerId=${query}`,
      `/v1/balances?productId=${query}`,
      `/v1/customers/${query}/statement`,
      `/v1/transactions?customerId=${query}`,
      `/v1/purses?customerId=${query}`,
      `/v1/charges?customerId=${query}&productId=${query}`,
    ]) {
      expect([path, (await api.call('GET', path)).status]).toEqual([path, 200]);
    }
    const body = { customerId: wide, coin: 'ETH', amount: '1' };
    const charge = await api.call('POST', '/v1/charges', { body, headers: { 'idempotency-key': 'w' } });
    expect(charge.body.code).toBe('insufficient_balance');
    expect((await post(`/v1/customers/${query}/block`, {})).status).toBe(200);
    expect((await post(`/v1/customers/${query}/unblock`, {})).status).toBe(200);
    const made = await session({ customer: { id: wide }, product: { id: wide }, clientId: wide });
    expect(made.status).toBe(201);

    expect((await post('/v1/customers', { externalId: `${wide}𝒜` })).status).toBe(422);
    expect((await api.call('GET', `/v1/customers/${query}${encodeURIComponent('𝒜')}`)).status).toBe(404);
  });
});

describe('an id that a URL cannot contain', () => {
  test.for(['.', '..'])('cannot be created: %s', async id => {
    expect(fieldsOf((await post('/v1/customers', { externalId: id })).body)).toEqual(['externalId']);
    const { body: known } = await post('/v1/customers', {});
    expect(fieldsOf((await post(`/v1/customers/${known.id}`, { externalId: id })).body)).toEqual([
      'externalId',
    ]);
    expect(fieldsOf((await session({ customer: { id } })).body)).toEqual(['customer.id']);
    expect(fieldsOf((await session({ product: { id } })).body)).toEqual(['product.id']);
    expect(fieldsOf((await session({ clientId: id })).body)).toEqual(['clientId']);
    expect(await api.rows`select from customers where external_id = ${id}`).toHaveLength(0);
  });

  test('used by a client that parses URLs creates and changes nothing', async () => {
    const before = await api.rows`select id, description from customers order by id`;
    for (const path of ['/v1/customers/%2E', '/v1/customers/.', '/v1/customers/a/%2e%2E']) {
      const reply = await post(path, { description: 'x' });
      expect([path, reply.status]).toEqual([path, 404]);
    }
    expect(await api.rows`select id, description from customers order by id`).toEqual(before);
  });

  test('that exists from an earlier release is still found', async () => {
    const { body } = await post('/v1/customers', {});
    await api.rows`update customers set external_id = '..' where id = ${body.id}`;
    expect((await api.call('GET', '/v1/purse?customerId=..&currency=ETH')).body['customerId']).toBe(body.id);
  });

  test.for(['...', 'a/b', 'a\\b', 'a?b#c', '%2E', ' ', 'a.', '~', ':'])(
    'differs from %s, which is found by its path',
    async id => {
      const { body } = await post('/v1/customers', { externalId: id });
      expect(body['externalId']).toBe(id);
      const found = await api.call('GET', `/v1/customers/${encodeURIComponent(id)}`);
      expect([found.status, found.body.id]).toEqual([200, body.id]);
    },
  );
});

describe('the URL to which payers return', () => {
  test.for([
    ['https://shop.example', 'https://shop.example/'],
    ['  https://shop.example/a ', 'https://shop.example/a'],
    ['https:\\\\shop.example\\a', 'https://shop.example/a'],
    ['HTTPS://Shop.Example:443/é?q=ü#ß', 'https://shop.example/%C3%A9?q=%C3%BC#%C3%9F'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://shop.example/a/../b?x=%0d%0aY', 'https://shop.example/b?x=%0d%0aY'],
  ] as const)('%s is stored as %s', async ([given, stored]) => {
    const { body } = await form({ returnUrl: given });
    expect(body['returnUrl']).toBe(stored);
    const { body: changed } = await post(`/v1/forms/${body.id}`, { returnUrl: given });
    expect(changed['returnUrl']).toBe(stored);
  });

  test.for([
    ['with a line feed', 'https://shop.example/\r\nX: y'],
    ['with a tab', 'https://shop.example/\tx'],
    ['after a line feed', '\nhttps://shop.example/'],
    ['with DEL', 'https://shop.example/\u007f'],
    ['with a control character beyond ASCII', 'https://shop.example/\u0085x'],
    ['that is too long once it is escaped', `https://shop.example/${'é'.repeat(1000)}`],
  ] as const)('%s is refused', async ([, returnUrl]) => {
    for (const reply of [await form({ returnUrl }), await post(`/v1/forms/${formId}`, { returnUrl })]) {
      expect([reply.status, reply.body.code]).toEqual([422, 'url_not_allowed']);
    }
    expect((await api.call('GET', `/v1/forms/${formId}`)).body['returnUrl']).toBeNull();
  });

  test('and URLs that we call have no control characters either', async () => {
    const url = 'https://shop.example/\r\nX: y';
    expect(fieldsOf((await post('/v1/webhook-endpoints', { url })).body)).toEqual(['url']);
    expect(fieldsOf((await post('/v1/customers', { notificationUrl: url })).body)).toEqual([
      'notificationUrl',
    ]);
  });
});

test('an answer lists at most 20 errors, shortened, and says how many more there are', async () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${String(index)}`, 1]));
  const { status, text, body } = await post('/v1/customers', many);
  expect([status, body.errors.length, body['detail']]).toEqual([
    422,
    20,
    'The request has fields that are not valid. 4980 more are not listed.',
  ]);
  expect(text.length).toBeLessThan(3000);

  const long = await post('/v1/customers', { ['x'.repeat(90_000)]: 1 });
  expect(long.text.length).toBeLessThan(1000);
  const deep = await api.call('POST', '/v1/customers', {
    raw: `${'{"a":'.repeat(9000)}[${'1e999,'.repeat(5000)}1]${'}'.repeat(9000)}`,
  });
  expect([deep.status, deep.body.errors.length, deep.text.length < 20_000]).toEqual([422, 20, true]);
});
