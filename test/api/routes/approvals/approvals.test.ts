import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApiKey } from '../../../../db/accounts/createApiKey.ts';
import { newId } from '../../../../domain/ids.ts';
import { address, finalHeight } from '../../../db/fixtures.ts';
import { says } from '../../../db/destinations/destinationWorld.ts';
import { seedCustomer, seedDeposit } from '../../seedDeposit.ts';
import type { Merchant, Reply } from '../../startApi.ts';
import { newMerchant } from '../../startApi.ts';
import type { SweepWorld, Sweeping } from '../../sweepWorld.ts';
import { newSweepingMerchant, startSweepWorld } from '../../sweepWorld.ts';

let world: SweepWorld;
let merchant: Sweeping;
beforeAll(async () => {
  world = await startSweepWorld();
});
afterAll(() => world.api.stop());
beforeEach(async () => {
  merchant = await newSweepingMerchant(world);
});

let keys = 0;
const call = (method: string, path: string, body?: unknown, key = merchant.keys.admin): Promise<Reply> => {
  keys += 1;
  return world.api.call(method, path, { key, body, headers: { 'idempotency-key': `key ${String(keys)}` } });
};
const set = (settings: object, key?: string) => call('POST', '/v1/account', settings, key);
const account = async () => (await call('GET', '/v1/account')).body;
const end = (id: unknown, verb: 'approve' | 'reject' | 'cancel', key: string, body: object = {}) =>
  call('POST', `/v1/approval-requests/${String(id)}/${verb}`, body, key);
const approve = (id: unknown, key = merchant.keys.approve) => end(id, 'approve', key);
const codeOf = ({ status, body }: Reply) => [status, body.code];
const pending = async () =>
  (await call('GET', '/v1/approval-requests?status=pending', undefined, merchant.keys.read)).body.data;

/** Another active destination of the merchant. */
async function secondDestination(): Promise<string> {
  const there = address();
  const { body } = await call('POST', '/v1/destinations', {
    network: 'ETHEREUM',
    address: there,
    label: 'B',
  });
  const { rows } = await sql<{ sweeper: never }>`
    select sweeper from sweepers where account_id = ${merchant.accountId}`.execute(world.api.db);
  await world.scan.commit({
    destinations: [says('proposed', rows[0]?.sweeper ?? ('' as never), there)],
    final: finalHeight(world.scan.cursor.height + 1),
  });
  return body.id;
}

let seeded = 0;
/** A deposit of 1 ETH that is held since it was declined, or that is unattributed. */
async function seedIn(book: 'held' | 'unattributed', of: Merchant = merchant): Promise<string> {
  seeded += 1;
  const customerId = await seedCustomer(world.api, `approvals-${String(seeded)}`, of.keys.write);
  const amount = '1000000000000000000';
  const deposit = await seedDeposit(world.api, {
    customerId,
    amount,
    currency: 'ETH',
    blockNumber: 0,
    status: 'DECLINED',
  });
  const verdict = book === 'held' ? 'decline' : null;
  await sql`update transactions set credited_to = ${book}, credited_block_hash = block_hash, verdict = ${verdict},
      verdict_by = case when ${book} = 'held' then 'list' end, verdict_at = case when ${book} = 'held' then now() end,
      compliance_status = case when ${book} = 'held' then 'DECLINE' else 'UNCHECKED' end
      , final_block_hash = block_hash
    where id = ${deposit}`.execute(world.api.db);
  return deposit;
}
const creditedTo = async (id: string) => (await call('GET', `/v1/transactions/${id}`)).body['creditedTo'];
const free = (id: string, key?: string) =>
  call('POST', `/v1/transactions/${id}/compliance`, { verdict: 'approve', reason: 'cleared' }, key);
const allocate = (id: string, to = 'customer') =>
  call('POST', `/v1/transactions/${id}/allocate`, { to, reason: 'theirs' });

