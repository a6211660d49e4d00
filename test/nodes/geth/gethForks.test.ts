import { beforeEach, describe, expect, it } from 'vitest';
import type { Network } from '../../../domain/registry.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { Owner } from '../../db/fixtures.ts';
import type { NodeWatcher } from '../../e2e/scanning/nodeWatcher.ts';
import { eventually } from '../../e2e/testStack.ts';
import { audit } from '../expectOnce.ts';
import { blockOf, headOf } from '../realChain.ts';
import type { GethPair } from './startPair.ts';
import { startPair, watchPair } from './startPair.ts';

const whole = 10n ** 18n;
const clean = { verdict: 'clean', differences: [], failure: null };
let pair: GethPair;
let watcher: NodeWatcher;
let owner: Owner;
beforeEach(async () => {
  pair = await startPair();
});
async function watch(network: Partial<Network>): Promise<void> {
  await pair.mine(2);
  watcher = await watchPair(pair, network);
  owner = await watcher.newOwner();
}
const payOwner = (amount: bigint): Promise<string> =>
  pay({ rpcUrl: pair.rpcUrl, key: pair.faucetKey, to: owner.address, currency: { contract: null }, amount });
const rows = () => watcher.db.selectFrom('transactions').selectAll().orderBy('id').execute();
const credited = () => watcher.credited(owner, watcher.eth);
const finalized = { kind: 'tag', tag: 'finalized', maxLag: null } as const;

