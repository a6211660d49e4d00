import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Interface, getAddress } from 'ethers';
import type { Address } from '../../../../domain/address.ts';
import { address, finalHeight, newOwner, TestScan } from '../../../db/fixtures.ts';
import { newSweeper, says } from '../../../db/destinations/destinationWorld.ts';
import type { Merchant, TestApi } from '../../startApi.ts';
import { newMerchant, startApi } from '../../startApi.ts';

const abi = new Interface(['function proposeDestination(address)', 'function disableDestination(address)']);
const path = '/v1/destinations';

let api: TestApi;
let merchant: Merchant;
let sweeper: Address;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  merchant = await newMerchant(api.db);
  sweeper = await newSweeper(api.db, merchant.accountId);
});

const call = (method: string, at: string, body?: unknown, headers?: Record<string, string>) =>
  api.call(method, at, { key: merchant.keys.admin, body, ...(headers && { headers }) });
const register = (more: object = {}, headers?: Record<string, string>) =>
  call('POST', path, { network: 'ETHEREUM', address: address(), label: 'Safe', ...more }, headers);
const refusal = async (more: object): Promise<readonly unknown[]> => {
  const { status, body } = await register(more);
  return [status, body.code, body.errors.map(({ field }) => field)];
};
const events = (of = merchant) => api.rows`
  select type, resource_id as id, resource_version as version, data from events
  where account_id = ${of.accountId} order by sequence`;

describe('a destination', () => {
  it('is registered with what the owner sends to the sweeper, audited and told', async () => {
    const there = address();
    const made = await register({ address: there, label: 'Cold Safe' });
    expect(made.status).toBe(201);
    const { id, createdAt } = made.body;
    expect(made.body).toEqual({
      ...{ id: expect.stringMatching(/^dst_/) as string, account: merchant.accountId, network: 'ETHEREUM' },
      ...{ address: getAddress(there), label: 'Cold Safe', kind: 'treasury', status: 'pending' },
      call: { to: getAddress(sweeper), data: abi.encodeFunctionData('proposeDestination', [there]) },
      ...{ activeAt: null, createdAt },
    });
    expect((await call('GET', `${path}/${id}`)).body).toEqual(made.body);
    expect((await call('GET', path)).body).toEqual({ data: [made.body], hasMore: false });
    expect(await events()).toEqual([
      {
        ...{ type: 'DESTINATION_CREATED', id, version: 1 },
        data: {
          ...{ destinationId: id, network: 'ETHEREUM', chainId: 31337, address: getAddress(there) },
          ...{ label: 'Cold Safe', kind: 'treasury', status: 'pending' },
        },
      },
    ]);
    const audits = await call('GET', `/v1/audits?resourceId=${id}`);
    expect(audits.body.data).toMatchObject([
      {
        ...{ action: 'create', resourceType: 'destination' },
        changes: expect.arrayContaining([{ field: 'address', old: null, new: getAddress(there) }]) as unknown,
      },
    ]);
  });

  it('takes an admin to register and to disable, and any key to read', async () => {
    const { body } = await register();
    for (const scope of ['read', 'write'] as const) {
      const key = merchant.keys[scope];
      const given = { network: 'ETHEREUM', address: address(), label: 'x' };
      expect((await api.call('POST', path, { key, body: given })).body.code).toBe('insufficient_scope');
      const off = { key, body: { reason: 'x' } };
      expect((await api.call('POST', `${path}/${body.id}/disable`, off)).body.code).toBe(
        'insufficient_scope',
      );
      expect((await api.call('GET', `${path}/${body.id}`, { key })).status).toBe(200);
    }
  });

  it('of another account is not there', async () => {
    const { body } = await register();
    const other = await newMerchant(api.db);
    for (const [method, at, sent] of [
      ['GET', `${path}/${body.id}`],
      ['POST', `${path}/${body.id}/disable`, { reason: 'mine now' }],
    ] as const) {
      const reply = await api.call(method, at, { key: other.keys.admin, body: sent });
      expect([reply.status, reply.body.code]).toEqual([404, 'destination_not_found']);
    }
    expect((await api.call('GET', path, { key: other.keys.admin })).body.data).toEqual([]);
    expect((await call('GET', `${path}/${body.id}`)).body['status']).toBe('pending');
    expect((await call('GET', `${path}/dst_1`)).body.code).toBe('destination_not_found');
  });
});

