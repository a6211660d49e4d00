import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCustomer, seedDeposit } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const list = async (query: string) => (await api.call('GET', `/v1/audits?${query}`)).body;

test('people’s decisions are listed with reason and key, newest first, by resource and by action', async () => {
  const customerId = await seedCustomer(api, 'decided');
  const id = await seedDeposit(api, { customerId });
  await api.call('POST', `/v1/customers/${customerId}/block`, { body: { reason: 'fraud' } });
  await api.call('POST', `/v1/customers/${customerId}/unblock`, { body: {} });
  const { body } = await api.call('POST', `/v1/transactions/${id}/compliance`, {
    body: { verdict: 'decline', reason: 'stolen' },
  });
  await api.call('POST', `/v1/purses/${body.purseId}/release`, { body: { reason: 'cleared' } });
  const [adminKey] = await api.rows`select id from api_keys
    where account_id = ${api.merchant.accountId} and label = 'admin'`;
  const all = await list('limit=100');
  const [released, declined, unblocked, blocked] = all.data;
  expect(released).toEqual({
    id: released?.id,
    action: 'release',
    resourceType: 'purse',
    resourceId: body.purseId,
    reason: 'cleared',
    apiKeyId: adminKey?.['id'],
    by: adminKey?.['id'],
    createdAt: released?.['createdAt'],
  });
  expect(declined).toMatchObject({
    action: 'decline',
    resourceType: 'transaction',
    resourceId: id,
    reason: 'stolen',
    by: adminKey?.['id'],
  });
  expect(unblocked).toMatchObject({ action: 'unblock', resourceType: 'customer', reason: null });
  expect(blocked).toMatchObject({ action: 'block', resourceId: customerId, reason: 'fraud' });

  expect((await list(`resourceId=${customerId}`)).data).toEqual([unblocked, blocked]);
  expect((await list('action=decline')).data).toEqual([declined]);
  expect((await list(`resourceId=${id}&action=approve`)).data).toEqual([]);
  expect(await list(`resourceId=${customerId}&limit=1`)).toEqual({ data: [unblocked], hasMore: true });
  expect((await list(`resourceId=${customerId}&startingAfter=${String(unblocked?.id)}`)).data).toEqual([
    blocked,
  ]);
  expect((await list(`limit=1&endingBefore=${String(declined?.id)}`)).data).toEqual([released]);
});

test('another account’s decisions are not listed, and a key without the scope admin sees none', async () => {
  const customerId = await seedCustomer(api, 'mine');
  await api.call('POST', `/v1/customers/${customerId}/block`, { body: {} });
  const theirs = await api.call('GET', `/v1/audits?resourceId=${customerId}`, { key: api.other.keys.admin });
  expect(theirs.body).toEqual({ data: [], hasMore: false });
  for (const scope of ['read', 'write'] as const) {
    const { body } = await api.call('GET', '/v1/audits', { key: api.merchant.keys[scope] });
    expect(body).toMatchObject({ status: 403, code: 'insufficient_scope' });
  }
  for (const query of ['action=steal', 'startingAfter=txn_1', 'resourceId=', 'x=1']) {
    expect((await api.call('GET', `/v1/audits?${query}`)).body.code).toBe('invalid_request');
  }
});
