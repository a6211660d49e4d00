import { Wallet } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ComplianceProvider } from '../../../domain/deposits/compliance.ts';
import type { SweepId } from '../../../domain/ids.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { reverse } from '../../db/payments.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

const ether = 10n ** 18n;
/** Ends with 13, and is declined. */
const held = 2n * ether + 13n;
const provider: ComplianceProvider = {
  name: 'test',
  kind: 'inline',
  screen: ({ amount }) =>
    Promise.resolve({ verdict: amount === held ? 'decline' : 'approve', by: 'test', score: null, raw: {} }),
};

let world: SweepingWorld;
let owner: Owner;
/** Keys that have coins since before every reorg. */
let payers: string[];
beforeEach(async () => {
  world = await startSweepingWorld({}, { provider });
  owner = await world.newCustomer();
  const wallets = [Wallet.createRandom(), Wallet.createRandom()];
  for (const { address } of wallets) await world.setBalance(address, 10n * ether);
  await world.mine(1);
  payers = wallets.map(({ privateKey }) => privateKey);
});

/** Pays ether with a key of its own, so that a reorg may take one payment and leave another. */
async function payAlone(amount: bigint): Promise<string> {
  const key = must(payers.pop());
  return sendTransaction({ rpcUrl: world.anvil.rpcUrl, key, to: owner.address, value: amount });
}

/** Plans, signs and gives to the node the sweep of what is credited; returns its bytes, too. */
async function sweep(): Promise<{ readonly id: SweepId; readonly raw: string }> {
  const id = must((await world.plan())[0]);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  const { raw } = await world.watcher.db.selectFrom('send_attempts').select('raw').executeTakeFirstOrThrow();
  return { id, raw };
}

/** A reorg deeper than finality, which the operator accepts. The new chain begins with these transactions. */
async function deepReorg(depth: number, raws: readonly string[]): Promise<void> {
  await world.anvil.reorg(depth, raws);
  await world.anvil.mine(1);
  expect((await world.watcher.stoppedBy()).code).toBe('reorg_too_deep');
  world.watcher.resume({ acceptDeepReorg: true });
  await world.watcher.caughtUp();
}

const treasuryBook = () => world.book('treasury', world.watcher.eth);
const depositRow = (hash: string) =>
  world.watcher.db
    .selectFrom('transactions')
    .select(['id', 'status', 'incarnation', 'swept_in'])
    .where('tx_hash', '=', hash as never)
    .executeTakeFirstOrThrow();