describe('the address', () => {
  it.each([
    ['is no address', '0x1234'],
    ['is zero', `0x${'0'.repeat(40)}`],
    ['is a precompiled contract', `0x${'ff'.padStart(40, '0')}`],
    ['is the highest', `0x${'f'.repeat(40)}`],
    ['is a token of the registry', `0x${'a'.repeat(40)}`],
    ['is a token that is no longer taken', `0x${'b'.repeat(40)}`],
    ['has a wrong checksum', '0x52908400098527886E0F7030069857D2E4169Ee7'],
  ])('is refused if it %s', async (_, given) => {
    expect(await refusal({ address: given })).toEqual([422, 'address_invalid', ['address']]);
    expect(await events()).toEqual([]);
  });

  it('is refused if it is ours, whoever’s, and the answer does not say whose', async () => {
    const owner = await newOwner(api.db);
    const other = await newMerchant(api.db);
    const theirs = await newSweeper(api.db, other.accountId);
    const [row] = await api.rows`select delegate from sweepers where sweeper = ${theirs}`;
    const sender = address();
    await api.rows`insert into lanes (chain_id, sender, account_id, network, next_nonce)
      values (31337, ${sender}, ${other.accountId}, 'ETHEREUM', 0)`;
    const answers = [];
    for (const ours of [owner.address, sweeper, theirs, row?.['delegate'], sender]) {
      const { status, text, body } = await register({ address: ours });
      expect([status, body.code]).toEqual([422, 'address_is_ours']);
      answers.push(text.replaceAll(body.requestId, ''));
    }
    expect(new Set(answers).size).toBe(1);
  });
});

it('without a sweeper on the network there is no destination', async () => {
  expect(await refusal({ network: 'POLYGON' })).toEqual([409, 'sending_not_set_up', []]);
  expect(await refusal({ network: 'NOWHERE' })).toEqual([404, 'network_not_found', []]);
  const other = await newMerchant(api.db);
  const body = { network: 'ETHEREUM', address: address(), label: 'x' };
  expect((await api.call('POST', path, { key: other.keys.admin, body })).body.code).toBe(
    'sending_not_set_up',
  );
});

describe('the same address', () => {
  it('is registered once, however often and at once; with one key the answer is the same', async () => {
    const there = address();
    const many = await Promise.all(Array.from({ length: 8 }, () => register({ address: there })));
    expect(many.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(many.filter(({ body }) => body.code === 'destination_exists')).toHaveLength(7);
    expect(await refusal({ address: getAddress(there) })).toEqual([409, 'destination_exists', []]);
    const again = address();
    const key = { 'idempotency-key': again };
    const first = await register({ address: again }, key);
    const second = await register({ address: again }, key);
    expect([first.status, second.status, second.text]).toEqual([201, 201, first.text]);
    expect((await events()).map(({ type }) => type)).toEqual(['DESTINATION_CREATED', 'DESTINATION_CREATED']);
  });

  it('may be another account’s, too', async () => {
    const there = address();
    expect((await register({ address: there })).status).toBe(201);
    merchant = await newMerchant(api.db);
    await newSweeper(api.db, merchant.accountId);
    expect((await register({ address: there })).status).toBe(201);
  });
});

it('the status is what the chain says, over HTTP and in the list', async () => {
  const scan = await TestScan.start(api.db);
  const [there, other] = [address(), address()];
  const { id } = (await register({ address: there })).body;
  await register({ address: other, kind: 'quarantine' });
  const shown = async () => {
    const { body } = await call('GET', `${path}/${id}`);
    return [body['status'], body['call'], body['activeAt']];
  };
  await scan.commit({ destinations: [says('proposed', sweeper, there, 3)] });
  expect(await shown()).toEqual(['pending', null, null]);
  await scan.commit({ final: finalHeight(1) });
  const at = new Date(1_800_000_003_000).toISOString();
  expect(await shown()).toEqual(['proposed', null, at]);
  await scan.mine();
  await scan.commit({ final: finalHeight(3) });
  expect(await shown()).toEqual(['active', null, at]);
  const ids = async (query: string) =>
    (await call('GET', `${path}?${query}`)).body.data.map(({ address: shownAddress }) => shownAddress);
  expect(await ids('status=active')).toEqual([getAddress(there)]);
  expect(await ids('status=pending&network=ETHEREUM')).toEqual([getAddress(other)]);
  expect(await ids('network=POLYGON')).toEqual([]);
  expect(await ids('limit=1')).toEqual([getAddress(other)]);
  expect(await ids(`startingAfter=${(await call('GET', `${path}?limit=1`)).body.data[0]?.id ?? ''}`)).toEqual(
    [getAddress(there)],
  );

  // Disabled: at once in the books, and the chain is still to be told.
  const disabled = await call('POST', `${path}/${id}/disable`, { reason: 'the Safe moved' });
  const data = abi.encodeFunctionData('disableDestination', [there]);
  expect(disabled.body).toMatchObject({ status: 'disabled', call: { to: getAddress(sweeper), data } });
  expect((await call('POST', `${path}/${id}/disable`, { reason: 'again' })).body).toEqual(disabled.body);
  await scan.commit({ destinations: [says('disabled', sweeper, there)] });
  expect(await shown()).toEqual(['disabled', null, null]);
  await scan.commit({ final: finalHeight(5) });
  expect(
    (await events()).filter(event => event['id'] === id).map(({ type, version }) => [type, version]),
  ).toEqual([
    ['DESTINATION_CREATED', 1],
    ['DESTINATION_ACTIVATED', 2],
    ['DESTINATION_DISABLED', 3],
  ]);
  const audits = await call('GET', `/v1/audits?resourceId=${id}&action=disable`);
  expect(audits.body.data).toMatchObject([{ action: 'disable', reason: 'the Safe moved' }]);
  expect((await call('POST', `${path}/${id}/disable`, {})).body.code).toBe('invalid_request');
});
