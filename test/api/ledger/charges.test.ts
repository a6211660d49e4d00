import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCustomer, seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { CallOptions, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
let keys = 0;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** A customer with deposits in these currencies, in base units. */
async function customerWith(name: string, ...deposits: readonly (readonly [string, string])[]) {
  const customerId = await seedCustomer(api, name);
  for (const [currency, amount] of deposits) {
    const id = await seedDeposit(api, { customerId, currency, amount });
    await seedPosting(api, id, 'customer', amount);
  }
  return customerId;
}

const write = (path: string, body: unknown, options: CallOptions = {}) =>
  api.call('POST', path, { body, headers: { 'idempotency-key': `k${String((keys += 1))}` }, ...options });
const charge = (body: object, options?: CallOptions) => write('/v1/charges', body, options);
const balance = async (customer: string, coin: string): Promise<unknown> => {
  const { body } = await api.call('GET', `/v1/balances?customerId=${customer}&coin=${coin}&productId=`);
  const rows: unknown = body;
  return Array.isArray(rows) ? (rows as Record<string, unknown>[])[0]?.['balance'] : body.code;
};

test('a charge takes its amount from the balance, and reads back as it was answered', async () => {
  const ada = await customerWith('ada', ['ETH', '1500000000000000000']);
  const { status, body } = await charge({
    customerId: 'ada',
    coin: 'ETH',
    amount: '0.5',
    description: 'Hats',
  });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^chg_/) as string,
    account: api.merchant.accountId,
    customerId: ada,
    externalId: 'ada',
    productId: null,
    coin: 'ETH',
    amount: '0.5',
    refunded: '0',
    description: 'Hats',
    createdAt: body['createdAt'],
    parts: [{ currency: 'ETH', productId: null, amount: '0.5' }],
    refunds: [],
  });
  expect((await api.call('GET', `/v1/charges/${body.id}`)).body).toEqual(body);
  expect((await api.call('GET', '/v1/charges?customerId=ada&coin=ETH')).body.data).toEqual([body]);
  const balances: unknown = (await api.call('GET', '/v1/balances?customerId=ada')).body;
  expect(balances).toMatchObject([{ deposited: '1.5', charged: '0.5', balance: '1' }]);
});

test('a charge above the balance, or of nothing, is refused and changes nothing', async () => {
  await customerWith('bob', ['USDT_ETH', '5000000']);
  const refused = { status: 409, body: { code: 'insufficient_balance' } };
  expect(await charge({ customerId: 'bob', coin: 'USDT_ETH', amount: '5.000001' })).toMatchObject(refused);
  expect(await charge({ customerId: 'bob', coin: 'ETH', amount: '0.1' })).toMatchObject(refused);
  expect(await charge({ customerId: 'bob', coin: 'USDT_ETH', amount: '1', productId: 'hat' })).toMatchObject(
    refused,
  );
  expect(await balance('bob', 'USDT_ETH')).toBe('5');
  expect((await api.call('GET', '/v1/charges?customerId=bob')).body.data).toEqual([]);
});

