import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideDeposit } from '../../db/decideDeposit.ts';
import { findCurrency } from '../../domain/registry.ts';
import { registry } from './registry.ts';
import { seedCustomer, seedDeposit } from './seedDeposit.ts';
import type { TestApi } from './startApi.ts';
import { startApi } from './startApi.ts';

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
  expect(await list('currency=NOPE')).toEqual([]);
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

test('an approval is stored with its reason, signalled, and told only by the credit', async () => {
  const customerId = await seedCustomer(api, 'approved');
  const id = await seedDeposit(api, { customerId });
  const { status, body } = await decide(id, { verdict: 'approve', reason: 'known payer' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'PENDING_COMPLIANCE_CHECK', complianceStatus: 'IN_PROGRESS' });
  expect(
    await api.rows`select verdict, verdict_by, verdict_raw from transactions where id = ${id}`,
  ).toMatchObject([{ verdict: 'approve', verdict_by: 'manual', verdict_raw: { reason: 'known payer' } }]);
  expect(await api.rows`select signal, payload from signal_outbox where purse_id = ${body.purseId}`).toEqual([
    { signal: 'depositsChanged', payload: { transactionIds: [id] } },
  ]);
  expect(await api.rows`select from events where resource_id = ${id}`).toEqual([]);
  for (const verdict of ['approve', 'decline']) {
    expect((await decide(id, { verdict, reason: 'r' })).body).toMatchObject({
      status: 409,
      code: 'already_decided',
    });
  }
});

test('a decline holds the deposit, declines its purse and tells', async () => {
  const customerId = await seedCustomer(api, 'bad');
  const other = await seedDeposit(api, { customerId });
  const id = await seedDeposit(api, { customerId });
  const { body } = await decide(id, { verdict: 'decline', reason: 'sanctioned' });
  expect(body).toMatchObject({ status: 'DECLINED', complianceStatus: 'DECLINE', creditedTo: null });
  expect(await api.rows`select state from purses where id = ${body.purseId}`).toEqual([
    { state: 'DECLINED' },
  ]);
  expect(await api.rows`select type, data from events where resource_id = ${id}`).toMatchObject([
    {
      type: 'CUSTOMER_PURSE_COMPLIANCE_DECLINED',
      data: { transactionId: id, amount: '1.5', status: 'DECLINED', complianceStatus: 'DECLINE' },
    },
  ]);
  expect(await api.rows`select payload from signal_outbox where purse_id = ${body.purseId}`).toEqual([
    { payload: { transactionIds: [id, other] } },
  ]);
});

test('declined dust leaves its purse alone', async () => {
  const customerId = await seedCustomer(api, 'dust');
  const id = await seedDeposit(api, { customerId, amount: '1' });
  const { body } = await decide(id, { verdict: 'decline', reason: 'r' });
  expect(body['status']).toBe('DECLINED');
  expect(await api.rows`select state from purses where id = ${body.purseId}`).toEqual([{ state: 'ACTIVE' }]);
});

test('a deposit that is only pending keeps its status under a decline, until a block has it', async () => {
  const customerId = await seedCustomer(api, 'mempool');
  const id = await seedDeposit(api, { customerId, status: 'MEM_POOL_FOUND', blockNumber: null });
  const { body } = await decide(id, { verdict: 'decline', reason: 'r' });
  expect(body['status']).toBe('MEM_POOL_FOUND');
  expect(await api.rows`select verdict from transactions where id = ${id}`).toEqual([{ verdict: 'decline' }]);
  expect(await api.rows`select state from purses where id = ${body.purseId}`).toEqual([
    { state: 'DECLINED' },
  ]);
  expect(await api.rows`select from events where resource_id = ${id}`).toEqual([]);
});

test('of 20 verdicts at once one stands', async () => {
  const customerId = await seedCustomer(api, 'race');
  const id = await seedDeposit(api, { customerId });
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      decide(id, { verdict: at % 2 ? 'approve' : 'decline', reason: 'r' }),
    ),
  );
  expect(replies.filter(reply => reply.status === 200)).toHaveLength(1);
  expect(replies.filter(reply => reply.body.code === 'already_decided')).toHaveLength(19);
});

test('a provider’s verdict is recorded once, by the same verb', async () => {
  const customerId = await seedCustomer(api, 'provider');
  const id = await seedDeposit(api, { customerId });
  const ether = findCurrency(registry, 'ETH');
  if (!ether) throw new Error('no ETH');
  const record = () =>
    api.db
      .transaction()
      .execute(trx =>
        decideDeposit(trx, ether, id, { verdict: 'approve', by: 'list', score: '0.1', raw: { ok: true } }),
      );
  expect(await record()).toEqual({ outcome: 'recorded', events: [], purseDeclined: false });
  expect(await record()).toEqual({ outcome: 'already_decided', events: [], purseDeclined: false });
  expect(await api.rows`select verdict_by, verdict_score from transactions where id = ${id}`).toEqual([
    { verdict_by: 'list', verdict_score: '0.1' },
  ]);
});

test('deciding needs the scope admin, a known verdict and a reason', async () => {
  const customerId = await seedCustomer(api, 'scope');
  const id = await seedDeposit(api, { customerId });
  const reply = await decide(id, { verdict: 'approve', reason: 'r' }, api.merchant.keys.write);
  expect(reply.body).toMatchObject({ status: 403, code: 'insufficient_scope' });
  for (const [body, field] of [
    [{ verdict: 'maybe', reason: 'r' }, 'verdict'],
    [{ verdict: 'approve' }, 'reason'],
    [{ verdict: 'approve', reason: '' }, 'reason'],
    [{ verdict: 'approve', reason: 'r', score: 1 }, 'score'],
  ] as const) {
    const { body: problem } = await decide(id, body);
    expect(problem).toMatchObject({ status: 422, errors: [{ field }] });
  }
});
