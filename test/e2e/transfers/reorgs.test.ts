import { Wallet } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SweepId } from '../../../domain/ids.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { reverse } from '../../db/payments.ts';
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

/** A sweep of the purse's ether whose gas is paid and final. */
async function paidFor(): Promise<SweepId> {
  const id = await world.planOne();
  await world.sign(id);
  await world.mine(4);
  return id;
}

describe('a reorg', () => {
  it('of the payment for gas takes it back; nothing is signed by the purse until it is final again', async () => {
    await world.deposit(owner, world.watcher.usdt, 50n * usdt);
    const id = await world.planOne();
    await world.sign(id);
    await world.mine(2);
    expect(await world.topUps()).toMatchObject([{ status: 'mined' }]);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'purse_under_way' });
    await world.anvil.reorg(2);
    await world.mine(1);
    expect(await world.topUps()).toMatchObject([{ status: 'sent' }]);
    expect(await world.balanceOf(owner.address)).toBe(0n);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'purse_under_way' });
    expect(await world.sent()).toEqual(['operator 0 top_up sent']);
    expect(await world.tend()).toEqual(['broadcast 0']);
    await world.mine(4);
    expect(await world.finish(id)).toBe('completed');
    expect(await world.sent()).toEqual(['operator 0 top_up final', 'purse 0 sweep final']);
    expect(await world.tokensOf(world.treasury)).toBe(50n * usdt);
    expect(await world.audit()).toEqual(clean);
  });

  it('of the sweep takes it back to sent; the same bytes are mined again, and booked once', async () => {
    await world.deposit(owner, world.watcher.eth, ether);
    const id = await paidFor();
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.mine(2);
    expect(await world.settle(id)).toBe('mined');
    await world.anvil.reorg(2);
    await world.mine(1);
    expect(await world.settle(id)).toBe('sent');
    expect(await world.plan()).toEqual([]);
    expect(await world.tendPurses()).toEqual(['broadcast 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.settle(id)).toBe('completed');
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    expect(await world.book('treasury', world.watcher.eth)).toBe(-ether);
    expect(await world.audit()).toEqual(clean);
  });

  it('of all of it, deeper than finality, sweeps once', async () => {
    // A key of its own, whose payment the reorg leaves out.
    const payer = Wallet.createRandom();
    await world.setBalance(payer.address, 10n * ether);
    await world.mine(1);
    const { rpcUrl } = world.anvil;
    const deposit = await sendTransaction({ rpcUrl, key: payer.privateKey, to: owner.address, value: ether });
    await world.mine(4);
    const id = await paidFor();
    await world.sign(id);
    await world.mine(1);
    expect(await world.settle(id)).toBe('mined');
    const depositRaw = await world.anvil.rawOf(deposit);
    await world.anvil.reorg(9, [depositRaw]);
    await world.anvil.mine(1);
    expect((await world.watcher.stoppedBy()).code).toBe('reorg_too_deep');
    world.watcher.resume({ acceptDeepReorg: true });
    await world.watcher.caughtUp();
    expect(await world.settle(id)).toBe('sent');
    expect(await world.tend()).toEqual(['broadcast 0']);
    await world.mine(4);
    // The deposit came back as another incarnation, which this sweep never claimed: its nonce is used for nothing.
    expect(await world.tendPurses()).toEqual(['replace 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('canceled');
    expect(await world.finish(await world.planOne())).toBe('completed');
    expect(await world.balanceOf(world.treasury)).toBe(ether);
    expect(await world.book('treasury', world.watcher.eth)).toBe(-ether);
    expect(await world.audit()).toEqual(clean);
  });
});

it('a deposit that is reversed after the purse signed has the nonce used for nothing, out of its gas', async () => {
  await world.deposit(owner, world.watcher.eth, ether);
  const id = await paidFor();
  await world.sign(id);
  const { id: deposit } = await world.watcher.db
    .selectFrom('transactions')
    .select('id')
    .executeTakeFirstOrThrow();
  await reverse(world.watcher.db, deposit);
  expect(await world.settle(id)).toBe('sent');
  expect(await world.tendPurses()).toEqual(['replace 0']);
  await world.mine(4);
  expect(await world.settle(id)).toBe('canceled');
  expect(await world.items(id)).toEqual(['skipped not_due']);
  expect(await world.balanceOf(world.treasury)).toBe(0n);
  expect(await world.balanceOf(owner.address)).toBeGreaterThan(ether);
  const [paid] = await world.topUps();
  const fee = must(paid).amount + ether - (await world.balanceOf(owner.address));
  await world.audit();
  expect(await world.book('purse_gas', world.watcher.eth)).toBe(fee - must(paid).amount);
});