describe('two full nodes', () => {
  it('that leave a block for its sibling take its deposit back, and its return is credited once', async () => {
    await watch({ finality: { kind: 'confirmations', blocks: 3 } });
    await payOwner(whole);
    const [first] = pair.nodes;
    const sibling = await pair.build(first, { transactions: [] });
    await pair.mineBlock();
    await watcher.caughtUp();
    const [before] = await rows();
    expect(before?.block_hash).not.toBeNull();

    await pair.follow(pair.nodes, sibling);
    await watcher.caughtUp();
    expect(await rows()).toMatchObject([{ id: before?.id, block_hash: null, status: 'REORGED' }]);
    await eventually('the node put the transaction back into its pool', async () => {
      const { pending } = (await pair.request('txpool_status')) as { readonly pending: string };
      return Number(pending) === 1;
    });
    await pair.mine(4);
    await watcher.caughtUp();
    expect(await rows()).toMatchObject([{ id: before?.id, status: 'CONFIRMED' }]);
    expect(await credited()).toBe(whole);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('whose head goes back to its parent and forward again credit once', async () => {
    await watch({ finality: { kind: 'confirmations', blocks: 3 } });
    const parent = await headOf(pair);
    await payOwner(whole);
    const block = await pair.mineBlock();
    await watcher.caughtUp();
    await pair.moveTo(pair.nodes, parent.hash);
    await pair.moveTo(pair.nodes, block.hash);
    await pair.mine(3);
    await watcher.caughtUp();
    expect(await rows()).toHaveLength(1);
    expect(await credited()).toBe(whole);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('that part and join again: nothing is final before both have it, and then it is credited once', async () => {
    await pair.tag(2, 1);
    await watch({ finality: finalized });
    const [first, second] = pair.nodes;
    const { height } = await headOf(pair);
    await payOwner(whole);
    const other = await pair.build(first, { transactions: [] });
    const ours = await pair.build(first);
    await pair.follow([first], ours);
    await pair.follow([second], other);
    for (let n = 0; n < 3; n++) {
      await pair.follow([first], await pair.build(first));
      await pair.follow([second], await pair.build(second, { transactions: [] }));
    }
    // The first one's consensus client is on the wrong side, and finalizes there.
    await pair.tag(height + 2, height + 1, [first]);
    await eventually('the deposit is seen', async () => (await rows()).length === 1);
    await new Promise(resolve => setTimeout(resolve, 1500));
    expect(await credited()).toBe(0n);

    await pair.feed(second, first);
    await pair.tag(height + 2, height + 1);
    await pair.mine(1);
    await watcher.caughtUp();
    await eventually('it is credited', async () => (await credited()) === whole);
    expect(await rows()).toHaveLength(1);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('that both leave what was final stop the chain; followed by name, the deposit is reversed', async () => {
    await watch({ finality: { kind: 'confirmations', blocks: 2 } });
    const [first] = pair.nodes;
    const parent = await headOf(pair);
    await payOwner(whole);
    await pair.mine(4);
    await watcher.caughtUp();
    expect(await credited()).toBe(whole);

    await pair.moveTo(pair.nodes, parent.hash);
    await pair.follow(pair.nodes, await pair.build(first, { transactions: [] }));
    for (let n = 0; n < 5; n++) await pair.mineBlock({ transactions: [] });
    expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
    watcher.resume({ acceptDeepReorg: false });
    expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
    expect(await credited()).toBe(whole);

    watcher.resume({ acceptDeepReorg: true });
    await eventually('it is reversed', async () => (await credited()) === 0n);
    await watcher.caughtUp();
    expect(await audit(watcher)).toEqual(clean);
    // It comes back by itself, in a block of the new chain.
    await pair.mine(3);
    await watcher.caughtUp();
    expect(await credited()).toBe(whole);
    expect(await audit(watcher)).toEqual(clean);
  });
});

describe('the tags of full nodes', () => {
  it('that have none yet leave deposits seen, and not final', async () => {
    await watch({});
    await expect(blockOf(pair, 'finalized')).rejects.toThrow('finalized block not found');
    await watcher.pause();
    watcher.resumeWith({ finality: finalized });
    await payOwner(whole);
    await pair.mine(3);
    await watcher.caughtUp();
    const [seen] = await rows();
    expect(seen?.block_hash).not.toBeNull();
    expect(seen?.final_block_hash).toBeNull();
    expect(watcher.pool.health().map(({ state }) => state)).toEqual(['well', 'well']);

    const { height } = await headOf(pair);
    await pair.tag(height - 1, height - 2);
    await pair.mine(1);
    await watcher.caughtUp();
    await eventually('it is credited', async () => (await credited()) === whole);
    expect(await audit(watcher)).toEqual(clean);
  });

  it('decide when money is final: safe for a small sum, finalized for a large one; of two nodes the lower', async () => {
    await pair.tag(2, 1);
    await watch({
      finality: finalized,
      tiers: [{ below: 3n * whole, policy: { kind: 'tag', tag: 'safe', maxLag: null } }],
    });
    const [first] = pair.nodes;
    const small = owner;
    const large = await watcher.newOwner();
    await payOwner(whole);
    const via = { rpcUrl: pair.rpcUrl, key: pair.faucetKey, currency: { contract: null } } as const;
    await pay({ ...via, to: large.address, amount: 5n * whole });
    const { number: paid } = await pair.mineBlock();
    await pair.mine(5);
    await watcher.caughtUp();
    const both = async () => [
      await watcher.credited(small, watcher.eth),
      await watcher.credited(large, watcher.eth),
    ];
    expect(await both()).toEqual([0n, 0n]);

    await pair.tag(paid + 1, paid, [first]);
    await pair.mine(1);
    await watcher.caughtUp();
    expect(await both()).toEqual([0n, 0n]);

    await pair.tag(paid, paid - 1);
    await pair.mine(1);
    await watcher.caughtUp();
    await eventually('the small sum is credited', async () => (await both())[0] === whole);
    expect((await both())[1]).toBe(0n);

    await pair.tag(paid + 1, paid);
    await pair.mine(1);
    await watcher.caughtUp();
    await eventually('the large sum is credited', async () => (await both())[1] === 5n * whole);
    expect(await blockOf(pair, 'finalized')).toEqual(await blockOf(pair, paid));
    expect(await audit(watcher)).toEqual(clean);
  });
});