test('invalid input is reported by field', async () => {
  await customerWith('carl', ['USDT_ETH', '5000000']);
  const ask = async (changed: object) => {
    const { status, body } = await charge({ customerId: 'carl', coin: 'USDT_ETH', amount: '1', ...changed });
    return [status, body.code, ...(body.errors ?? []).map(({ field }) => field)];
  };
  const invalid = [422, 'invalid_request', 'amount'];
  for (const amount of ['0', '0.0', '-1', '1e1', '', '1.0000001', 'x', '9'.repeat(100)]) {
    expect(await ask({ amount })).toEqual(invalid);
  }
  // In a group, at most the fewest decimals of its currencies.
  expect(await ask({ coin: 'USD_MULTI_2', amount: '0.0000001' })).toEqual(invalid);
  expect(await ask({ coin: 'NOPE' })).toEqual([422, 'currency_not_supported', 'coin']);
  expect(await ask({ customerId: 'nobody' })).toEqual([404, 'customer_not_found']);
  expect(await ask({ productId: 'a\0' })).toEqual([422, 'invalid_request', 'productId']);
  expect(await ask({ much: 1 })).toEqual([422, 'invalid_request', 'much']);
  const { body } = await charge({ customerId: 'carl', coin: 'USDT_ETH', amount: '1' }, { headers: {} });
  expect(body.code).toBe('idempotency_key_required');
  const reader = { key: api.merchant.keys.read };
  expect((await charge({ customerId: 'carl', coin: 'USDT_ETH', amount: '1' }, reader)).status).toBe(403);
  const foreign = await charge(
    { customerId: 'carl', coin: 'USDT_ETH', amount: '1' },
    { key: api.other.keys.write, headers: { 'idempotency-key': 'theirs' } },
  );
  expect([foreign.status, foreign.body.code]).toEqual([404, 'customer_not_found']);
  expect(await balance('carl', 'USDT_ETH')).toBe('5');
});

test('the same charge requested twice with one key is made once', async () => {
  await customerWith('dora', ['USDT_ETH', '5000000']);
  const ask = () =>
    charge({ customerId: 'dora', coin: 'USDT_ETH', amount: '5' }, { headers: { 'idempotency-key': 'once' } });
  const [first, second] = await Promise.all([ask(), ask()]);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.body).toEqual(second.body);
  expect(await balance('dora', 'USDT_ETH')).toBe('0');
});

test('a blocked customer can be charged and refunded', async () => {
  const eve = await customerWith('eve', ['USDT_ETH', '5000000']);
  await api.call('POST', `/v1/customers/${eve}/block`, { body: {} });
  const { status, body } = await charge({ customerId: 'eve', coin: 'USDT_ETH', amount: '5' });
  expect(status).toBe(201);
  expect((await write(`/v1/charges/${body.id}/refund`, {})).status).toBe(200);
  expect(await balance('eve', 'USDT_ETH')).toBe('5');
});

test('a charge in a group takes the coarser currencies first, and its refunds return the finer ones first', async () => {
  await customerWith('fred', ['POL', '2000000000000000000'], ['USDT_ETH', '3000000'], ['OLD_ETH', '500000']);
  const { body } = await charge({ customerId: 'fred', coin: 'USD_MULTI_2', amount: '4.25' });
  expect(body['parts']).toEqual([
    { currency: 'USDT_ETH', productId: null, amount: '3' },
    { currency: 'OLD_ETH', productId: null, amount: '0.5' },
    { currency: 'POL', productId: null, amount: '0.75' },
  ]);
  expect(await balance('fred', 'USD_MULTI_2')).toBe('1.25');
  expect(await balance('fred', 'POL')).toBe('1.25');

  const refund = async (asked: object) => {
    const { status, body: answer } = await write(`/v1/charges/${body.id}/refund`, asked);
    return [status, answer.code ?? answer['refunded']];
  };
  expect(await refund({ amount: '0.0000001' })).toEqual([422, 'invalid_request']);
  expect(await refund({ amount: '0' })).toEqual([422, 'invalid_request']);
  expect(await refund({ amount: '4.250001' })).toEqual([409, 'already_refunded']);
  expect(await refund({ amount: '1', reason: 'Too large' })).toEqual([200, '1']);
  expect(await balance('fred', 'POL')).toBe('2');
  expect(await balance('fred', 'OLD_ETH')).toBe('0.25');
  expect(await refund({ amount: '3.250001' })).toEqual([409, 'already_refunded']);
  expect(await refund({})).toEqual([200, '4.25']);
  expect(await balance('fred', 'USDT_ETH')).toBe('3');
  for (const asked of [{}, { amount: '0.000001' }]) {
    expect(await refund(asked)).toEqual([409, 'already_refunded']);
  }

  const { body: read } = await api.call('GET', `/v1/charges/${body.id}`);
  expect(read['parts']).toEqual(body['parts']);
  expect(read['refunds']).toMatchObject([
    { id: expect.stringMatching(/^rfd_/) as string, amount: '1', reason: 'Too large' },
    { amount: '3.25', reason: null },
  ]);
});

