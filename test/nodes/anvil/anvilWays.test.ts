import { describe, expect, it } from 'vitest';
import { expectOnce, payEveryWay } from '../expectOnce.ts';
import { headOf } from '../realChain.ts';
import type { Payers } from '../ways.ts';
import { prepareWays } from '../ways.ts';
import type { AnvilWorld } from './anvilWorld.ts';
import { startAnvilWorld } from './anvilWorld.ts';

let world: AnvilWorld;
const payers = (): Payers => ({ chain: world.anvil, usdt: world.watcher.usdt, sidecar: 'blobProof' });

describe('on anvil', () => {
  it.each(['topLevel', 'trace'] as const)('by %s, each way to pay is credited once', async nativeSource => {
    world = await startAnvilWorld({ nativeSource });
    const { anvil, watcher } = world;
    await prepareWays(payers());
    const owners = await payEveryWay(watcher, payers());
    await world.mine(4);
    await expectOnce(watcher, owners);
    expect(await watcher.rescan({ from: 1, to: (await headOf(anvil)).height })).toBe(0);
    expect(watcher.troubles).toEqual([]);
  });

  it('by logs7708, which it does not have, the network stops and says which setting is wrong', async () => {
    world = await startAnvilWorld({ nativeSource: 'logs7708' });
    await prepareWays(payers());
    const stopped = await world.watcher.stoppedBy();
    expect(stopped.code).toBe('wrong_native_source');
    expect(stopped.message).toContain('nativeSource');
  });
});
