import { beforeEach, describe, expect, it } from 'vitest';
import { cancelSweep } from '../../../db/sweeping/cancelSweep.ts';
import { findDestination } from '../../../db/destinations/destinations.ts';
import { reportTransfers } from '../../../db/sweepers/reportTransfers.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { blacklist } from '../sweeping/failureWorld.ts';
import { gwei } from '../sending/laneWorld.ts';
import type { TransferWorld } from './transferWorld.ts';
import { clean, startTransferWorld } from './transferWorld.ts';

const ether = 10n ** 18n;
const usdt = 1_000_000n;

let world: TransferWorld;
let owner: Owner;
beforeEach(async () => {
  world = await startTransferWorld();
  owner = await world.newCustomer();
});

const newestPrice = async (): Promise<bigint> =>
  (
    await world.watcher.db
      .selectFrom('send_attempts')
      .select('max_fee_per_gas')
      .where('sender', '=', owner.address)
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
  ).max_fee_per_gas ?? 0n;

describe('a signer that dies', () => {
  const cut = () =>
    world.withNode(async (method, params) => {
      if (method === 'eth_sendRawTransaction') throw new Error('power cut');
      return world.deps.rpc.call(method, params);
    });

  it('after each of both nonces, before a node has the bytes, has nothing sent twice', async () => {
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const id = await world.planOne();
    await expect(world.sign(id, cut())).rejects.toThrow('power cut');
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'purse_under_way' });
    expect(await world.tend()).toEqual(['broadcast 0']);
    await world.mine(4);
    await expect(world.sign(id, cut())).rejects.toThrow('power cut');
    expect(await world.sign(id)).toEqual({ outcome: 'ended' });
    expect(await world.tendPurses()).toEqual(['broadcast 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.sent()).toEqual(['operator 0 top_up final', 'purse 0 sweep final']);
    expect(await world.tokensOf(world.treasury)).toBe(50n * usdt);
    expect(await world.audit()).toEqual(clean);
  });

  it('and others that sign at once pay for the gas once, and send once', async () => {
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const id = await world.planOne();
    const all = () => Promise.allSettled(Array.from({ length: 5 }, () => world.sign(id)));
    await all();
    await world.mine(4);
    await all();
    await world.mine(4);
    expect(await world.finish(id)).toBe('completed');
    expect(await world.sent()).toEqual(['operator 0 top_up final', 'purse 0 sweep final']);
    expect(await world.audit()).toEqual(clean);
  });
});

describe('a price', () => {
  it('above the cap has the sweep wait without a nonce, before its gas is paid and after', async () => {
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const id = await world.planOne();
    const spike = async (price: bigint): Promise<void> => {
      await world.setBaseFee(price);
      await world.mine(1);
    };
    await spike(1000n * gwei);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'price_above_cap' });
    expect(await world.sent()).toEqual([]);
    await spike(gwei);
    await world.sign(id);
    await world.mine(4);
    await spike(1000n * gwei);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'price_above_cap' });
    expect(await world.sent()).toEqual(['operator 0 top_up final']);
    expect(await world.settle(id)).toBe('planned');
    await spike(gwei);
    expect(await world.finish(id)).toBe('completed');
    expect(await world.audit()).toEqual(clean);
  });

  it('that rises is followed up to what the purse has for gas, although the cap is raised, too', async () => {
    await world.deposit(owner, world.watcher.eth, ether);
    const id = await world.planOne();
    await world.sign(id);
    await world.mine(4);
    await world.sign(id);
    await world.anvil.request('anvil_dropAllTransactions', []);
    await world.setBaseFee(30n * gwei);
    await world.anvil.mine(1);
    expect(await world.tendPurses(61_000)).toEqual(['replace 0']);
    const raised = await newestPrice();
    expect(raised).toBeGreaterThan(30n * gwei);
    await world.anvil.request('anvil_dropAllTransactions', []);
    await world.setBaseFee(500n * gwei);
    await world.anvil.mine(1);
    // The cap of the settings is now 1,000 gwei: 0.1 ether for the gas limit, and the purse has 0.01.
    for (let minutes = 3; minutes < 20; minutes += 1) await world.tendPurses(minutes * 61_000, 1000n);
    expect(await newestPrice()).toBeGreaterThan(raised);
    expect(await newestPrice()).toBeLessThanOrEqual(100n * gwei);
    expect(await world.tendPurses(2_000_000, 1000n)).toEqual(['broadcast 0']);
    await world.setBaseFee(gwei);
    await world.mine(4);
    await world.tendPurses();
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    expect(await world.audit()).toEqual(clean);
  });
});

describe('a token', () => {
  it('that refuses the purse is left out, and costs nothing', async () => {
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const id = await world.planOne();
    await blacklist(world, owner.address);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    expect(await world.settle(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped refused']);
    expect(await world.sent()).toEqual([]);
  });

  it('that returns false in the block has moved nothing, although the transaction succeeded', async () => {
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const id = await world.planOne();
    await world.sign(id);
    await world.mine(4);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    const { contract } = world.watcher.usdt;
    const code = await world.anvil.request('eth_getCode', [contract, 'latest']);
    // Returns a word of zeros, whatever it is asked.
    await world.anvil.request('anvil_setCode', [contract, '0x600060005260206000f3']);
    await world.mine(4);
    await world.anvil.request('anvil_setCode', [contract, code]);
    await world.mine(4);
    expect(await world.settle(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped refused']);
    expect(await world.tokensOf(owner.address)).toBe(50n * usdt);
    expect(await world.audit()).toEqual(clean);
  });
});

it('a sweep that is canceled while its gas is paid leaves the gas to the next one', async () => {
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  const id = await world.planOne();
  await world.sign(id);
  await world.watcher.db.transaction().execute(trx => cancelSweep(trx, world.deps.accountId, id));
  const next = await world.planOne();
  expect(await world.sign(next)).toMatchObject({ outcome: 'waiting', reason: 'purse_under_way' });
  await world.mine(4);
  expect(await world.finish(next)).toBe('completed');
  expect(await world.topUps()).toHaveLength(1);
  expect(await world.audit()).toEqual(clean);
});

it('coins go nowhere but to what the signer’s settings list, whatever the rows say', async () => {
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  const id = await world.planOne();
  const { accountId, network } = world.deps;
  const stranger = `0x${'ab'.repeat(20)}`;
  await world.watcher.db
    .updateTable('sweep_items')
    .set({ destination: stranger as never })
    .execute();
  expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
  expect(await world.settle(id)).toBe('failed');
  expect(await world.items(id)).toEqual(['skipped destination']);
  const status = async () => (await findDestination(world.watcher.db, accountId, world.treasuryId)).status;
  expect(await status()).toBe('active');
  await reportTransfers(world.watcher.db, accountId, [{ ...network, destinations: [stranger as never] }]);
  expect(await status()).toBe('pending');
  expect(must(await world.topUps().then(all => [all.length]))).toEqual([0]);
});
