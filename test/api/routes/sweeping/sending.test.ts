import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApiKey } from '../../../../db/accounts/createApiKey.ts';
import { saveBalance } from '../../../../db/sending/saveBalance.ts';
import { saveReplacement, takeNonces } from '../../../../db/sending/saveAttempt.ts';
import { sweepingAccounts } from '../../../../db/sweeping/sweepingAccounts.ts';
import type { FindingId } from '../../../../domain/ids.ts';
import { newId } from '../../../../domain/ids.ts';
import type { NetworkCode } from '../../../../domain/registry.ts';
import { address, txHash } from '../../../db/fixtures.ts';
import type { SweepWorld, Sweeping } from '../../sweepWorld.ts';
import { newSweepingMerchant, seedSend, seedSweepable, startSweepWorld } from '../../sweepWorld.ts';

let world: SweepWorld;
let merchant: Sweeping;
beforeAll(async () => {
  world = await startSweepWorld();
});
afterAll(() => world.api.stop());
beforeEach(async () => {
  merchant = await newSweepingMerchant(world);
});

const network = 'ETHEREUM' as NetworkCode;
const call = (path: string, body: object, key: string) =>
  world.api.call('POST', `/v1/sending/${path}`, { key, body: { network, ...body } });
const pause = (key = merchant.keys.admin, reason = 'a laptop was stolen') => call('pause', { reason }, key);
const resume = (more: object = {}, key = merchant.keys.approve) =>
  call('resume', { explanation: 'it was found', ...more }, key);
const state = async (key = merchant.keys.read) =>
  (JSON.parse((await world.api.call('GET', '/v1/sending', { key })).text) as object[])[0];
const isPlanned = async () => (await sweepingAccounts(world.api.db, network)).includes(merchant.accountId);

/** A lane of the merchant, and whether its next nonce may be used. */
async function mayBeSigned(): Promise<boolean> {
  const lane = { chainId: 31337 as never, sender: address() };
  await world.api.db
    .insertInto('lanes')
    .values({
      chain_id: lane.chainId,
      sender: lane.sender,
      account_id: merchant.accountId,
      network,
      next_nonce: 0,
    })
    .execute();
  const fees = { kind: 'legacy', gasPrice: 1n } as const;
  const attempt = { hash: txHash(), raw: '0x02', isEmpty: false, gasLimit: 21_000n, value: 0n, fees };
  const taken = await takeNonces(world.api.db, lane, 0, [{ intent: null, attempt }], 10n ** 18n);
  return taken.is === 'taken';
}

/** A final finding of the merchant. */
async function newFinding(): Promise<FindingId> {
  const { purseId } = await seedSweepable(world, merchant, ['1000000000000000000']);
  const id = newId('fnd');
  await sql`insert into findings (id, account_id, network, chain_id, purse_id, kind, currency, amount, ordinal, is_final)
    values (${id}, ${merchant.accountId}, ${network}, 31337, ${purseId}, 'native_outflow', 'ETH', 1, '1', true)`.execute(
    world.api.db,
  );
  return id;
}

test('an admin pauses sending of its account: nothing is planned or signed, once told; another person resumes', async () => {
  expect(await isPlanned()).toBe(true);
  expect(await mayBeSigned()).toBe(true);
  expect(await pause()).toMatchObject({
    status: 200,
    body: { network, paused: true, reason: 'paused', detail: 'a laptop was stolen', findingId: null },
  });
  expect((await pause(merchant.keys.admin, 'again')).body).toMatchObject({ detail: 'a laptop was stolen' });
  expect(await isPlanned()).toBe(false);
  expect(await mayBeSigned()).toBe(false);
  expect(await resume()).toMatchObject({ status: 200, body: { paused: false, reason: null, detail: null } });
  expect((await resume()).status).toBe(200);
  expect(await isPlanned()).toBe(true);
  expect(await mayBeSigned()).toBe(true);
  expect(
    await world.api.rows`select type, resource_version as version, data from events
      where account_id = ${merchant.accountId} and type like 'SENDING_%' order by sequence`,
  ).toEqual([
    {
      ...{ type: 'SENDING_PAUSED', version: 1 },
      data: {
        ...{ network, chainId: 31337, findingId: null, allNetworks: false },
        ...{ reason: 'paused', detail: 'a laptop was stolen' },
      },
    },
    {
      ...{ type: 'SENDING_RESUMED', version: 2 },
      data: { network, chainId: 31337, findingId: null, allNetworks: false, explanation: 'it was found' },
    },
  ]);
  const audits = await world.api.call('GET', `/v1/audits?resourceId=${network}`, {
    key: merchant.keys.admin,
  });
  expect(audits.body.data.map(({ action, reason }) => [action, reason])).toEqual([
    ['resume', 'it was found'],
    ['pause', 'a laptop was stolen'],
  ]);
});

test('no scope but approve resumes, and none below admin pauses', async () => {
  const { admin, write, read, payout, approve } = merchant.keys;
  for (const key of [write, read, payout, approve]) {
    expect([(await pause(key)).status, (await pause(key)).body.code]).toEqual([403, 'insufficient_scope']);
  }
  await pause();
  for (const key of [admin, write, read, payout]) {
    const refused = await resume({}, key);
    expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_scope']);
  }
  expect(await isPlanned()).toBe(false);
});