describe('another treasury', () => {
  test('waits for a second person, whose approval carries it out', async () => {
    const other = await secondDestination();
    const asked = await set({ treasury: { ETHEREUM: other }, name: 'Shop' });
    expect(asked).toMatchObject({
      status: 200,
      body: { name: 'Shop', treasury: { ETHEREUM: merchant.destinationId } },
    });
    const id = asked.body['approvalRequestId'];
    expect(await account()).toMatchObject({ approvalRequestId: id });
    expect((await set({ treasury: { ETHEREUM: other } })).body['approvalRequestId']).toBe(id);
    expect(await pending()).toMatchObject([
      {
        ...{ id, kind: 'update_account', resourceType: 'account', resourceId: merchant.accountId },
        ...{ change: { treasury: { ETHEREUM: other } }, status: 'pending', decidedBy: null },
      },
    ]);
    expect(await approve(id)).toMatchObject({ status: 200, body: { status: 'approved' } });
    expect(await account()).toMatchObject({ treasury: { ETHEREUM: other }, approvalRequestId: null });
    expect(codeOf(await approve(id))).toEqual([409, 'not_pending']);
    expect(
      await world.api.rows`select type, resource_version as version from events
        where account_id = ${merchant.accountId} and resource_id = ${String(id)} order by sequence`,
    ).toEqual([
      { type: 'APPROVAL_REQUESTED', version: 1 },
      { type: 'APPROVAL_DECIDED', version: 2 },
    ]);
  });

  test('is refused at once if it is no active destination, and at the approval if it is none any more', async () => {
    expect(codeOf(await set({ treasury: { ETHEREUM: newId('dst') } }))).toEqual([
      422,
      'destination_not_active',
    ]);
    const other = await secondDestination();
    const { body } = await set({ treasury: { ETHEREUM: other } });
    await call('POST', `/v1/destinations/${other}/disable`, { reason: 'r' });
    expect(codeOf(await approve(body['approvalRequestId']))).toEqual([422, 'destination_not_active']);
    expect(await account()).toMatchObject({ treasury: { ETHEREUM: merchant.destinationId } });
    expect(await pending()).toHaveLength(1);
    // What stops money takes one person, also while another change waits.
    expect((await set({ treasury: { ETHEREUM: null } })).body['treasury']).toEqual({});
  });

  test('is asked for once at a time', async () => {
    const [first, second] = [await secondDestination(), await secondDestination()];
    const { body } = await set({ treasury: { ETHEREUM: first } });
    expect(codeOf(await set({ treasury: { ETHEREUM: second } }))).toEqual([409, 'approval_pending']);
    await end(body['approvalRequestId'], 'cancel', merchant.keys.admin, { reason: 'a mistake' });
    const { body: next } = await set({ treasury: { ETHEREUM: second } });
    expect(codeOf(await approve(body['approvalRequestId']))).toEqual([409, 'not_pending']);
    expect((await approve(next['approvalRequestId'])).status).toBe(200);
    expect(await account()).toMatchObject({ treasury: { ETHEREUM: second } });
  });

  test('that nobody decides expires after seven days, and can be asked for again', async () => {
    const other = await secondDestination();
    const id = (await set({ treasury: { ETHEREUM: other } })).body['approvalRequestId'];
    await sql`update approval_requests set expires_at = now() where id = ${String(id)}`.execute(world.api.db);
    expect(await pending()).toEqual([]);
    expect((await call('GET', `/v1/approval-requests/${String(id)}`)).body['status']).toBe('expired');
    for (const verb of ['approve', 'reject'] as const) {
      expect(codeOf(await end(id, verb, merchant.keys.approve))).toEqual([409, 'not_pending']);
    }
    const again = (await set({ treasury: { ETHEREUM: other } })).body['approvalRequestId'];
    expect(again).not.toBe(id);
    expect((await approve(again)).status).toBe(200);
  });

  test('is withdrawn by whoever stops what it would start, and ends with the key that asked', async () => {
    const other = await secondDestination();
    const ask = async (key?: string) =>
      (await set({ treasury: { ETHEREUM: other } }, key)).body['approvalRequestId'];
    const first = await ask();
    await set({ treasury: { ETHEREUM: null } });
    expect(codeOf(await approve(first))).toEqual([409, 'not_pending']);
    expect((await call('GET', `/v1/approval-requests/${String(first)}`)).body['status']).toBe('canceled');
    expect(await account()).toMatchObject({ treasury: {}, approvalRequestId: null });

    const { key, keyId } = await createApiKey(world.api.db, merchant.accountId, {
      scopes: ['admin'],
      label: 'x',
    });
    const second = await ask(key);
    await call('DELETE', `/v1/api-keys/${keyId}`);
    expect(codeOf(await approve(second))).toEqual([409, 'not_pending']);
    expect(await pending()).toEqual([]);
    expect((await approve(await ask())).status).toBe(200);
  });

  test('that ten approve at once is carried out once', async () => {
    const other = await secondDestination();
    const id = (await set({ treasury: { ETHEREUM: other } })).body['approvalRequestId'];
    const replies = await Promise.all(Array.from({ length: 10 }, () => approve(id)));
    const codes = replies.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(codes).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    expect(
      await world.api.rows`select count(*)::integer as told from events
        where account_id = ${merchant.accountId} and type = 'TREASURY_CHANGED'`,
    ).toEqual([{ told: 2 }]);
  });
});

