import { afterEach, describe, expect, it } from 'vitest';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import type { FaultOptions } from '../../../testkit/chain/rpc/faults.ts';
import { RpcError } from '../../../testkit/chain/rpc/rpcError.ts';
import type { RpcServer } from '../../../testkit/chain/rpc/serveRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { eventually } from '../testStack.ts';
import type { Answer } from './answeringNodes.ts';
import { honest, openNodes } from './answeringNodes.ts';
import type { Watcher, WatcherOptions } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
let watcher: Watcher;
let nodes: readonly RpcServer[] = [];
let watcherIsUp = false;
afterEach(async () => {
  await watcher.stop();
  for (const node of nodes) await node.close(Promise.resolve());
  nodes = [];
  watcherIsUp = false;
});

/** A watcher whose endpoints answer as a test says. */
async function start(answers: readonly Answer[], options: WatcherOptions = {}): Promise<void> {
  const open = async (chain: TestNetwork): Promise<readonly string[]> => {
    nodes = await openNodes(chain, answers);
    return nodes.map(({ url }) => url);
  };
  watcher = await startWatcher({ ...options, rpc: open });
}
const refusal = (): never => {
  throw new RpcError(-32_000, 'missing trie node');
};

describe('two nodes', () => {
  it('of which one reports a larger coin amount: nothing is credited, and the chain stops', async () => {
    const lying: Answer = async (method, _params, truth) => {
      const answer = await truth();
      const block = answer as { transactions?: { value?: string }[] } | null;
      if (method !== 'eth_getBlockByNumber' || !block?.transactions?.[0]?.value) return answer;
      const more = (value = '0x0') => `0x${(BigInt(value) * 1000n).toString(16)}`;
      return {
        ...block,
        transactions: block.transactions.map(tx => ({ ...tx, value: more(tx.value) })),
      };
    };
    await start([lying, honest]);
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, whole);
    await watcher.chain.mine(5);
    expect((await watcher.stoppedBy()).code).toBe('chain_disagreement');
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
  });

  it('of which one no longer has the block and has another at its height: nothing is credited', async () => {
    let heightOfOther: number | undefined;
    const forked: Answer = async (method, params, truth) => {
      const answer = await truth();
      const isThere =
        method === 'eth_getBlockByNumber' && params[0] === `0x${heightOfOther?.toString(16) ?? ''}`;
      return isThere ? { ...(answer as object), hash: `0x${'77'.repeat(32)}` } : answer;
    };
    await start([honest, forked]);
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
    heightOfOther = Number(await watcher.chain.request('eth_blockNumber')) + 1;
    await watcher.chain.mine(5);
    expect((await watcher.stoppedBy()).code).toBe('chain_disagreement');
    expect(await watcher.credited(owner, watcher.usdt)).toBe(0n);
  });

  it('that differ above the final block for all only wait, although a tier would be content', async () => {
    let differs: number | undefined;
    const forked: Answer = async (method, params, truth) => {
      const answer = await truth();
      const isThere = method === 'eth_getBlockByNumber' && params[0] === `0x${differs?.toString(16) ?? ''}`;
      return isThere ? { ...(answer as object), hash: `0x${'77'.repeat(32)}` } : answer;
    };
    await start([honest, forked], {
      network: {
        finality: { kind: 'confirmations', blocks: 20 },
        tiers: [{ below: 100n * whole, policy: { kind: 'confirmations', blocks: 1 } }],
      },
    });
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, whole);
    differs = Number(await watcher.chain.request('eth_blockNumber')) + 1;
    await watcher.chain.mine(3);
    await eventually('they were seen to differ', () =>
      Promise.resolve(watcher.troubles.some(trouble => trouble.startsWith('chain_disagreement'))),
    );
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    differs = undefined;
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
  });

  it('of which one is removed: deposits that waited for it become final without it', async () => {
    const down: FaultOptions = { kind: 'disconnect' };
    let second: { fault(fault: FaultOptions): unknown } | undefined;
    watcher = await startWatcher({
      rpc: async chain => {
        const other = await chain.addEndpoint();
        second = other;
        return [chain.rpcUrl, other.url];
      },
    });
    const owner = await watcher.newOwner();
    second?.fault(down);
    await watcher.pay(owner.address, watcher.eth, whole);
    await watcher.chain.mine(5);
    await eventually('it is seen', async () => (await watcher.events(owner)).length > 0);
    await watcher.pause();
    Object.assign(watcher.pool, { size: 1 });
    watcher.resume({ acceptDeepReorg: false });
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  });
});

