import { Wallet } from 'ethers';
import { beforeEach, describe, expect, it } from 'vitest';
import { sweepingAccounts } from '../../../db/sweeping/sweepingAccounts.ts';
import { openLane } from '../../../db/sending/openLane.ts';
import { readLane } from '../../../db/sending/readLane.ts';
import type { Address } from '../../../domain/address.ts';
import type { ChainId, NetworkCode } from '../../../domain/registry.ts';
import { must } from '../../db/fixtures.ts';
import { customersWith, ether, installEarly, planOne } from './failureWorld.ts';
import { explainAll, findings, stealFrom, told } from './outflowWorld.ts';
import type { SweepingWorld } from './sweepingWorld.ts';
import { startSweepingWorld } from './sweepingWorld.ts';

let world: SweepingWorld;
const elsewhere = { chainId: 4242 as ChainId, sender: `0x${'77'.repeat(20)}` as Address };
beforeEach(async () => {
  // The balance round would find the coins for gas.
  world = await startSweepingWorld({ auditedPurses: 0 });
  const { accountId } = world.deps;
  await openLane(world.watcher.db, elsewhere, {
    accountId,
    network: 'ELSEWHERE' as NetworkCode,
    nextNonce: 0,
  });
});

const stoppedElsewhere = async () => (await readLane(world.watcher.db, elsewhere))?.stopped?.code ?? null;
const planners = () => sweepingAccounts(world.watcher.db, world.deps.network.code);

describe('a purse’s key that somebody used', () => {
  it('for a transaction stops all networks before anything is signed, and is told once', async () => {
    const [owner] = await customersWith(world, 2, ether);
    const id = await planOne(world);
    await stealFrom(world, must(owner), { to: Wallet.createRandom().address, value: 1n });
    await world.mine(1);
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await world.sign(id)).toMatchObject({ outcome: 'waiting', reason: 'lane_stopped' });
    expect(await findings(world)).toEqual(['purse_nonce  final']);
    expect(await stoppedElsewhere()).toBe('unexplained_outflow');
    expect(await planners()).toEqual([]);
    await world.mine(2);
    expect(await told(world)).toMatchObject([
      {
        type: 'SENDING_PAUSED',
        data: {
          reason: 'purse_nonce',
          purseId: owner?.purseId,
          currency: null,
          amount: null,
          allNetworks: true,
        },
      },
    ]);
    expect(await world.sends()).toEqual([]);
    expect(await explainAll(world)).toBe(1);
    expect(await world.sign(id)).toMatchObject({ outcome: 'sent' });
    await world.mine(4);
    expect((await world.items(id)).length).toBe(2);
    expect((await told(world)).map(({ type }) => type)).toEqual(['SENDING_PAUSED', 'SENDING_RESUMED']);
  });

  it('for other code stops all networks, too', async () => {
    const [owner] = await customersWith(world, 1, ether);
    await world.anvil.request('anvil_setCode', [owner?.address, `0xef0100${'11'.repeat(20)}`]);
    expect(await world.sign(await planOne(world))).toMatchObject({ reason: 'lane_stopped' });
    expect(await findings(world)).toEqual(['purse_code  final']);
    expect(await stoppedElsewhere()).toBe('unexplained_outflow');
  });

  it('after our authorization was used is found by the nonce', async () => {
    const [owner] = await customersWith(world, 1, ether);
    await installEarly(world, must(owner));
    await world.mine(1);
    await stealFrom(world, must(owner), { to: Wallet.createRandom().address, value: 1n });
    await world.mine(1);
    expect(await world.sign(await planOne(world))).toMatchObject({ reason: 'lane_stopped' });
    expect(await findings(world)).toEqual(['purse_nonce  final']);
  });
});

it('an authorization that a stranger uses is explained', async () => {
  const [owner] = await customersWith(world, 1, ether);
  await installEarly(world, must(owner));
  await world.mine(1);
  expect(await world.sign(await planOne(world))).toMatchObject({ outcome: 'sent' });
  expect(await findings(world)).toEqual([]);
});
