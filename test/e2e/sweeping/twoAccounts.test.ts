import { beforeEach, expect, it } from 'vitest';
import { newSeedPhrase } from '../../../cli/stack/secrets.ts';
import { bookFees } from '../../../db/sending/bookFees.ts';
import { pauseSending } from '../../../db/sending/pauseSending.ts';
import { readSending } from '../../../db/sweeping/views/readSending.ts';
import { sweepingAccounts } from '../../../db/sweeping/sweepingAccounts.ts';
import type { Owner } from '../../db/fixtures.ts';
import { laneOn, startLaneWorld } from '../sending/laneWorld.ts';
import { planOne, usdt } from './failureWorld.ts';
import { findings, stealTokens, told } from './outflowWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { sweepingOn } from './sweepingWorld.ts';

/** Two accounts of one installation, on one chain: each with a sweeper, a key and a treasury of its own. */
let ours: SweepingWorld;
let theirs: SweepingWorld;
let owner: Owner;
let other: Owner;
beforeEach(async () => {
  const phrase = newSeedPhrase();
  ours = await sweepingOn(await startLaneWorld(), phrase);
  theirs = await sweepingOn(await laneOn(ours), phrase);
  owner = await ours.newCustomer();
  other = await theirs.newCustomer();
  await ours.deposit(owner, ours.watcher.usdt, 50n * usdt);
  await theirs.deposit(other, ours.watcher.usdt, 60n * usdt);
});

async function finish(world: SweepingWorld): Promise<void> {
  const id = await planOne(world);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(id)).toBe('completed');
}

it('each one’s money comes to its own treasury by its own key, which alone pays for it', async () => {
  const had = { ours: await ours.balanceOf(ours.sender), theirs: await theirs.balanceOf(theirs.sender) };
  await finish(ours);
  expect(await theirs.balanceOf(theirs.sender)).toBe(had.theirs);
  const paid = had.ours - (await ours.balanceOf(ours.sender));
  await finish(theirs);
  expect(await ours.balanceOf(ours.sender)).toBe(had.ours - paid);
  expect(await ours.tokensOf(ours.treasury)).toBe(50n * usdt);
  expect(await ours.tokensOf(theirs.treasury)).toBe(60n * usdt);
  await bookFees(ours.watcher.db, [ours.watcher.eth], 10);
  for (const [world, swept] of [
    [ours, 50n * usdt],
    [theirs, 60n * usdt],
  ] as const) {
    expect(await world.book('treasury', world.watcher.usdt)).toBe(-swept);
    expect(await world.book('custody', world.watcher.usdt)).toBe(0n);
  }
  expect(await ours.book('gas', ours.watcher.eth)).toBe(paid);
});

it('a signer signs no sweep of the other account, nor, by false rows, a purse that the other one has swept', async () => {
  const id = await planOne(theirs);
  expect(await ours.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'not_of_this_signer' });
  expect(await ours.sends()).toEqual([]);
  expect(await theirs.sign(id)).toMatchObject({ outcome: 'sent' });
  await theirs.mine(4);
  expect(await theirs.settle(id)).toBe('completed');
  // False rows say that the next one is ours. Its purse has the other sweeper’s code, so it is a finding.
  const { db } = ours.watcher;
  await theirs.deposit(other, ours.watcher.usdt, 70n * usdt);
  const stolen = await planOne(theirs);
  await db.updateTable('sweeps').set({ account_id: ours.deps.accountId }).where('id', '=', stolen).execute();
  await db
    .updateTable('sweep_items')
    .set({ destination: ours.treasury, destination_id: ours.treasuryId })
    .where('sweep_id', '=', stolen)
    .execute();
  expect(await ours.sign(stolen)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
  expect(await ours.sends()).toEqual([]);
  await ours.mine(4);
  expect(await ours.tokensOf(ours.treasury)).toBe(0n);
  expect(await ours.tokensOf(other.address)).toBe(70n * usdt);
});

it('a key of a purse that somebody used stops its own account alone', async () => {
  await finish(ours);
  await ours.deposit(owner, ours.watcher.usdt, 30n * usdt);
  const stopped = await planOne(ours);
  const goesOn = await planOne(theirs);
  await stealTokens(ours, owner, usdt);
  await ours.mine(5);
  expect(await findings(ours)).toEqual([`token_outflow ${String(usdt)} final`]);
  expect(await sweepingAccounts(ours.watcher.db, ours.deps.network.code)).toEqual([theirs.deps.accountId]);
  expect(await ours.sign(stopped)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
  expect(await told(ours)).toHaveLength(1);
  expect(await told(theirs)).toEqual([]);
  expect(await readSending(ours.watcher.db, theirs.deps.accountId)).toMatchObject([{ finding_id: null }]);
  expect(await theirs.sign(goesOn)).toMatchObject({ outcome: 'sent' });
  await theirs.mine(4);
  expect(await theirs.settle(goesOn)).toBe('completed');
  expect(await theirs.tokensOf(theirs.treasury)).toBe(60n * usdt);
});

it('who pauses sending of one account pauses nothing of the other', async () => {
  const place = { accountId: ours.deps.accountId, network: ours.deps.network.code };
  const planned = await planOne(ours);
  const by = await ours.person();
  await ours.watcher.db.transaction().execute(trx => pauseSending(trx, place, { reason: 'looking', by }));
  expect(await sweepingAccounts(ours.watcher.db, place.network)).toEqual([theirs.deps.accountId]);
  expect(await ours.sign(planned)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
  await finish(theirs);
  expect(await theirs.tokensOf(theirs.treasury)).toBe(60n * usdt);
  expect(await ours.sends()).toEqual([]);
});