describe('who approves', () => {
  const asked = async (key: string): Promise<unknown> =>
    (await set({ treasury: { ETHEREUM: await secondDestination() } }, key)).body['approvalRequestId'];
  const made = (scopes: Parameters<typeof createApiKey>[2]['scopes']) =>
    createApiKey(world.api.db, merchant.accountId, { scopes, label: 'x' });
  const mint = (key: string) => call('POST', '/v1/api-keys', { scopes: ['admin'], label: 'x' }, key);

  test('is neither the key that asked, nor one that it made or rotated, nor the one that made it', async () => {
    const { key: both } = await made(['admin', 'approve']);
    const id = await asked(both);
    expect(codeOf(await approve(id, both))).toEqual([409, 'same_key']);
    await end(id, 'cancel', both);
    const child = String((await mint(both)).body['key']);
    const ofChild = await asked(child);
    expect(codeOf(await approve(ofChild, both))).toEqual([409, 'same_key']);
    await end(ofChild, 'cancel', both);
    const grandchild = String((await mint(child)).body['key']);
    const ofGrandchild = await asked(grandchild);
    expect(codeOf(await approve(ofGrandchild, both))).toEqual([409, 'same_key']);
    expect((await approve(ofGrandchild)).status).toBe(200);
  });

  test('is not the key that rotated another one and so learned what asks', async () => {
    const { key: both } = await made(['admin', 'approve']);
    const { keyId: victim } = await made(['admin']);
    const rotated = await call('POST', `/v1/api-keys/${victim}/rotate`, {}, both);
    const id = await asked(String(rotated.body['key']));
    expect(codeOf(await approve(id, both))).toEqual([409, 'same_key']);
    expect((await approve(id)).status).toBe(200);
  });

  test('has the scope, and a key of the account', async () => {
    const id = await asked(merchant.keys.admin);
    for (const key of [merchant.keys.admin, merchant.keys.write, merchant.keys.payout]) {
      expect(codeOf(await approve(id, key))).toEqual([403, 'insufficient_scope']);
      expect(codeOf(await end(id, 'reject', key))).toEqual([403, 'insufficient_scope']);
    }
    expect(codeOf(await end(id, 'cancel', merchant.keys.approve))).toEqual([403, 'insufficient_scope']);
    const other = await newMerchant(world.api.db);
    for (const [verb, key] of [
      ['approve', other.keys.approve],
      ['reject', other.keys.approve],
      ['cancel', other.keys.admin],
    ] as const) {
      expect(codeOf(await end(id, verb, key))).toEqual([404, 'approval_request_not_found']);
    }
    expect(
      codeOf(await call('GET', `/v1/approval-requests/${String(id)}`, undefined, other.keys.read)),
    ).toEqual([404, 'approval_request_not_found']);
    expect(await end(id, 'reject', merchant.keys.approve, { reason: 'never' })).toMatchObject({
      status: 200,
      body: { status: 'rejected', decisionReason: 'never' },
    });
    expect(await account()).toMatchObject({ treasury: { ETHEREUM: merchant.destinationId } });
  });
});

describe('the other settings', () => {
  test('a higher payout limit waits, a lower one does not', async () => {
    const asked = await set({ payoutLimit: { ETH: '2' } });
    expect(asked.body).toMatchObject({ payoutLimit: {} });
    await approve(asked.body['approvalRequestId']);
    expect(await account()).toMatchObject({ payoutLimit: { ETH: '2' } });
    expect((await set({ payoutLimit: { ETH: '1.50' } })).body).toMatchObject({
      ...{ payoutLimit: { ETH: '1.5' }, approvalRequestId: null },
    });
    expect((await set({ payoutLimit: { ETH: null } })).body).toMatchObject({ payoutLimit: {} });
    // The database orders keys by length, and a change of nothing is not told.
    await approve(
      (await set({ payoutLimit: { USDT_ETH: '5', ETH: '2', DAI_ETH: '1' } })).body['approvalRequestId'],
    );
    const told = async () =>
      (
        await world.api
          .rows`select id from events where account_id = ${merchant.accountId} and type = 'PAYOUT_LIMIT_CHANGED'`
      ).length;
    const before = await told();
    await set({ name: 'Shop' });
    await set({ payoutLimit: { ETH: '2' } });
    expect(await told()).toBe(before);
    for (const payoutLimit of [{ NONE: '1' }, { ETH: '0.0000000000000000001' }, { ETH: '-1' }, { ETH: 1 }]) {
      expect(codeOf(await set({ payoutLimit }))).toEqual([422, 'invalid_request']);
    }
  });

  test('a decline that holds less waits, but not while no money can leave', async () => {
    const asked = await set({ onDecline: 'deposit' });
    expect(asked.body).toMatchObject({ onDecline: 'purse' });
    await approve(asked.body['approvalRequestId']);
    expect(await account()).toMatchObject({ onDecline: 'deposit' });
    expect((await set({ onDecline: 'purse' })).body).toMatchObject({ onDecline: 'purse' });
    const { keys: others } = await newMerchant(world.api.db);
    expect((await set({ onDecline: 'deposit' }, others.admin)).body).toMatchObject({
      ...{ onDecline: 'deposit', approvalRequestId: null },
    });
  });
});

