import { beforeEach, describe, expect, it } from 'vitest';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

let world: SweepingWorld;
beforeEach(async () => {
  world = await startSweepingWorld();
});

const usdt = 1_000_000n;
const ether = 10n ** 18n;
const only = <T>(list: readonly T[]): T => {
  const [first] = list;
  if (first === undefined || list.length > 1) throw new Error(`there are ${String(list.length)}, not one`);
  return first;
};

describe('a sweep', () => {
  it('moves tokens and coins of purses to the treasury, and is booked once', async () => {
    const [first, second] = [await world.newCustomer(), await world.newCustomer()];
    await world.deposit(first, world.watcher.usdt, 40n * usdt);
    await world.deposit(first, world.watcher.eth, ether);
    await world.deposit(second, world.watcher.usdt, 25n * usdt);
    const id = only(await world.plan());
    expect(await world.settle(id)).toBe('planned');
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    expect(await world.settle(id)).toBe('sent');
    await world.mine(1);
    expect(await world.settle(id)).toBe('mined');
    expect(await world.tokensOf(world.treasury)).toBe(65n * usdt);
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    await world.mine(3);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.settle(id)).toBe('completed');
    expect(await world.items(id)).toEqual(['swept', 'swept', 'swept']);
    expect(await world.book('treasury', world.watcher.usdt)).toBe(-65n * usdt);
    expect(await world.book('treasury', world.watcher.eth)).toBe(-ether);
    expect(await world.book('custody', world.watcher.usdt)).toBe(0n);
    const told = await world.watcher.db
      .selectFrom('events')
      .select('type')
      .where('account_id', '=', world.deps.accountId)
      .where('type', 'in', ['SWEEP_COMPLETED', 'CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED'])
      .orderBy('position')
      .execute();
    expect(told.map(({ type }) => type)).toEqual([
      ...Array.from({ length: 3 }, () => 'CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED'),
      'SWEEP_COMPLETED',
    ]);
    expect(await world.plan()).toEqual([]);
  });

  it('of a purse that was swept before needs no authorization', async () => {
    const owner = await world.newCustomer();
    for (const round of [1n, 2n]) {
      await world.deposit(owner, world.watcher.usdt, 30n * usdt);
      const id = only(await world.plan());
      expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
      await world.mine(4);
      expect(await world.settle(id)).toBe('completed');
      expect(await world.tokensOf(world.treasury)).toBe(round * 30n * usdt);
    }
    const states = await world.watcher.db
      .selectFrom('sweep_authorizations')
      .select('state')
      .where('authority', '=', owner.address)
      .execute();
    expect(states).toEqual([{ state: 'used' }]);
  });
});
