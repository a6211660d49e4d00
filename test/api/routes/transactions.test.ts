import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCustomer, seedDeposit } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const get = (id: string) => api.call('GET', `/v1/transactions/${id}`);
const decide = (id: string, body: unknown, key = api.merchant.keys.admin) =>
  api.call('POST', `/v1/transactions/${id}/compliance`, { body, key });

test('a deposit is shown with its confirmations', async () => {
  const customerId = await seedCustomer(api, 'shown');
  const id = await seedDeposit(api, { customerId });
  expect((await get(id)).body).toMatchObject({ confirmations: 0, requiredConfirmations: 12 });
  await api.rows`insert into chain_cursors (chain_id, network, height, hash) values (31337, 'ETHEREUM', 104, '0x')`;
  const { status, body } = await get(id);
  expect(status).toBe(200);
  expect(body).toEqual({
    id,
    account: api.merchant.accountId,
    customerId,
    externalId: 'shown',
    purseId: body.purseId,
    address: body.address,
    addressFrom: `0x${'C'.repeat(40)}`,
    currency: 'ETH',
    amount: '1.5',
    transactionHash: body['transactionHash'],
    route: 'native',
    chainId: 31337,
    blockNumber: 100,
    status: 'PENDING_COMPLIANCE_CHECK',
    complianceStatus: 'IN_PROGRESS',
    confirmations: 5,
    requiredConfirmations: 12,
    blocked: false,
    late: false,
    creditedTo: null,
    sessionId: null,
    sweptIn: null,
    createdAt: body['createdAt'],
    confirmedAt: null,
  });
});

test('deposits are listed by each of their filters', async () => {
  const customerId = await seedCustomer(api, 'filters');
  const ether = await seedDeposit(api, { customerId });
  const dollars = await seedDeposit(api, { customerId, currency: 'USDT_ETH', amount: '2500000' });
  const pending = await seedDeposit(api, { customerId, status: 'MEM_POOL_FOUND', blockNumber: null });
  const { body } = await get(dollars);
  const list = async (query: string) => {
    const reply = await api.call('GET', `/v1/transactions?${query}`);
    expect(reply.status).toBe(200);
    return reply.body.data.map(one => one.id);
  };
  expect(await list('customerId=filters')).toEqual([pending, dollars, ether]);
  expect(await list(`customerId=${customerId}&currency=USDT_ETH`)).toEqual([dollars]);
  expect(await list(`purseId=${body.purseId}&status=MEM_POOL_FOUND`)).toEqual([pending]);
  expect(
    await list(`transactionHash=${String(body['transactionHash']).toUpperCase().replace('0X', '0x')}`),
  ).toEqual([dollars]);
  expect(await list('customerId=nobody')).toEqual([]);
  // A group is not a currency: an empty list would say that nothing was paid.
  for (const code of ['NOPE', 'USD_MULTI_1']) {
    const unknown = await api.call('GET', `/v1/transactions?currency=${code}`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'currency_not_supported']);
  }
  expect(await list(`customerId=filters&limit=1&startingAfter=${pending}`)).toEqual([dollars]);
  expect(body['amount']).toBe('2.5');
  for (const query of ['purseId=x', 'status=x', 'transactionHash=0x1', 'startingAfter=pur_1', 'x=1']) {
    expect((await api.call('GET', `/v1/transactions?${query}`)).body.code).toBe('invalid_request');
  }
});

test('another account’s deposit is not found, and cannot be decided', async () => {
  const customerId = await seedCustomer(api, 'theirs');
  const id = await seedDeposit(api, { customerId });
  const key = api.other.keys.admin;
  for (const target of [id, 'txn_00000000000000000000000000', 'x']) {
    const replies = [
      await api.call('GET', `/v1/transactions/${target}`, { key }),
      await decide(target, { verdict: 'decline', reason: 'r' }, key),
    ];
    for (const { body } of replies)
      expect(body).toMatchObject({ status: 404, code: 'transaction_not_found' });
  }
  expect(await api.rows`select verdict from transactions where id = ${id}`).toEqual([{ verdict: null }]);
  expect((await api.call('GET', '/v1/transactions', { key })).body.data).toEqual([]);
});