describe('held and unattributed money', () => {
  test('is freed by two persons', async () => {
    const id = await seedIn('held');
    const asked = await free(id);
    expect(asked).toMatchObject({ status: 200, body: { creditedTo: 'held' } });
    expect((await free(id)).body['approvalRequestId']).toBe(asked.body['approvalRequestId']);
    expect(await pending()).toMatchObject([
      { kind: 'free_deposit', resourceType: 'transaction', resourceId: id, reason: 'cleared' },
    ]);
    expect((await approve(asked.body['approvalRequestId'])).status).toBe(200);
    expect(await creditedTo(id)).toBe('customer');
    expect(codeOf(await free(id))).toEqual([409, 'already_decided']);
  });

  test('is not freed if somebody judged it after it was asked for', async () => {
    const id = await seedIn('held');
    const asked = (await free(id)).body['approvalRequestId'];
    await sql`update transactions set verdict_at = now() + interval '1 second', verdict_by = 'http' where id = ${id}`.execute(
      world.api.db,
    );
    expect(codeOf(await approve(asked))).toEqual([409, 'changed_since']);
    expect(await creditedTo(id)).toBe('held');
    expect(codeOf(await free(id))).toEqual([409, 'approval_pending']);
    await end(asked, 'reject', merchant.keys.approve);
    expect((await approve((await free(id)).body['approvalRequestId'])).status).toBe(200);
    expect(await creditedTo(id)).toBe('customer');
  });

  test('is freed by one person if it cannot leave the account’s purses', async () => {
    const other = await newMerchant(world.api.db);
    const id = await seedIn('held', other);
    expect((await free(id, other.keys.admin)).body).toMatchObject({
      ...{ creditedTo: 'customer', approvalRequestId: null },
    });
  });

  test('is allocated by one person up to the limit of 24 hours, and by two above it', async () => {
    await approve((await set({ payoutLimit: { ETH: '2' } })).body['approvalRequestId']);
    const ids = [await seedIn('unattributed'), await seedIn('unattributed'), await seedIn('unattributed')];
    const replies = await Promise.all(ids.map(id => allocate(id)));
    const waiting = replies.filter(({ body }) => body['approvalRequestId'] !== null);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(waiting).toHaveLength(1);
    const [last] = waiting;
    expect(last?.body['creditedTo']).toBe('unattributed');
    expect(codeOf(await allocate(String(last?.body.id), 'merchant'))).toEqual([409, 'approval_pending']);
    await approve(last?.body['approvalRequestId']);
    expect(await creditedTo(String(last?.body.id))).toBe('customer');
    await sql`update audits set created_at = now() - interval '25 hours' where account_id = ${merchant.accountId}`.execute(
      world.api.db,
    );
    expect((await allocate(await seedIn('unattributed'))).body).toMatchObject({ creditedTo: 'customer' });
  });

  test('is allocated and freed while settings change, each call once and without a deadlock', async () => {
    await approve((await set({ payoutLimit: { ETH: '2' } })).body['approvalRequestId']);
    const [first, second, held] = [
      await seedIn('unattributed'),
      await seedIn('unattributed'),
      await seedIn('held'),
    ];
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, nth) => [
        allocate(nth % 2 === 0 ? first : second),
        set({ name: `Shop ${String(nth)}`, payoutLimit: { ETH: nth % 2 === 0 ? '2' : '1.9' } }),
        free(held),
      ]).flat(),
    );
    expect(replies.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([]);
    const requests = new Set(replies.flatMap(({ body }) => body['approvalRequestId'] ?? []));
    expect((await pending()).every(({ id }) => requests.has(id))).toBe(true);
    expect(
      await world.api.rows`select count(*)::integer as entries from entries
        where transaction_id in (${first}, ${second}) group by transaction_id, purpose having count(*) > 1`,
    ).toEqual([]);
  });
});
