import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getAddress } from 'ethers';
import { newId } from '../../../../domain/ids.ts';
import { address, finalHeight, TestScan } from '../../../db/fixtures.ts';
import { newSweeper, says } from '../../../db/destinations/destinationWorld.ts';
import { seedCustomer, seedDeposit } from '../../seedDeposit.ts';
import { approvePending } from '../../sweepWorld.ts';
import type { Merchant, TestApi } from '../../startApi.ts';
import { newMerchant, startApi } from '../../startApi.ts';

let api: TestApi;
let merchant: Merchant;
let scan: TestScan;
beforeAll(async () => {
  api = await startApi();
  scan = await TestScan.start(api.db);
});
afterAll(() => api.stop());
beforeEach(async () => {
  merchant = await newMerchant(api.db);
});

const call = (method: string, at: string, body?: unknown, key = merchant.keys.admin) =>
  api.call(method, at, { key, body });
const set = (treasury: unknown) => call('POST', '/v1/account', { treasury });
const current = async () => (await call('GET', '/v1/account')).body['treasury'];

/** A destination of the merchant whose proposal is final. */
async function activeDestination(more: { kind?: string } = {}) {
  const sweeper =
    (
      await api.db
        .selectFrom('sweepers')
        .select('sweeper')
        .where('account_id', '=', merchant.accountId)
        .executeTakeFirst()
    )?.sweeper ?? (await newSweeper(api.db, merchant.accountId));
  const there = address();
  const { body } = await call('POST', '/v1/destinations', {
    ...{ network: 'ETHEREUM', address: there, label: 'Safe', ...more },
  });
  await scan.commit({
    destinations: [says('proposed', sweeper, there)],
    final: finalHeight(scan.cursor.height + 1),
  });
  return { id: body.id, address: getAddress(there) };
}

test('two persons set the treasury of a network, and one clears it; both are audited and told', async () => {
  expect(await current()).toEqual({});
  const { id } = await activeDestination();
  const made = await set({ ETHEREUM: id });
  expect(made).toMatchObject({ status: 200, body: { treasury: {} } });
  const [approved] = await approvePending(api, merchant);
  expect(approved).toMatchObject({ status: 200, body: { id: made.body['approvalRequestId'] } });
  expect(await current()).toEqual({ ETHEREUM: id });
  // The same again, and another field, change nothing of it.
  await set({ ETHEREUM: id });
  await call('POST', '/v1/account', { name: 'Shop' });
  expect(await set({ ETHEREUM: null })).toMatchObject({ status: 200, body: { treasury: {} } });
  expect(await current()).toEqual({});

  const resource = { type: 'TREASURY_CHANGED', of: 'account', id: merchant.accountId };
  expect(
    await api.rows`select type, resource_type as of, resource_id as id, resource_version as version, data from events
      where account_id = ${merchant.accountId} and type = 'TREASURY_CHANGED' order by sequence`,
  ).toEqual([
    { ...resource, version: 1, data: { treasury: { ETHEREUM: id }, before: {} } },
    { ...resource, version: 2, data: { treasury: {}, before: { ETHEREUM: id } } },
  ]);
  const audits = await call('GET', `/v1/audits?resourceId=${merchant.accountId}`);
  expect(audits.body.data.map(({ changes }) => changes)).toEqual([
    [{ field: 'treasury', old: { ETHEREUM: id }, new: {} }],
    [{ field: 'name', old: 'shop', new: 'Shop' }],
    [],
    [{ field: 'treasury', old: {}, new: { ETHEREUM: id } }],
    [],
  ]);
});

test('the treasury is an active destination of the account, on that network and of that kind, or none', async () => {
  const active = await activeDestination();
  const quarantine = await activeDestination({ kind: 'quarantine' });
  const pending = (
    await call('POST', '/v1/destinations', { network: 'ETHEREUM', address: address(), label: 'x' })
  ).body;
  const disabled = await activeDestination();
  await call('POST', `/v1/destinations/${disabled.id}/disable`, { reason: 'r' });
  const own = merchant;
  merchant = await newMerchant(api.db);
  const foreign = await activeDestination();
  merchant = own;
  for (const treasury of [
    { ETHEREUM: quarantine.id },
    { ETHEREUM: pending.id },
    { ETHEREUM: disabled.id },
    { ETHEREUM: foreign.id },
    { ETHEREUM: newId('dst') },
    { POLYGON: active.id },
    { ETHEREUM: active.id, POLYGON: active.id },
  ]) {
    const refused = await set(treasury);
    expect([refused.status, refused.body.code]).toEqual([422, 'destination_not_active']);
  }
  for (const treasury of [{ ETHEREUM: 'x' }, { NOWHERE: null }, { NOWHERE: active.id }, [], null, 'x']) {
    const refused = await set(treasury);
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_request']);
  }
  const weak = await call('POST', '/v1/account', { treasury: { ETHEREUM: active.id } }, merchant.keys.write);
  expect([weak.status, weak.body.code]).toEqual([403, 'insufficient_scope']);
  expect(await current()).toEqual({});
  expect((await set({ ETHEREUM: active.id })).status).toBe(200);
});

test('a form tells whether its receiver is an active destination, where there is a sweeper', async () => {
  const make = (receiver?: string) =>
    call('POST', '/v1/forms', { title: 'x', coins: ['ETH'], ...(receiver && { receiver }) });
  const before = await make(address());
  expect(before.body['receiverActive']).toEqual({});
  const active = await activeDestination();
  const quarantine = await activeDestination({ kind: 'quarantine' });
  await newSweeper(api.db, merchant.accountId, { network: 'POLYGON' as never, chain_id: 31339 as never });
  const answers = [await make(active.address), await make(quarantine.address), await make()];
  const expected = [{ ETHEREUM: true, POLYGON: false }, { ETHEREUM: false, POLYGON: false }, {}];
  expect(answers.map(({ body }) => body['receiverActive'])).toEqual(expected);
  const list = await call('GET', '/v1/forms?limit=3');
  expect(list.body.data.map(form => form['receiverActive'])).toEqual(expected.toReversed());
  await call('POST', `/v1/destinations/${active.id}/disable`, { reason: 'r' });
  const [first] = answers;
  const read = await call('GET', `/v1/forms/${String(first?.body.id)}`);
  expect(read.body['receiverActive']).toEqual({ ETHEREUM: false, POLYGON: false });
});

test('a deposit names the sweep that moves it', async () => {
  const customer = await seedCustomer(api, `swept-${merchant.accountId}`, merchant.keys.write);
  const deposit = await seedDeposit(api, { customerId: customer });
  const read = async () => (await call('GET', `/v1/transactions/${deposit}`)).body['sweptIn'];
  expect(await read()).toBeNull();
  const sweep = newId('swp');
  await api.rows`insert into sweeps (id, account_id, network, chain_id, method)
    values (${sweep}, ${merchant.accountId}, 'ETHEREUM', 31337, 'delegated')`;
  await api.rows`update transactions set swept_in = ${sweep} where id = ${deposit}`;
  expect(await read()).toBe(sweep);
});
