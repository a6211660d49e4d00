import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideDeposit } from '../../../db/decisions/decideDeposit.ts';
import { findCurrency } from '../../../domain/registry.ts';
import { registry } from '../registry.ts';
import { seedCustomer, seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const decide = (id: string, body: unknown, key = api.merchant.keys.admin) =>
  api.call('POST', `/v1/transactions/${id}/compliance`, { body, key });

test('an approval is saved with its reason and signalled, and only the credit sends an event', async () => {
  const customerId = await seedCustomer(api, 'approved');
  const id = await seedDeposit(api, { customerId });
  const { status, body } = await decide(id, { verdict: 'approve', reason: 'known payer' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'PENDING_COMPLIANCE_CHECK', complianceStatus: 'IN_PROGRESS' });
  expect(
    await api.rows`select verdict, verdict_by, verdict_raw from transactions where id = ${id}`,
  ).toMatchObject([{ verdict: 'approve', verdict_by: 'manual', verdict_raw: { reason: 'known payer' } }]);
  expect(await api.rows`select signal, payload from signal_outbox where purse_id = ${body.purseId}`).toEqual([
    { signal: 'depositsChanged', payload: { transactionIds: [id], decided: true } },
  ]);
  expect(await api.rows`select from events where resource_id = ${id}`).toEqual([]);
  for (const verdict of ['approve', 'decline']) {
    expect((await decide(id, { verdict, reason: 'r' })).body).toMatchObject({
      status: 409,
      code: 'already_decided',
    });
  }
});

test('a decline holds the deposit, declines its purse and sends an event', async () => {
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
    { payload: { transactionIds: [id, other], decided: true } },
  ]);
});

test('declined dust leaves its purse alone', async () => {
  const customerId = await seedCustomer(api, 'dust');
  const id = await seedDeposit(api, { customerId, amount: '1' });
  const { body } = await decide(id, { verdict: 'decline', reason: 'r' });
  expect(body['status']).toBe('DECLINED');
  expect(await api.rows`select state from purses where id = ${body.purseId}`).toEqual([{ state: 'ACTIVE' }]);
});

test('a declined pending deposit keeps its status until it is in a block', async () => {
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

test.each(['approve', 'decline'] as const)('of 20 simultaneous verdicts to %s, one stands', async verdict => {
  const customerId = await seedCustomer(api, `race to ${verdict}`);
  const id = await seedDeposit(api, { customerId });
  const replies = await Promise.all(Array.from({ length: 20 }, () => decide(id, { verdict, reason: 'r' })));
  expect(replies.filter(reply => reply.status === 200)).toHaveLength(1);
  expect(replies.filter(reply => reply.body.code === 'already_decided')).toHaveLength(19);
  expect(await api.rows`select action from audits where resource_id = ${id}`).toEqual([{ action: verdict }]);
});

test('of 20 contradicting verdicts, an approval has the last word', async () => {
  const customerId = await seedCustomer(api, 'race');
  const id = await seedDeposit(api, { customerId });
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      decide(id, { verdict: at % 2 ? 'approve' : 'decline', reason: 'r' }),
    ),
  );
  // The first approval freed a decline that came before.
  const audits = await api.rows`select action from audits where resource_id = ${id} order by id`;
  const actions = audits.map(({ action }) => action);
  expect(replies.filter(reply => reply.status === 200)).toHaveLength(actions.length);
  expect(actions).toContain('approve');
  expect(await api.rows`select verdict, freed from transactions where id = ${id}`).toEqual([
    { verdict: 'approve', freed: actions.includes('decline') },
  ]);
});

test('an approval frees a held deposit, and shows whose it is', async () => {
  const customerId = await seedCustomer(api, 'freed');
  const id = await seedDeposit(api, { customerId });
  await decide(id, { verdict: 'decline', reason: 'sanctioned' });
  await seedPosting(api, id, 'held', '1500000000000000000');
  await api.rows`update transactions set credited_to = 'held', credited_block_hash = block_hash,
    final_block_hash = block_hash where id = ${id}`;
  const { body } = await decide(id, { verdict: 'approve', reason: 'a mistake' });
  expect(body).toMatchObject({
    status: 'CONFIRMED',
    complianceStatus: 'CHECKED',
    creditedTo: 'customer',
    blocked: false,
  });
  expect(body['confirmedAt']).not.toBeNull();
  expect(
    await api.rows`select type, data from events where resource_id = ${id} order by sequence`,
  ).toMatchObject([
    { type: 'CUSTOMER_PURSE_COMPLIANCE_DECLINED', data: { creditedTo: null } },
    { type: 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', data: { creditedTo: 'customer' } },
  ]);
  expect((await decide(id, { verdict: 'approve', reason: 'r' })).body.code).toBe('already_decided');
});

test('a provider’s verdict is recorded once, by the same function', async () => {
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
