import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TransactionId } from '../../../domain/ids.ts';
import type { TransferOnChain } from '../../../domain/scanning/messages.ts';
import { seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { Lookups } from './lookups.ts';
import { blockHash, mined, newHash, startLookups } from './lookups.ts';

let run: Lookups;
beforeAll(async () => {
  run = await startLookups();
});
afterAll(() => run.api.stop());
beforeEach(() => {
  run.chain = { place: 'unknown' };
});

test('a deposit is returned with its place on the chain and with what to do', async () => {
  const id = await seedDeposit(run.api, { customerId: run.customerId });
  run.chain = mined([run.toPurse()]);
  const hash = await run.hashOf(id);
  const [purse] = await run.api.rows`select address from purses where id = ${run.purseId}`;
  expect(await run.lookUp(`0x${hash.slice(2).toUpperCase()}`)).toEqual({
    transactionHash: hash,
    chainId: 31337,
    network: 'ETHEREUM',
    status: 'found',
    blockNumber: 100,
    transfers: [
      {
        transactionId: id,
        purseId: run.purseId,
        customerId: run.customerId,
        address: purse?.['address'],
        currency: 'ETH',
        contract: null,
        amount: '1.5',
        reason: 'in_compliance',
        remedy:
          'Wait for compliance. If it stays so, decide it yourself with POST /v1/transactions/{id}/compliance.',
        confirmations: 11,
        requiredConfirmations: 12,
      },
    ],
    reason: null,
    remedy: null,
  });
  expect(run.asked.at(-1)).toBe(hash);
});

test('the reason of a deposit in a block follows from its row', async () => {
  const cases: readonly (readonly [string, (id: TransactionId) => Promise<unknown>])[] = [
    [
      'confirming',
      id => run.api.rows`update transactions set verdict = 'approve', verdict_at = now() where id = ${id}`,
    ],
    [
      'declined',
      id =>
        run.api
          .rows`update transactions set verdict = 'decline', verdict_at = now(), status = 'DECLINED' where id = ${id}`,
    ],
    ['below_minimum', id => run.api.rows`update transactions set quiet = true where id = ${id}`],
    ['below_minimum', id => credited(id, 'unattributed', 'BELOW_MINIMUM')],
    ['held', id => credited(id, 'held', 'DECLINED')],
    ['credited', id => credited(id, 'customer', 'CONFIRMED')],
    ['credited', id => credited(id, 'merchant', 'CONFIRMED')],
  ];
  const remedies = new Set<unknown>();
  for (const [reason, change] of cases) {
    const id = await seedDeposit(run.api, { customerId: run.customerId });
    await change(id);
    run.chain = mined([run.toPurse()]);
    const { transfers } = await run.lookUp(await run.hashOf(id));
    expect(transfers).toMatchObject([{ transactionId: id, reason }]);
    remedies.add(transfers[0]?.['remedy']);
  }
  // Both below the minimum have the same answer; a credit to the merchant is explained.
  expect(remedies.size).toBe(cases.length - 1);
});

async function credited(id: TransactionId, to: string, status: string): Promise<void> {
  await seedPosting(run.api, id, to, '1');
  await run.api.rows`
    update transactions set credited_to = ${to}, credited_block_hash = block_hash, status = ${status} where id = ${id}`;
}

test('a transfer on the chain without a row was missed, unless its block is still to be scanned', async () => {
  run.chain = mined([run.toPurse()]);
  expect(await run.lookUp(newHash())).toMatchObject({
    transfers: [{ transactionId: null, reason: 'missed', amount: '1.5', confirmations: 11 }],
  });
  run.chain = mined([run.toPurse()], 111);
  expect(await run.lookUp(newHash())).toMatchObject({
    transfers: [{ reason: 'not_scanned_yet', confirmations: 0 }],
  });
  // On another fork than the scanned one.
  await run.api.rows`
    insert into blocks (chain_id, number, hash, parent_hash, mined_at)
    values (31337, 109, ${`0x${'e'.repeat(64)}`}, ${blockHash}, now())`;
  run.chain = mined([run.toPurse()], 109);
  expect(await run.lookUp(newHash())).toMatchObject({ transfers: [{ reason: 'not_scanned_yet' }] });
});

test('a coin that a balance booked first is that deposit, whatever hash it has', async () => {
  const forecast = await seedDeposit(run.api, {
    customerId: run.customerId,
    status: 'DROPPED',
    blockNumber: null,
  });
  const booked = await seedDeposit(run.api, { customerId: run.customerId, blockNumber: 72 });
  await run.api.rows`update transactions set kind = 'internal', ordinal = 'balance' where id = ${booked}`;
  run.chain = mined([run.toPurse('200')], 71);
  expect((await run.lookUp(await run.hashOf(forecast))).transfers).toMatchObject([
    { transactionId: booked, reason: 'in_compliance', amount: '0.0000000000000002', confirmations: 39 },
  ]);
  // It says nothing about later transfers.
  run.chain = mined([run.toPurse()], 73);
  expect((await run.lookUp(newHash())).transfers).toMatchObject([{ transactionId: null, reason: 'missed' }]);
  await run.api.rows`delete from transactions where id in (${booked}, ${forecast})`;
});

test('an unlisted token is returned with its contract, as nothing gives its decimals', async () => {
  const contract = `0x${'Ab'.repeat(20)}` as Extract<TransferOnChain, { kind: 'unlisted' }>['contract'];
  run.chain = mined([
    run.toPurse(),
    { kind: 'unlisted', purseId: run.purseId, contract, amount: '7' },
    { kind: 'unlisted', purseId: run.purseId, contract: null, amount: '7' },
  ]);
  expect((await run.lookUp(newHash())).transfers).toMatchObject([
    { reason: 'missed', currency: 'ETH' },
    { reason: 'unlisted_token', currency: null, amount: null, contract },
    { reason: 'unsupported_currency', currency: null, amount: null, contract: null },
  ]);
});

test('a forecast deposit is the transfer that was mined, dropped, or is still to come', async () => {
  const pending = await seedDeposit(run.api, {
    customerId: run.customerId,
    status: 'MEM_POOL_FOUND',
    blockNumber: null,
  });
  const hash = await run.hashOf(pending);
  run.chain = { place: 'pending', transfers: [run.toPurse()] };
  expect(await run.lookUp(hash)).toMatchObject({
    status: 'pending',
    transfers: [{ transactionId: pending, reason: 'pending', confirmations: 0 }],
  });
  run.chain = mined([run.toPurse()], 111);
  expect((await run.lookUp(hash)).transfers).toMatchObject([
    { transactionId: pending, reason: 'not_scanned_yet' },
  ]);
  run.chain = { place: 'failed', blockNumber: 105 };
  expect((await run.lookUp(hash)).transfers).toMatchObject([{ transactionId: pending, reason: 'failed' }]);
  run.chain = { place: 'unknown' };
  for (const [status, reason] of [
    ['DROPPED', 'dropped'],
    ['REORGED', 'reorged'],
  ]) {
    await run.api.rows`update transactions set status = ${status} where id = ${pending}`;
    expect(await run.lookUp(hash)).toMatchObject({
      status: 'not_found',
      reason: null,
      transfers: [{ transactionId: pending, reason }],
    });
  }
});