describe('a reorg of a mined sweep', () => {
  it('takes it back to sent; the same bytes are mined again, and booked once', async () => {
    await payAlone(ether);
    await world.mine(4);
    const { id } = await sweep();
    await world.mine(2);
    expect(await world.settle(id)).toBe('mined');
    await world.anvil.reorg(2);
    await world.mine(1);
    expect(await world.settle(id)).toBe('sent');
    expect(await world.plan()).toEqual([]);
    expect(await world.tend()).toEqual(['broadcast 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.settle(id)).toBe('completed');
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    expect(await treasuryBook()).toBe(-ether);
    expect(await world.sends()).toMatchObject([{ nonce: 0, status: 'final', attempts: 1 }]);
  });
});

describe('a reorg of a sweep and of the deposit that it moves', () => {
  /** The deposit is final and planned; held coins come to the purse; the sweep is mined. Returns the blocks to take. */
  async function sweptBesideHeld() {
    const deposit = await payAlone(ether);
    await world.mine(3);
    const other = await payAlone(held);
    await world.mine(1);
    const { id, raw } = await sweep();
    await world.mine(1);
    expect(await world.settle(id)).toBe('mined');
    const [depositRaw, heldRaw] = [await world.anvil.rawOf(deposit), await world.anvil.rawOf(other)];
    return { id, raw, deposit, depositRaw, heldRaw, depth: 5 };
  }

  it('the deposit is gone for good: the nonce is used for nothing, and held coins stay', async () => {
    const { id, deposit, heldRaw, depth } = await sweptBesideHeld();
    await deepReorg(depth, [heldRaw]);
    expect(await depositRow(deposit)).toMatchObject({ status: 'REORGED', incarnation: 1 });
    expect(await world.settle(id)).toBe('sent');
    expect(await world.tend()).toEqual(['replace 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('canceled');
    expect(await world.items(id)).toEqual(['skipped not_due']);
    expect(await world.balanceOf(owner.address)).toBe(held);
    expect(await treasuryBook()).toBe(0n);
    expect(await world.book('held', world.watcher.eth)).toBe(held);
  });

  it('the deposit is gone for good and the sweep is mined again: the contract skips it, and held coins stay', async () => {
    const { id, raw, heldRaw, depth } = await sweptBesideHeld();
    await deepReorg(depth, [heldRaw, raw]);
    await world.mine(4);
    expect(await world.settle(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped balance']);
    expect(await world.balanceOf(owner.address)).toBe(held);
    expect(await treasuryBook()).toBe(0n);
    expect(await world.plan()).toEqual([]);
  });

  it('the deposit returns to a purse that was declined meanwhile: it is held, and stays, too', async () => {
    const { id, depositRaw, heldRaw, deposit, depth } = await sweptBesideHeld();
    await deepReorg(depth, [depositRaw, heldRaw]);
    await world.mine(4);
    expect(await depositRow(deposit)).toMatchObject({ incarnation: 1, swept_in: id });
    expect(await world.settle(id)).toBe('sent');
    expect(await world.plan()).toEqual([]);
    expect(await world.tend()).toEqual(['replace 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('canceled');
    expect(await world.plan()).toEqual([]);
    expect(await world.balanceOf(owner.address)).toBe(ether + held);
  });

  it('both return: it is swept once over all incarnations', async () => {
    const deposit = await payAlone(ether);
    await world.mine(4);
    const { id, raw } = await sweep();
    await world.mine(1);
    await deepReorg(5, [await world.anvil.rawOf(deposit), raw]);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await depositRow(deposit)).toMatchObject({ status: 'CONFIRMED', incarnation: 1, swept_in: id });
    expect(await world.plan()).toEqual([]);
    expect(await treasuryBook()).toBe(-ether);
    expect(await world.book('custody', world.watcher.eth)).toBe(0n);
    expect(await world.balanceOf(owner.address)).toBe(0n);
  });

  it('the deposit returns alone to a purse without held coins: it is swept once, by another sweep', async () => {
    const deposit = await payAlone(ether);
    await world.mine(4);
    const first = await sweep();
    await world.mine(1);
    await deepReorg(5, [await world.anvil.rawOf(deposit)]);
    await world.mine(4);
    expect(await world.settle(first.id)).toBe('sent');
    await world.tend();
    await world.mine(4);
    expect(await world.settle(first.id)).toBe('canceled');
    const { id } = await sweep();
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await depositRow(deposit)).toMatchObject({ incarnation: 1, swept_in: id });
    expect(await treasuryBook()).toBe(-ether);
    expect(await world.balanceOf(world.treasury)).toBe(ether);
  });
});

describe('an accepted reorg of a sweep that was final', () => {
  it('leaves it completed: the same bytes are mined again, and nothing is booked or planned twice', async () => {
    await payAlone(ether);
    await world.mine(4);
    const { id } = await sweep();
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    await deepReorg(4, []);
    expect(await world.balanceOf(world.treasury)).toBe(0n);
    expect(await world.plan()).toEqual([]);
    expect(await world.tend()).toEqual(['broadcast 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    expect(await treasuryBook()).toBe(-ether);
    expect(await world.sends()).toMatchObject([{ nonce: 0, status: 'final', attempts: 1 }]);
  });
});

describe('a deposit whose credit is reversed', () => {
  it('before its sweep is signed is left out, and the others go', async () => {
    const other = await world.newCustomer();
    const deposit = await payAlone(ether);
    await world.deposit(other, world.watcher.eth, ether);
    const id = must((await world.plan())[0]);
    await reverse(world.watcher.db, (await depositRow(deposit)).id);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    expect(await world.settle(id)).toBe('sent');
    expect(await world.tend()).toEqual([]);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect((await world.items(id)).toSorted()).toEqual(['skipped not_due', 'swept']);
    expect(await world.balanceOf(owner.address)).toBe(ether);
  });

  it('after that, before it is mined, has the nonce used for nothing', async () => {
    const deposit = await payAlone(ether);
    await world.mine(4);
    const { id } = await sweep();
    await reverse(world.watcher.db, (await depositRow(deposit)).id);
    expect(await world.settle(id)).toBe('sent');
    expect(await world.tend()).toEqual(['replace 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('canceled');
    expect(await world.items(id)).toEqual(['skipped not_due']);
    expect(await world.balanceOf(owner.address)).toBe(ether);
    expect(await treasuryBook()).toBe(0n);
  });
});