test('whoever paused does not resume, nor a key that it made', async () => {
  const { key: both } = await createApiKey(world.api.db, merchant.accountId, {
    ...{ scopes: ['admin', 'approve'], label: 'both' },
  });
  await pause(both);
  const refused = await resume({}, both);
  expect([refused.status, refused.body.code]).toEqual([409, 'same_key']);
  expect(await isPlanned()).toBe(false);
  expect((await resume()).status).toBe(200);
});

test('a pause signs no dearer transaction of what is on its way, but one that moves nothing', async () => {
  const { db } = world.api;
  const lane = { chainId: 31337 as never, sender: address() };
  const row = {
    chain_id: lane.chainId,
    sender: lane.sender,
    account_id: merchant.accountId,
    network,
    next_nonce: 0,
  };
  await db.insertInto('lanes').values(row).execute();
  const fees = { kind: 'legacy', gasPrice: 1n } as const;
  const attempt = (isEmpty: boolean) => ({
    hash: txHash(),
    raw: '0x02',
    isEmpty,
    gasLimit: 21_000n,
    value: 0n,
    fees,
  });
  const enough = 10n ** 18n;
  expect(await takeNonces(db, lane, 0, [{ intent: null, attempt: attempt(false) }], enough)).toEqual({
    is: 'taken',
  });
  await pause();
  expect(await saveReplacement(db, lane, { nonce: 0, after: 1 }, attempt(false), enough)).toBe(false);
  expect(await saveReplacement(db, lane, { nonce: 0, after: 1 }, attempt(true), enough)).toBe(true);
  await resume();
  expect(await saveReplacement(db, lane, { nonce: 0, after: 2 }, attempt(false), enough)).toBe(true);
});

test('a pause is of one account and one network', async () => {
  const paused = merchant;
  await pause();
  merchant = await newSweepingMerchant(world);
  expect(await isPlanned()).toBe(true);
  expect(await state()).toMatchObject({ paused: false });
  await resume();
  expect(await state(paused.keys.read)).toMatchObject({ paused: true });
});

test('a finding ends with its name and what it was, by approve; an own pause stays', async () => {
  const findingId = await newFinding();
  await pause();
  expect(await state()).toMatchObject({ reason: 'unexplained_outflow', findingId });
  const other = await newSweepingMerchant(world);
  for (const [named, key] of [
    [findingId, other.keys.approve],
    [newId('fnd'), merchant.keys.approve],
  ] as const) {
    const refused = await resume({ findingId: named }, key);
    expect([refused.status, refused.body.code]).toEqual([404, 'finding_not_found']);
  }
  const refused = await resume({ findingId }, merchant.keys.admin);
  expect(refused.status).toBe(403);
  const resolved = await resume({ findingId, explanation: 'the owner released it' });
  expect(resolved.body).toMatchObject({ paused: true, reason: 'paused', findingId: null });
  const again = await resume({ findingId });
  expect([again.status, again.body.code]).toEqual([404, 'finding_not_found']);
  expect((await resume()).body).toMatchObject({ paused: false });
});

test('a network without a sweeper cannot be paused', async () => {
  for (const [named, status, code] of [
    ['POLYGON', 409, 'sending_not_set_up'],
    ['NOWHERE', 404, 'network_not_found'],
  ] as const) {
    for (const reply of [
      await call('pause', { network: named, reason: 'x' }, merchant.keys.admin),
      await call('resume', { network: named, explanation: 'x' }, merchant.keys.approve),
    ]) {
      expect([reply.status, reply.body.code]).toEqual([status, code]);
    }
  }
});

test('the operator’s balance and for how many sweeps it is enough are as the signer and past sweeps say', async () => {
  const { db } = world.api;
  const operator = async () => (await state()) as { operator: object | null };
  expect(await operator()).toMatchObject({ operator: null });
  const sender = address();
  const lane = { chain_id: 31337 as never, sender, account_id: merchant.accountId, network, next_nonce: 0 };
  await db.insertInto('lanes').values(lane).execute();
  expect(await operator()).toMatchObject({ operator: { balance: null, runwaySweeps: null } });
  await saveBalance(db, { chainId: lane.chain_id, sender }, 5n * 10n ** 17n);
  expect(await operator()).toMatchObject({ operator: { balance: '0.5', runwaySweeps: null } });
  for (const fee of [1n, 2n, 9n]) {
    const sweepId = newId('swp');
    await sql`insert into sweeps (id, account_id, network, chain_id, method, status, completed_at)
      values (${sweepId}, ${merchant.accountId}, ${network}, 31337, 'delegated', 'completed', now())`.execute(
      db,
    );
    await seedSend(world, sweepId, { fee: fee * 10n ** 16n });
  }
  // The lanes of the seeded sends are newer.
  await sql`update lanes set created_at = created_at + interval '1 hour' where sender = ${sender}`.execute(
    db,
  );
  expect(await operator()).toMatchObject({ operator: { balance: '0.5', runwaySweeps: 25 } });
});
