import { describe, expect, it } from 'vitest';
import type { NativeSource } from '../../../domain/registry.ts';
import type { NodeWatcher } from '../../e2e/scanning/nodeWatcher.ts';
import { expectOnce, payEveryWay } from '../expectOnce.ts';
import { headOf } from '../realChain.ts';
import type { Payers } from '../ways.ts';
import { prepareWays, ways } from '../ways.ts';
import type { Fork } from './genesis.ts';
import type { GethPair } from './startPair.ts';
import { startPair, watchPair } from './startPair.ts';

let pair: GethPair;
let watcher: NodeWatcher;

const tried = [
  ['prague', 'topLevel'],
  ['prague', 'trace'],
  ['osaka', 'topLevel'],
  ['osaka', 'trace'],
  ['amsterdam', 'topLevel'],
  ['amsterdam', 'trace'],
  ['amsterdam', 'logs7708'],
] as const satisfies readonly (readonly [Fork, NativeSource])[];

async function start(fork: Fork, nativeSource: NativeSource): Promise<Payers> {
  pair = await startPair({ fork });
  watcher = await watchPair(pair, { nativeSource });
  const payers: Payers = { chain: pair, usdt: watcher.usdt, sidecar: 'cellProofs' };
  await prepareWays(payers);
  return payers;
}

describe('on two full nodes', () => {
  it.each(tried)('of %s by %s, each way to pay is credited once', async (fork, nativeSource) => {
    const payers = await start(fork, nativeSource);
    // This release takes blobs with cell proofs alone, and puts them into no block before Osaka.
    const chosen = fork === 'prague' ? ways.filter(({ name }) => !name.includes('blob')) : ways;
    const owners = await payEveryWay(watcher, payers, chosen);
    await pair.mine(4);
    await watcher.caughtUp();
    await expectOnce(watcher, owners, chosen);
    const blocks = { from: 1, to: (await headOf(pair)).height };
    expect(await watcher.rescan(blocks)).toBe(0);
    expect(watcher.troubles).toEqual([]);

    if (fork !== 'amsterdam') return;
    // As at the fork that brings the logs: the setting is changed, and what was scanned is read again.
    for (const other of ['logs7708', 'trace', 'topLevel'] as const) {
      await watcher.pause();
      watcher.resumeWith({ nativeSource: other });
      await watcher.caughtUp();
      expect([other, await watcher.rescan(blocks)]).toEqual([other, 0]);
    }
  });

  it('of osaka by logs7708, which it does not have, the network stops and says which setting is wrong', async () => {
    await start('osaka', 'logs7708');
    const stopped = await watcher.stoppedBy();
    expect(stopped.code).toBe('wrong_native_source');
    expect(stopped.message).toContain('nativeSource');
  });
});
