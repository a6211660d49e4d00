import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { disableDestination } from '../../../db/destinations/disableDestination.ts';
import type { DestinationId } from '../../../domain/ids.ts';
import { must } from '../../db/fixtures.ts';
import { customersWith, ether, planOne } from './failureWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

// Destinations that are disabled between a plan and its last block.
let world: SweepingWorld;
beforeEach(async () => {
  world = await startSweepingWorld();
  await customersWith(world, 1, ether);
});

const disableInBooks = async (id: DestinationId): Promise<void> => {
  const by = await world.person();
  await world.watcher.db
    .transaction()
    .execute(trx => disableDestination(trx, world.deps.accountId, id, { reason: 'r', by }));
};

/** The treasury is another one now, and pauses are over. */
const nextTreasury = async (): Promise<string> => {
  const { id, address } = await world.newDestination();
  await world.watcher.db.updateTable('treasuries').set({ destination_id: id }).execute();
  await sql`update sweep_pauses set until = now() - interval '1 second'`.execute(world.watcher.db);
  return address;
};

const sweepOn = async (): Promise<void> => {
  const id = await planOne(world);
  expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
  await world.mine(4);
  expect(await world.settle(id)).toBe('completed');
};

describe('a destination that is disabled', () => {
  it('at the sweeper before the batch is signed gets nothing; the next plan goes elsewhere', async () => {
    const id = await planOne(world);
    await world.asOwner('disableDestination', [world.treasury]);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    expect(await world.settle(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped destination']);
    expect(await world.sends()).toEqual([]);
    expect(await world.plan()).toEqual([]);
    const next = await nextTreasury();
    await sweepOn();
    expect(await world.balanceOf(next)).toBe(ether);
    expect(await world.balanceOf(world.treasury)).toBe(0n);
  });

  it('at the sweeper while the batch is on its way gets nothing: the sweeper skips the item', async () => {
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.anvil.request('anvil_dropAllTransactions', []);
    await world.asOwner('disableDestination', [world.treasury]);
    expect(await world.tend()).toEqual(['broadcast 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped destination']);
    expect(await world.book('treasury', world.watcher.eth)).toBe(0n);
    const next = await nextTreasury();
    await sweepOn();
    expect(await world.balanceOf(next)).toBe(ether);
  });

  it('in our books before the batch is signed gets nothing, although the sweeper knows it still', async () => {
    const id = await planOne(world);
    await disableInBooks(world.treasuryId);
    expect(await world.sign(id)).toEqual({ outcome: 'left_out' });
    expect(await world.settle(id)).toBe('failed');
    expect(await world.items(id)).toEqual(['skipped destination']);
    const next = await nextTreasury();
    await sweepOn();
    expect(await world.balanceOf(next)).toBe(ether);
    expect(await world.balanceOf(world.treasury)).toBe(0n);
  });

  it('in our books while the batch is on its way has the nonce used for nothing', async () => {
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await disableInBooks(world.treasuryId);
    expect(await world.settle(id)).toBe('sent');
    expect(await world.tend()).toEqual(['replace 0']);
    await world.mine(4);
    expect(await world.settle(id)).toBe('canceled');
    expect(await world.balanceOf(world.treasury)).toBe(0n);
  });

  it('after the batch was mined has it all the same, and is booked', async () => {
    const id = await planOne(world);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.mine(1);
    expect(await world.settle(id)).toBe('mined');
    await disableInBooks(world.treasuryId);
    await world.mine(3);
    expect(await world.settle(id)).toBe('completed');
    expect(await world.book('treasury', world.watcher.eth)).toBe(-ether);
    expect(must(await world.items(id))).toEqual(['swept']);
  });
});
