import { describe, expect, it } from 'vitest';
import { openGap } from '../../../db/scanning/chainGaps.ts';
import { readScanners } from '../../../db/scanning/readScanners.ts';
import { eventually } from '../../e2e/testStack.ts';
import { audit } from '../expectOnce.ts';
import { deployUsdt, headOf } from '../realChain.ts';
import type { AnvilWorld } from './anvilWorld.ts';
import { startAnvilWorld } from './anvilWorld.ts';

const whole = 10n ** 18n;
const clean = { verdict: 'clean', differences: [], failure: null };
let world: AnvilWorld;
const credited = (owner: Parameters<AnvilWorld['watcher']['credited']>[0]) =>
  world.watcher.credited(owner, world.watcher.eth);

/** Waits until the purses were compared with their balances once more. */
async function auditedOnce(): Promise<void> {
  const { db } = world.watcher;
  await db.updateTable('chain_cursors').set({ audited_purse: null }).execute();
  await eventually('a round of balances', async () => {
    const place = await db.selectFrom('chain_cursors').select('audited_purse').executeTakeFirstOrThrow();
    return place.audited_purse !== null;
  });
}

describe('anvil restarted', () => {
  it.each([
    ['topLevel', 'without its old states', []],
    ['trace', 'with its old states', ['--preserve-historical-states']],
  ] as const)('by %s goes on with its chain, %s', async (nativeSource, _, args) => {
    world = await startAnvilWorld({ nativeSource }, { saves: true, args });
    const { anvil, watcher } = world;
    const owner = await watcher.newOwner();
    await world.pay(owner.address, whole);
    await world.mine(3);
    expect(await credited(owner)).toBe(whole);
    // Seen, and not final.
    await world.pay(owner.address, 2n * whole);
    await world.mine(1);

    await anvil.restart();
    await watcher.caughtUp();
    // The final block has no state now: balances are compared at the head, and the node is not blamed for it.
    await auditedOnce();
    await eventually('both endpoints are used again', () =>
      Promise.resolve(watcher.pool.health().every(({ state }) => state === 'well')),
    );
    await world.mine(3);
    expect(await credited(owner)).toBe(3n * whole);
    expect(await watcher.rescan({ from: 1, to: (await headOf(anvil)).height })).toBe(0);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('by trace without its old states reads no block that it can no longer trace, and is not blamed', async () => {
    world = await startAnvilWorld({ nativeSource: 'trace' }, { saves: true });
    const { anvil, watcher } = world;
    const owner = await watcher.newOwner();
    await watcher.pause();
    await world.pay(owner.address, whole);
    await anvil.mine(3);
    await anvil.restart();
    watcher.resumeWith({});
    await eventually('it says why', () =>
      Promise.resolve(watcher.troubles.some(trouble => trouble.includes('debug_traceBlockByHash'))),
    );
    expect(watcher.pool.health().map(({ state }) => state)).toEqual(['well', 'well']);
    // Once the block is old, it is read without traces.
    await watcher.pause();
    await anvil.mine(130);
    watcher.resumeWith({});
    await watcher.caughtUp();
    expect(await credited(owner)).toBe(whole);
    await eventually('its purses are compared', async () => {
      return (await openGap(watcher.db, watcher.network.chainId)) === undefined;
    });
    expect(await audit(watcher)).toEqual(clean);
  });

  it('without its state stops the chain before the new one is as long, and credits nothing twice', async () => {
    world = await startAnvilWorld({}, { endpoints: 1 });
    const { anvil, watcher } = world;
    const owner = await watcher.newOwner();
    await world.pay(owner.address, whole);
    await world.mine(20);
    expect(await credited(owner)).toBe(whole);

    await anvil.restart();
    await deployUsdt(anvil);
    await anvil.mine(5);
    expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
    const fork = (await readScanners(watcher.db)).get(watcher.network.code)?.stopped?.fork;
    expect(fork).toMatchObject({ deposits: 1, sums: { ETH: '1' } });
    // Without a block by name nothing is followed.
    watcher.resume({ acceptDeepReorg: false });
    expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
    expect(await credited(owner)).toBe(whole);

    watcher.resume({ acceptDeepReorg: true });
    await eventually('the old chain is taken back', async () => (await credited(owner)) === 0n);
    await world.pay(owner.address, 3n * whole);
    await world.mine(3);
    expect(await credited(owner)).toBe(3n * whole);
    expect(await audit(watcher)).toEqual(clean);
  });
});
