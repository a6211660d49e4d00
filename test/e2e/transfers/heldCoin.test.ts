import { beforeEach, expect, it } from 'vitest';
import type { ComplianceProvider } from '../../../domain/deposits/compliance.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { Owner } from '../../db/fixtures.ts';
import type { TransferWorld } from './transferWorld.ts';
import { clean, startTransferWorld } from './transferWorld.ts';

const ether = 10n ** 18n;
const usdt = 1_000_000n;
/** Ends with 13, and is declined. */
const held = 2n * ether + 13n;
const provider: ComplianceProvider = {
  name: 'test',
  kind: 'inline',
  screen: ({ amount }) =>
    Promise.resolve({
      verdict: amount % 100n === 13n ? 'decline' : 'approve',
      by: 'test',
      score: null,
      raw: {},
    }),
};

let world: TransferWorld;
let owner: Owner;
beforeEach(async () => {
  world = await startTransferWorld({}, { provider });
  owner = await world.newCustomer();
});

it.each(['held', 'unattributed'])(
  '%s coin of the network keeps its purse from sending anything',
  async kind => {
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    await world.deposit(owner, world.watcher.eth, kind === 'held' ? held : 1n);
    expect(await world.plan()).toEqual([]);
    expect(await world.plan(await world.person())).toEqual([]);
    expect(await world.sent()).toEqual([]);
    // Another purse is swept.
    const other = await world.newCustomer();
    await world.deposit(other, world.watcher.usdt, 50n * usdt);
    expect(await world.finish(await world.planOne())).toBe('completed');
    expect(await world.audit()).toEqual(clean);
  },
);

it('that comes after the plan has it left out; its deposits are free at once, and no pause is counted', async () => {
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  const id = await world.planOne();
  await world.deposit(owner, world.watcher.eth, held);
  expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
  expect(await world.settle(id)).toBe('failed');
  expect(await world.items(id)).toEqual(['skipped coin_must_stay']);
  expect(await world.watcher.db.selectFrom('sweep_pauses').selectAll().execute()).toEqual([]);
  expect(await world.sent()).toEqual([]);
});

it('that comes after its gas was paid has it left out, and the gas stays', async () => {
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  const id = await world.planOne();
  await world.sign(id);
  await world.mine(4);
  await world.deposit(owner, world.watcher.eth, held);
  expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
  const [paid] = await world.topUps();
  expect(await world.balanceOf(owner.address)).toBe(held + (paid?.amount ?? 0n));
  expect(await world.sent()).toEqual(['operator 0 top_up final']);
  expect(await world.audit()).toEqual(clean);
});

it('that comes after the purse signed stays whole: its gas is paid of its own', async () => {
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  const id = await world.planOne();
  await world.sign(id);
  await world.mine(4);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.deposit(owner, world.watcher.eth, held);
  expect(await world.settle(id)).toBe('completed');
  expect(await world.balanceOf(owner.address)).toBeGreaterThanOrEqual(held);
  expect(await world.book('held', world.watcher.eth)).toBe(held);
  expect(await world.audit()).toEqual(clean);
});

it('a purse with less than the amount and the floor is left out, whatever a row asks for', async () => {
  await world.deposit(owner, world.watcher.usdt, 50n * usdt);
  await world.deposit(owner, world.watcher.usdt, 60n * usdt + 13n);
  const id = await world.planOne();
  const amount = 50n * usdt + 1n;
  await world.watcher.db
    .updateTable('sweep_items')
    .set({ amount: baseUnits(amount) })
    .execute();
  expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
  expect(await world.settle(id)).toBe('failed');
  expect(await world.items(id)).toEqual(['skipped balance']);
  expect(await world.sent()).toEqual([]);
  // A held token stays beside what is swept.
  const [again] = await world.plan(await world.person());
  expect(await world.finish(again ?? id)).toBe('completed');
  expect(await world.tokensOf(owner.address)).toBe(60n * usdt + 13n);
  expect(await world.book('held', world.watcher.usdt)).toBe(60n * usdt + 13n);
});
