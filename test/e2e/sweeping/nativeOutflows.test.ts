import { Wallet } from 'ethers';
import { beforeEach, expect, it } from 'vitest';
import { openFindings } from '../../../db/findings/openFindings.ts';
import type { Owner } from '../../db/fixtures.ts';
import { newOwner } from '../../db/fixtures.ts';
import { ether, planOne } from './failureWorld.ts';
import { findings, stealFrom, told } from './outflowWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

// A balance alone shows coins that leave: the round compares it at a final block.
let world: SweepingWorld;
let owner: Owner;
beforeEach(async () => {
  world = await startSweepingWorld();
  owner = await world.newCustomer();
  await world.deposit(owner, world.watcher.eth, ether);
});

/** Mines until the round has found so many, or for 30 blocks. */
async function mineUntilFound(count: number): Promise<readonly string[]> {
  for (let blocks = 0; blocks < 30; blocks += 1) {
    await world.mine(1);
    const found = await findings(world);
    if (found.filter(one => one.endsWith('final')).length >= count) return found;
  }
  return findings(world);
}

async function steal(value: bigint): Promise<bigint> {
  const before = await world.balanceOf(owner.address);
  await stealFrom(world, owner, { to: Wallet.createRandom().address, value });
  await world.mine(1);
  return before - (await world.balanceOf(owner.address));
}

it('coins that a purse’s own key sends away pause the network, and are told once', async () => {
  const other = await world.newCustomer();
  await world.deposit(other, world.watcher.eth, ether);
  const planned = await planOne(world);
  const gone = await steal(ether / 4n);
  expect(await mineUntilFound(1)).toEqual([`native_outflow ${String(gone)} final`]);
  await world.mine(10);
  expect(await findings(world)).toHaveLength(1);
  const { accountId, network } = world.deps;
  const [findingId] = await openFindings(world.watcher.db, accountId, network.code);
  expect(await told(world)).toMatchObject([
    {
      type: 'SENDING_PAUSED',
      data: { findingId, reason: 'native_outflow', purseId: owner.purseId, transactionHash: null },
    },
  ]);
  expect(await world.sign(planned)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
  const more = await steal(ether / 8n);
  expect(await mineUntilFound(2)).toEqual(
    [gone, more].map(amount => `native_outflow ${String(amount)} final`),
  );
});

it('our own sweep is not missed, also if a reorg takes it and it is mined again', async () => {
  const id = await planOne(world);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.mine(2);
  await world.anvil.reorg(2);
  await world.mine(1);
  await world.tend();
  await world.mine(12);
  expect(await world.settle(id)).toBe('completed');
  await world.deposit(owner, world.watcher.eth, ether);
  await world.mine(8);
  expect(await findings(world)).toEqual([]);
  expect(await world.stopped()).toBeNull();
});

it('what is missing at a purse of an account without a sweeper there concerns nobody', async () => {
  const stranger = await newOwner(world.watcher.db);
  await world.deposit(stranger, world.watcher.eth, ether);
  await world.setBalance(stranger.address, ether / 2n);
  await world.mine(12);
  expect(await findings(world)).toEqual([]);
});
