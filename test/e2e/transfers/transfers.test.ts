import { beforeEach, describe, expect, it } from 'vitest';
import { asMemberOf } from '../../db/asMemberOf.ts';
import { gwei } from '../sending/laneWorld.ts';
import { type4 } from './sendType4.ts';
import type { TransferWorld } from './transferWorld.ts';
import { clean, startTransferWorld } from './transferWorld.ts';

const ether = 10n ** 18n;
const usdt = 1_000_000n;
/** The least gas of a purse's transaction at the cap of the world. */
const gasOfOne = 100_000n * 100n * gwei;

let world: TransferWorld;
beforeEach(async () => {
  world = await startTransferWorld();
});

const deposits = async () =>
  (await world.watcher.db.selectFrom('transactions').select('amount').execute()).map(({ amount }) => amount);

it('the network takes no transaction of type 4', async () => {
  await expect(type4(world)).rejects.toThrow();
});

describe('a token', () => {
  it('is swept by its purse from plan to booked, with gas that the operator paid', async () => {
    const owner = await world.newCustomer();
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const id = await world.planOne();
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'purse_under_way' });
    // Whoever asks again finds the payment.
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'purse_under_way' });
    expect(await world.settle(id)).toBe('planned');
    await world.mine(1);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'purse_under_way' });
    await world.mine(3);
    expect(await world.topUps()).toEqual([{ status: 'final', amount: gasOfOne }]);
    expect(await world.audit()).toEqual(clean);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    expect(await world.sign(id)).toEqual({ outcome: 'ended' });
    await world.mine(1);
    expect(await world.settle(id)).toBe('mined');
    await world.mine(3);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.tokensOf(world.treasury)).toBe(50n * usdt);
    expect(await world.book('treasury', world.watcher.usdt)).toBe(-50n * usdt);
    expect(await world.sent()).toEqual(['operator 0 top_up final', 'purse 0 sweep final']);
    expect(await world.audit()).toEqual(clean);
    // What is left is the purse's, and no deposit.
    const left = await world.balanceOf(owner.address);
    expect(left).toBeGreaterThan(0n);
    expect(left).toBeLessThan(gasOfOne);
    expect(await world.book('purse_gas', world.watcher.eth)).toBe(-left);
    expect(await deposits()).toEqual([50n * usdt]);
    expect(await world.watcher.db.selectFrom('findings').selectAll().execute()).toEqual([]);
  });

  it('is swept with the rights of the signer’s role alone', async () => {
    const owner = await world.newCustomer();
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const id = await world.planOne();
    await asMemberOf(world.watcher.database, 'purser_signer', async db => {
      const senders = world.signing.senders.map(sender => ({ ...sender, db }));
      const sign = () => world.sign(id, { db, senders });
      expect(await sign()).toMatchObject({ outcome: 'waiting', reason: 'purse_under_way' });
      await world.mine(4);
      expect(await sign()).toMatchObject({ outcome: 'sent' });
      await world.anvil.request('anvil_dropAllTransactions', []);
      expect(await world.tendPurses(0, undefined, db)).toEqual(['broadcast 0']);
      expect(await world.tendPurses(61_000, undefined, db)).toEqual(['replace 0']);
    });
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
  });

  it('pays with what an earlier sweep left, and the operator pays the rest alone', async () => {
    const owner = await world.newCustomer();
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    expect(await world.finish(await world.planOne())).toBe('completed');
    const left = await world.balanceOf(owner.address);
    await world.deposit(owner, world.watcher.usdt, 60n * usdt);
    expect(await world.finish(await world.planOne())).toBe('completed');
    expect(await world.topUps()).toEqual([
      { status: 'final', amount: gasOfOne },
      { status: 'final', amount: gasOfOne - left },
    ]);
    expect(await world.tokensOf(world.treasury)).toBe(110n * usdt);
    expect(await world.audit()).toEqual(clean);
  });
});

it('a payment covers the gas at the cap, and twice what a rollup takes besides', async () => {
  const owner = await world.newCustomer();
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  const id = await world.planOne();
  const [below, operator] = [3n * 10n ** 14n, 10n ** 12n];
  const rollup = world.withNode(async (method, params) => {
    const [call] = params as readonly { readonly to?: string; readonly data?: string }[];
    const isAsked = method === 'eth_call' && call?.to === '0x420000000000000000000000000000000000000f';
    if (!isAsked) return world.deps.rpc.call(method, params);
    // `getL1Fee` has bytes as its argument, `getOperatorFee` a number.
    const fee = (call.data?.length ?? 0) > 2 + 8 + 64 ? below : operator;
    return `0x${fee.toString(16).padStart(64, '0')}`;
  });
  await world.sign(id, rollup);
  expect(await world.topUps()).toEqual([{ status: 'sent', amount: gasOfOne + 2n * (below + operator) }]);
});

describe('native coin', () => {
  it('leaves whole, and the gas is paid besides', async () => {
    const owner = await world.newCustomer();
    await world.deposit(owner, world.watcher.eth, ether);
    expect(await world.finish(await world.planOne())).toBe('completed');
    expect(await world.audit()).toEqual(clean);
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    expect(await world.book('custody', world.watcher.eth)).toBe(0n);
    expect(await world.book('treasury', world.watcher.eth)).toBe(-ether);
    expect(await world.book('purse_gas', world.watcher.eth)).toBe(-(await world.balanceOf(owner.address)));
    expect(await deposits()).toEqual([ether]);
  });

  it('and a token of one purse are two sweeps, one after the other', async () => {
    const owner = await world.newCustomer();
    await world.deposit(owner, world.watcher.eth, ether);
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const ids = await world.plan();
    expect(ids).toHaveLength(2);
    for (const id of ids) await world.sign(id);
    expect(await world.topUps()).toHaveLength(1);
    for (const id of ids) expect(await world.finish(id)).toBe('completed');
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    expect(await world.tokensOf(world.treasury)).toBe(50n * usdt);
    expect(await world.audit()).toEqual(clean);
  });
});
