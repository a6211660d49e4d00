import { describe, expect, it } from 'vitest';
import { callRpc } from '../../../testkit/chain/rpc/callRpc.ts';
import { eventually } from '../../e2e/testStack.ts';
import { audit } from '../expectOnce.ts';
import type { AnvilWorld } from './anvilWorld.ts';
import { startAnvilWorld } from './anvilWorld.ts';

const whole = 10n ** 18n;
const clean = { verdict: 'clean', differences: [], failure: null };
let world: AnvilWorld;

/** The rows of all transfers, oldest first. */
const rows = () => world.watcher.db.selectFrom('transactions').selectAll().orderBy('id').execute();
const credited = (owner: Parameters<AnvilWorld['watcher']['credited']>[0]) =>
  world.watcher.credited(owner, world.watcher.eth);

describe('anvil_reorg', () => {
  it.each([1, 2, 5])(
    'of %i blocks takes a deposit back, which is credited once if it returns',
    async depth => {
      world = await startAnvilWorld({ finality: { kind: 'confirmations', blocks: 6 } });
      const { anvil, watcher } = world;
      const [returning, lost] = [await watcher.newOwner(), await watcher.newOwner()];
      const raw = await anvil.rawOf(await world.pay(returning.address, whole));
      await world.pay(lost.address, 2n * whole);
      await world.mine(depth);
      const before = await rows();
      expect(before.every(row => row.block_hash !== null)).toBe(true);

      await anvil.reorg(depth);
      await world.mine(1);
      expect((await rows()).map(row => [row.status, row.block_hash])).toEqual([
        ['REORGED', null],
        ['REORGED', null],
      ]);
      await callRpc(anvil.rpcUrl, 'eth_sendRawTransaction', [raw]);
      await world.mine(8);
      expect(await credited(returning)).toBe(whole);
      expect(await credited(lost)).toBe(0n);
      expect((await rows()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      expect(await audit(watcher)).toEqual(clean);
    },
  );

  it('that brings the transaction back in another block leaves one deposit, credited once', async () => {
    world = await startAnvilWorld({ finality: { kind: 'confirmations', blocks: 6 } });
    const { anvil, watcher } = world;
    const owner = await watcher.newOwner();
    const raw = await anvil.rawOf(await world.pay(owner.address, whole));
    await world.mine(3);
    const [before] = await rows();
    await anvil.reorg(3, [raw]);
    await watcher.caughtUp();
    const [after, ...others] = await rows();
    expect(others).toEqual([]);
    expect(after?.id).toBe(before?.id);
    expect(after?.block_hash).not.toBe(before?.block_hash);
    await world.mine(6);
    expect(await credited(owner)).toBe(whole);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('six times in a row credits what is left on the chain, once', async () => {
    world = await startAnvilWorld({ finality: { kind: 'confirmations', blocks: 6 } });
    const { anvil, watcher } = world;
    const owner = await watcher.newOwner();
    for (const depth of [1, 2, 1, 3, 2, 1]) {
      const raw = await anvil.rawOf(await world.pay(owner.address, whole));
      await anvil.mine(depth);
      // Each second one is lost; the scanner may have seen it or not.
      await anvil.reorg(depth, depth === 1 ? [raw] : []);
    }
    await world.mine(7);
    const there = BigInt(String(await anvil.request('eth_getBalance', [owner.address, 'latest'])));
    expect(there).toBeGreaterThan(0n);
    expect(await credited(owner)).toBe(there);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('deeper than what is final stops the chain; once followed, what was lost is reversed, and no more', async () => {
    world = await startAnvilWorld({ finality: { kind: 'confirmations', blocks: 2 } });
    const { anvil, watcher } = world;
    const [kept, lost] = [await watcher.newOwner(), await watcher.newOwner()];
    const raw = await anvil.rawOf(await world.pay(kept.address, whole));
    await world.pay(lost.address, 2n * whole);
    await world.mine(4);
    expect([await credited(kept), await credited(lost)]).toEqual([whole, 2n * whole]);

    await anvil.reorg(4, [raw]);
    expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
    watcher.resume({ acceptDeepReorg: false });
    expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
    expect([await credited(kept), await credited(lost)]).toEqual([whole, 2n * whole]);

    watcher.resume({ acceptDeepReorg: true });
    await eventually('what is gone is reversed', async () => (await credited(lost)) === 0n);
    await world.mine(3);
    expect([await credited(kept), await credited(lost)]).toEqual([whole, 0n]);
    expect(await audit(watcher)).toEqual(clean);
  });
});

describe('the tags of anvil', () => {
  it('decide when money is final: safe for a small sum, finalized for a large one', async () => {
    world = await startAnvilWorld({
      finality: { kind: 'tag', tag: 'finalized', maxLag: null },
      tiers: [{ below: 3n * whole, policy: { kind: 'tag', tag: 'safe', maxLag: null } }],
    });
    const { watcher } = world;
    const [small, large] = [await watcher.newOwner(), await watcher.newOwner()];
    await world.pay(small.address, whole);
    await world.pay(large.address, 5n * whole);
    // Two blocks are an epoch here: safe is two blocks behind the head, finalized four.
    await world.mine(2);
    expect([await credited(small), await credited(large)]).toEqual([0n, 0n]);
    await world.mine(1);
    expect([await credited(small), await credited(large)]).toEqual([whole, 0n]);
    await world.mine(2);
    expect([await credited(small), await credited(large)]).toEqual([whole, 5n * whole]);
  });
});
