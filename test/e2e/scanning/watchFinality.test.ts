import { afterEach, describe, expect, it } from 'vitest';
import { RpcError } from '../../../testkit/chain/rpc/rpcError.ts';
import type { RpcServer } from '../../../testkit/chain/rpc/serveRpc.ts';
import { emptyTables } from '../emptyTables.ts';
import { eventually } from '../testStack.ts';
import type { Answer } from './answeringNodes.ts';
import { honest, openNodes } from './answeringNodes.ts';
import type { Watcher, WatcherOptions } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
/** Test chains start with their tags at the head, where scanning cannot start. */
const neverReached = 1_000_000;
let watcher: Watcher;
afterEach(() => watcher.stop());
const start = async (network: WatcherOptions['network'] = {}): Promise<void> => {
  watcher = await startWatcher({ network });
};
const head = async (): Promise<number> => Number(await watcher.chain.request('eth_blockNumber'));
const mine = async (blocks: number): Promise<void> => {
  await watcher.chain.mine(blocks);
  await watcher.caughtUp();
};

describe('finality by the node’s tag', () => {
  it('waits for the tag, however deep the deposit is, and needs no new block', async () => {
    await start({ finality: { kind: 'tag', tag: 'finalized', maxLag: neverReached } });
    const owner = await watcher.newOwner();
    await watcher.chain.finalize({ height: await head() });
    await watcher.pay(owner.address, watcher.eth, whole);
    await mine(20);
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    await watcher.chain.finalize({ lag: 2 });
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
  });

  it('is the lower tag of two nodes, and none while one does not answer', async () => {
    // Like a proxy without tags, or a node that takes its own head for final.
    let answersWith: 'head' | 'nothing' | 'truth' = 'head';
    const second: Answer = async (method, params, truth) => {
      if (method !== 'eth_getBlockByNumber' || params[0] !== 'finalized' || answersWith === 'truth')
        return truth();
      if (answersWith === 'nothing') throw new RpcError(-32_000, 'overloaded');
      return watcher.chain.request('eth_getBlockByNumber', ['latest', false]);
    };
    let nodes: readonly RpcServer[] = [];
    watcher = await startWatcher({
      network: { finality: { kind: 'tag', tag: 'finalized', maxLag: neverReached } },
      rpc: async chain => {
        nodes = await openNodes(chain, [second, honest]);
        return nodes.map(({ url }) => url);
      },
    });
    const owner = await watcher.newOwner();
    await watcher.chain.finalize({ height: await head() });
    await watcher.pay(owner.address, watcher.eth, whole);
    await mine(5);
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    // No look may have asked one node before both of these changes, and the other after them.
    await watcher.pause();
    answersWith = 'nothing';
    await watcher.chain.finalize({ height: (await head()) - 2 });
    watcher.resume({ acceptDeepReorg: false });
    await mine(3);
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    answersWith = 'truth';
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
    for (const node of nodes) await node.close(Promise.resolve());
  });

  it('at the head is refused and reported, unless the network allows it', async () => {
    await start({ finality: { kind: 'tag', tag: 'finalized', maxLag: neverReached } });
    const owner = await watcher.newOwner();
    await watcher.chain.finalize({ lag: 0 });
    await watcher.pay(owner.address, watcher.eth, whole);
    await mine(5);
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    expect(watcher.troubles.filter(trouble => trouble.includes('finality.atHead'))).toHaveLength(1);
    await watcher.pause();
    watcher.resumeWith({ finality: { kind: 'tag', tag: 'finalized', maxLag: neverReached, atHead: true } });
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
  });

  it('that lags more than allowed is not waited for', async () => {
    await start({ finality: { kind: 'tag', tag: 'safe', maxLag: 10 } });
    const owner = await watcher.newOwner();
    await watcher.chain.finalize({ height: await head() });
    await watcher.pay(owner.address, watcher.eth, whole);
    await mine(10);
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    await mine(1);
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  });
});

describe('tiers', () => {
  it('pass a small sum at once, and delay the parts of a split sum like the whole', async () => {
    await start({
      finality: { kind: 'confirmations', blocks: 8 },
      tiers: [{ below: 10n * whole, policy: { kind: 'confirmations', blocks: 1 } }],
    });
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, 6n * whole);
    await mine(1);
    expect(await watcher.credited(owner, watcher.eth)).toBe(6n * whole);
    await watcher.pay(owner.address, watcher.eth, 6n * whole);
    await mine(1);
    expect(await watcher.credited(owner, watcher.eth)).toBe(6n * whole);
    await mine(7);
    expect(await watcher.credited(owner, watcher.eth)).toBe(12n * whole);
  });
});

describe('a first start', () => {
  it('after addresses were issued begins before the first of them', async () => {
    await start();
    const owner = await watcher.newOwner();
    await mine(3);
    await watcher.pay(owner.address, watcher.eth, whole);
    await mine(3);
    await watcher.pause();
    // As if this network had been listed only now.
    await emptyTables(watcher.db, ['transactions', 'dust_sums', 'observations', 'blocks', 'chain_cursors']);
    await emptyTables(watcher.db, ['entries', 'postings', 'signal_outbox']);
    watcher.resume({ acceptDeepReorg: false });
    await watcher.caughtUp();
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  });
});
