import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOwner } from '../../db/fixtures.ts';
import * as till from '../../db/payments.ts';
import { seedCustomer, seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

let api: TestApi;
let ada: string;
let bob: string;
beforeAll(async () => {
  api = await startApi();
  ada = await seedCustomer(api, 'ada');
  bob = await seedCustomer(api, 'bob');
  const post = async (customerId: string, currency: string, to: string, amount: string) => {
    const id = await seedDeposit(api, { customerId, currency, amount });
    await seedPosting(api, id, to, amount);
  };
  await post(ada, 'ETH', 'customer', '1500000000000000000');
  await post(ada, 'ETH', 'customer', '250000000000000000');
  await post(ada, 'ETH', 'held', '9000000000000000000');
  await post(ada, 'ETH', 'merchant', '3000000000000000000');
  await post(ada, 'USDT_ETH', 'customer', '2500000');
  await post(bob, 'USDT_ETH', 'customer', '1');
});
afterAll(() => api.stop());

const balances = async (query: string) => (await api.call('GET', `/v1/balances?${query}`)).body;
const row = (
  customerId: string,
  externalId: string,
  coin: string,
  amount: string,
  productId: string | null = null,
) => ({
  customerId,
  externalId,
  productId,
  coin,
  deposited: amount,
  charged: '0',
  balance: amount,
});

test('an absent parameter returns a row per value', async () => {
  expect(await balances('')).toEqual([
    row(bob, 'bob', 'USDT_ETH', '0.000001'),
    row(ada, 'ada', 'ETH', '1.75'),
    row(ada, 'ada', 'USDT_ETH', '2.5'),
  ]);
  expect(await balances('customerId=ada')).toEqual([
    row(ada, 'ada', 'ETH', '1.75'),
    row(ada, 'ada', 'USDT_ETH', '2.5'),
  ]);
  expect(await balances(`customerId=${ada}&coin=ETH`)).toEqual([row(ada, 'ada', 'ETH', '1.75')]);
});

test('an empty parameter returns totals with the field empty', async () => {
  expect(await balances('customerId=')).toEqual([
    row('', '', 'ETH', '1.75'),
    row('', '', 'USDT_ETH', '2.500001'),
  ]);
  expect(await balances('customerId=&coin=USDT_ETH&productId=')).toEqual([
    row('', '', 'USDT_ETH', '2.500001', ''),
  ]);
  expect(await balances('coin=')).toEqual([row(bob, 'bob', '', '0.000001'), row(ada, 'ada', '', '4.25')]);
  expect(await balances('customerId=&coin=')).toEqual([row('', '', '', '4.250001')]);
});

test('an unknown filter is not found; a known one without money returns an empty list', async () => {
  const code = async (query: string, key = api.merchant.keys.read) => {
    const { status, body } = await api.call('GET', `/v1/balances?${query}`, { key });
    return [status, body.code];
  };
  expect(await code('customerId=nobody')).toEqual([404, 'customer_not_found']);
  expect(await code(`customerId=${ada}`, api.other.keys.read)).toEqual([404, 'customer_not_found']);
  expect(await code('coin=NOPE')).toEqual([404, 'currency_not_supported']);
  expect(await code('formId=frm_1')).toEqual([404, 'form_not_found']);
  expect(await code('x=1')).toEqual([422, 'invalid_request']);
  expect(await balances('productId=p')).toEqual([]);
  expect((await api.call('GET', '/v1/balances', { key: api.other.keys.read })).body).toEqual([]);
});

/** Every page of a query, followed by its `Link` only. */
async function pages(first: string, key = api.merchant.keys.read): Promise<unknown[][]> {
  const all: unknown[][] = [];
  for (let query: string | undefined = first; query !== undefined;) {
    const { status, body, headers } = await api.call('GET', `/v1/balances${query}`, { key });
    expect(status).toBe(200);
    all.push(body as unknown as unknown[]);
    query = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
  }
  return all;
}

test.for(['', 'coin=ETH', 'coin=', 'customerId=', 'customerId=ada', 'productId=', 'customerId=&coin='])(
  'pages of any size, followed by their Link, are complete: %s',
  async query => {
    const [whole = [], ...none] = await pages(`?${query}`);
    expect(none).toEqual([]);
    expect(whole.length).toBeGreaterThan(0);
    for (const limit of [1, 2, whole.length, 100]) {
      const parts = await pages(`?${query}&limit=${String(limit)}`);
      expect(parts.map(part => part.length)).toEqual(
        Array.from({ length: Math.ceil(whole.length / limit) }, (_, index) =>
          Math.min(limit, whole.length - index * limit),
        ),
      );
      expect(parts.flat()).toEqual(whole);
    }
  },
);

test('a page sums all currencies of its last row, and knows whether rows follow', async () => {
  const merchant = await newMerchant(api.db);
  const owner = await newOwner(api.db, merchant.accountId);
  const formId = await till.newForm(api.db, merchant.accountId);
  for (const [currency, product] of [
    ['USDT_ETH', 'a'],
    ['POL', 'a'],
    ['USDT_ETH', 'b'],
    ['POL', 'b'],
    ['USDT_ETH', 'c'],
  ] as const) {
    await till.deposit(api.db, owner, { currency, amount: 3_000_000_000_000_000_000n, formId, product });
  }
  for (const query of ['coin=USD_MULTI_1', 'coin=']) {
    const [whole = []] = await pages(`?${query}`, merchant.keys.read);
    expect(whole).toHaveLength(3);
    for (const limit of [1, 2]) {
      expect((await pages(`?${query}&limit=${String(limit)}`, merchant.keys.read)).flat()).toEqual(whole);
    }
  }
});

test('a cursor that no Link contained is refused', async () => {
  const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const place of [
    'x',
    'cus_x',
    made(['cus_x', '', 'ETH']),
    made([ada]),
    made([ada, 1, 'ETH']),
    made([ada, '\0', 'E']),
  ]) {
    const { status, body } = await api.call('GET', `/v1/balances?startingAfter=${place}`);
    expect([place, status, body.errors[0]?.field]).toEqual([place, 422, 'startingAfter']);
  }
  expect((await api.call('GET', '/v1/balances?limit=101')).status).toBe(422);
});