describe('balances', () => {
  it('that once could be read only at the head are not booked again at their block', async () => {
    let hasStates = false;
    const pruned: Answer = async (method, params, truth) => {
      const head = Number(await watcher.chain.request('eth_blockNumber'));
      if (method === 'eth_getBalance' && !hasStates && Number(params[1]) < head - 3) return refusal();
      return truth();
    };
    await start([(...call) => (watcherIsUp ? pruned(...call) : call[2]())]);
    watcherIsUp = true;
    const { rpcUrl, faucetKey: key } = watcher.chain;
    await deployContract({ rpcUrl, key, name: 'BatchPayer' });
    await watcher.chain.mine(1);
    const owner = await watcher.newOwner();
    const booked = () =>
      watcher.db
        .selectFrom('transactions')
        .selectAll()
        .where('kind', '=', 'internal')
        .orderBy('id')
        .execute();
    await watcher.pause();
    await payInternal({ rpcUrl, key, to: owner.address, amount: 5n * whole });
    await watcher.chain.mine(1);
    for (let block = 0; block < 12; block++) {
      await watcher.pay('0x000000000000000000000000000000000000dEaD', watcher.eth, 1n);
      await watcher.chain.mine(1);
    }
    watcher.resume({ acceptDeepReorg: false });
    await eventually('it is booked', async () => (await booked()).length === 1);
    const [first] = await booked();
    // At an unrelated block, so no sender can be named.
    expect(first).toMatchObject({ amount: 5n * whole, tx_hash: first?.block_hash });

    hasStates = true;
    await payInternal({ rpcUrl, key, to: owner.address, amount: whole });
    await watcher.chain.mine(6);
    await eventually('the rest is booked', async () => (await booked()).length === 2);
    await watcher.chain.mine(2);
    await watcher.caughtUp();
    const [, rest] = await booked();
    expect((await booked()).map(({ amount }) => amount)).toEqual([5n * whole, whole]);
    expect(Number(rest?.block_number)).toBeGreaterThan(Number(first?.block_number));
  });

  it('are booked only if a second node reports the same, and no node is its own second', async () => {
    let second: { fault(fault: FaultOptions): unknown; clearFaults(): void } | undefined;
    watcher = await startWatcher({
      rpc: async chain => {
        const other = await chain.addEndpoint();
        second = other;
        return [chain.rpcUrl, other.url];
      },
    });
    const { rpcUrl, faucetKey: key } = watcher.chain;
    await deployContract({ rpcUrl, key, name: 'BatchPayer' });
    await watcher.chain.mine(1);
    const owner = await watcher.newOwner();
    second?.fault({ kind: 'disconnect' });
    await payInternal({ rpcUrl, key, to: owner.address, amount: whole });
    await watcher.chain.mine(6);
    await eventually('it is seen, and nobody confirms it', () =>
      Promise.resolve(
        watcher.troubles.some(trouble => trouble.includes('no second node can confirm the balance')),
      ),
    );
    expect(await watcher.db.selectFrom('transactions').select('id').execute()).toEqual([]);
    second?.clearFaults();
    await eventually(
      'it is credited',
      async () => (await watcher.credited(owner, watcher.eth)) === whole,
      60_000,
    );
  });

  it('are compared although the node has no pending block', async () => {
    const without: Answer = (method, params, truth) =>
      method === 'eth_getBlockByNumber' && params[0] === 'pending' ? refusal() : truth();
    await start([without]);
    const { rpcUrl, faucetKey: key } = watcher.chain;
    await deployContract({ rpcUrl, key, name: 'BatchPayer' });
    await watcher.chain.mine(1);
    const owner = await watcher.newOwner();
    await payInternal({ rpcUrl, key, to: owner.address, amount: whole });
    await watcher.settle();
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
    expect(watcher.troubles).toEqual([]);
  });
});
describe('a head that is ahead of its blocks', () => {
  it('is left for a node that has them', async () => {
    let stuckAt = Infinity;
    const ahead: Answer = async (method, params, truth) => {
      const asks = method === 'eth_getBlockByNumber' && Number(params[0]) > stuckAt;
      return asks ? null : truth();
    };
    await start([ahead, honest]);
    stuckAt = Number(await watcher.chain.request('eth_blockNumber'));
    await watcher.chain.mine(6);
    await watcher.caughtUp();
    expect(watcher.pool.health()).toHaveLength(2);
  });
});

describe('the first start', () => {
  it('is at a final block, so that a fork of the next blocks can be undone', async () => {
    watcher = await startWatcher({ network: { finality: { kind: 'confirmations', blocks: 4 } } });
    const stored = await watcher.db.selectFrom('blocks').select('number').orderBy('number').execute();
    expect(stored[0]?.number).toBe(0);
    await watcher.chain.mine(1);
    await watcher.caughtUp();
    await watcher.chain.reorg({ depth: 1 });
    await watcher.caughtUp();
  });
});