test('charges are listed newest first, in pages, by customer, product and coin', async () => {
  await customerWith('gina', ['USDT_ETH', '5000000'], ['ETH', '1000000000000000000']);
  const made: string[] = [];
  for (const body of [{ coin: 'USDT_ETH' }, { coin: 'ETH' }, { coin: 'USD_MULTI_2' }]) {
    made.unshift((await charge({ customerId: 'gina', amount: '1', ...body })).body.id);
  }
  const list = async (query: string) => {
    const { status, body } = await api.call('GET', `/v1/charges?${query}`);
    return [status, body.data.map(({ id }) => id), body.hasMore];
  };
  expect(await list('customerId=gina')).toEqual([200, made, false]);
  expect(await list('customerId=gina&limit=1')).toEqual([200, made.slice(0, 1), true]);
  expect(await list(`customerId=gina&startingAfter=${String(made[0])}`)).toEqual([200, made.slice(1), false]);
  expect(await list(`customerId=gina&endingBefore=${String(made[2])}`)).toEqual([
    200,
    made.slice(0, 2),
    false,
  ]);
  expect(await list('customerId=gina&coin=USD_MULTI_2')).toEqual([200, made.slice(0, 1), false]);
  expect(await list('customerId=gina&productId=hat')).toEqual([200, [], false]);
  expect(await list('customerId=nobody')).toEqual([200, [], false]);
  const unknown = await api.call('GET', '/v1/charges?coin=NOPE');
  expect([unknown.status, unknown.body.code]).toEqual([404, 'currency_not_supported']);
  const theirs = await api.call('GET', '/v1/charges', { key: api.other.keys.read });
  expect(theirs.body.data).toEqual([]);
});

test('the statement shows charges and refunds with the balance after each', async () => {
  await customerWith('hugo', ['POL', '2000000000000000000'], ['USDT_ETH', '3000000']);
  const { id: chargeId } = (await charge({ customerId: 'hugo', coin: 'USD_MULTI_2', amount: '4' })).body;
  await write(`/v1/charges/${chargeId}/refund`, { amount: '1.5' });
  const { body } = await api.call('GET', '/v1/customers/hugo/statement');
  const refundId = expect.stringMatching(/^rfd_/) as string;
  const [newest] = body.data;
  expect(newest).toEqual({
    id: newest?.id,
    type: 'refund',
    currency: 'POL',
    amount: '1',
    balance: '2',
    productId: null,
    chargeId,
    refundId,
    createdAt: newest?.['createdAt'],
  });
  expect(body.data).toMatchObject([
    {},
    { type: 'refund', currency: 'USDT_ETH', amount: '0.5', balance: '0.5', chargeId, refundId },
    { type: 'charge', currency: 'POL', amount: '-1', balance: '1', chargeId },
    { type: 'charge', currency: 'USDT_ETH', amount: '-3', balance: '0', chargeId },
    { type: 'deposit', currency: 'USDT_ETH', amount: '3', balance: '3' },
    { type: 'deposit', currency: 'POL', amount: '2', balance: '2' },
  ]);
  const { text } = await api.call('GET', '/v1/customers/hugo/statement', { headers: { accept: 'text/csv' } });
  const cells = text.split('\r\n').map(line => line.split(','));
  expect(cells[3]?.slice(1, 7)).toEqual(['charge', 'POL', '-1', '1', '', '']);
  expect(cells[3]?.slice(8)).toEqual(['', chargeId, '']);
  expect(cells[1]?.slice(8)).toEqual(['', chargeId, refundId]);
});