test('a purse shows what it received and how much of it is held', async () => {
  const { body } = await api.call('GET', '/v1/purse?customerId=ada&currency=ETH');
  expect(body['accounts']).toEqual([
    { currency: 'ETH', received: '4.75', held: '9' },
    { currency: 'USDT_ETH', received: '2.5', held: '0' },
    { currency: 'POL', received: '0', held: '0' },
  ]);
  const { body: one } = await api.call('GET', `/v1/purses/${body.purseId}`);
  expect(one['accounts']).toEqual(body['accounts']);
});

test('currencies are listed in pages, and found by code', async () => {
  const list = async (query: string) => {
    const { body } = await api.call('GET', `/v1/currencies?${query}`);
    return [body.data.map(one => one.code), body.hasMore];
  };
  expect(await list('')).toEqual([['ETH', 'USDT_ETH', 'POL', 'OLD_ETH'], false]);
  expect(await list('limit=2')).toEqual([['ETH', 'USDT_ETH'], true]);
  expect(await list('limit=2&startingAfter=USDT_ETH')).toEqual([['POL', 'OLD_ETH'], false]);
  expect(await list('limit=2&endingBefore=OLD_ETH')).toEqual([['USDT_ETH', 'POL'], true]);
  expect((await api.call('GET', '/v1/currencies?startingAfter=NOPE')).body.code).toBe(
    'currency_not_supported',
  );
  expect((await api.call('GET', '/v1/currencies/USDT_ETH')).body).toEqual({
    code: 'USDT_ETH',
    name: 'Tether',
    network: 'ETHEREUM',
    chainId: 31337,
    contract: `0x${'a'.repeat(40)}`,
    decimals: 6,
    minDeposit: '1',
    confirmations: 12,
    supported: true,
    groups: ['USD_MULTI_1', 'USD_MULTI_2'],
  });
  expect((await api.call('GET', '/v1/currencies/POL')).body['confirmations']).toBeNull();
  expect((await api.call('GET', '/v1/currencies/NOPE')).body).toMatchObject({
    status: 404,
    code: 'currency_not_supported',
  });
});

test('money is shown by product, by form, in a group, and with what was charged of it', async () => {
  const { accountId } = api.other;
  const owner = await newOwner(api.db, accountId);
  const [shop, fair] = [await till.newForm(api.db, accountId), await till.newForm(api.db, accountId)];
  const pay = (currency: string, amount: bigint, formId?: typeof shop, product?: string) =>
    till.deposit(api.db, owner, { currency, amount, formId, product });
  await pay('USDT_ETH', 3_000_000n, shop, 'hat');
  await pay('POL', 2_000_000_000_000_000_001n, fair, 'hat');
  await pay('USDT_ETH', 7_000_000n, shop);
  await till.charge(api.db, owner, { coin: 'USD_MULTI_1', amount: 4_500_000n, product: 'hat' });

  const { customerId } = owner;
  const ask = async (query: string, key = api.other.keys.read) => {
    const { body } = await api.call('GET', `/v1/balances?${query}`, { key });
    const rows: unknown = body;
    return Array.isArray(rows)
      ? (rows as Record<string, unknown>[]).map(each => Object.values(each).slice(2))
      : body.code;
  };
  expect(await ask(`customerId=${customerId}`)).toEqual([
    [null, 'USDT_ETH', '7', '0', '7'],
    ['hat', 'POL', '2.000000000000000001', '1.5', '0.500000000000000001'],
    ['hat', 'USDT_ETH', '3', '3', '0'],
  ]);
  expect(await ask('productId=hat&coin=USD_MULTI_1')).toEqual([
    ['hat', 'USD_MULTI_1', '5.000000000000000001', '4.5', '0.500000000000000001'],
  ]);
  expect(await ask('customerId=&productId=&coin=')).toEqual([
    ['', '', '12.000000000000000001', '4.5', '7.500000000000000001'],
  ]);
  expect(await ask(`customerId=&productId=&coin=USDT_ETH&formId=${shop}`)).toEqual([
    ['', 'USDT_ETH', '10', '3', '7'],
  ]);
  expect(await ask(`formId=${fair}`)).toEqual([
    ['hat', 'POL', '2.000000000000000001', '1.5', '0.500000000000000001'],
  ]);
  for (const query of ['', 'coin=USD_MULTI_1', 'coin=', 'coin=USD_MULTI_1&productId=', `formId=${shop}`]) {
    const key = api.other.keys.read;
    const [whole = []] = await pages(`?${query}`, key);
    const ones = await pages(`?${query}&limit=1`, key);
    expect([query, ones]).toEqual([query, whole.map(each => [each])]);
  }
  expect(await ask('productId=shoe')).toEqual([]);
  expect(await ask('productId=%00')).toBe('invalid_request');
  expect(await ask(`formId=${shop}`, api.merchant.keys.read)).toBe('form_not_found');
});
