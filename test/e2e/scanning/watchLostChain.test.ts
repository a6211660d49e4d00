import { afterEach, describe, expect, it } from 'vitest';
import { readScanners } from '../../../db/scanning/readScanners.ts';
import type { BlockHash } from '../../../domain/address.ts';
import type { ForkView, NamedBlock } from '../../../domain/scanning/fork.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { RpcServer } from '../../../testkit/chain/rpc/serveRpc.ts';
import { serveRpc } from '../../../testkit/chain/rpc/serveRpc.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import type { Owner } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';
import { startTwin } from './identicalChains.ts';
import type { Watcher } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
let watcher: Watcher;
let owner: Owner;
let another: TestNetwork | undefined;
/** The chain that each node serves. */
let serves: TestNetwork[] = [];
let nodes: RpcServer[] = [];
afterEach(async () => {
  await watcher.stop();
  await another?.stop();
  for (const node of nodes) await node.close(Promise.resolve());
  [nodes, serves, another] = [[], [], undefined];
});

/**
 * A customer with 1 ETH and 2 USDT on a chain of which the watcher knows only few blocks, seen by so many
 * nodes.
 */
async function start(count: number, forgetting = true): Promise<void> {
  watcher = await startWatcher({
    rpc: async chain => {
      for (let at = 0; at < count; at++) {
        serves.push(chain);
        nodes.push(
          await serveRpc({
            port: 0,
            answer: (method, params) => (serves[at] ?? chain).request(method, params),
            onError: () => undefined,
            subscribe: () => Promise.resolve(() => undefined),
          }),
        );
      }
      return nodes.map(({ url }) => url);
    },
  });
  owner = await watcher.newOwner();
  await watcher.chain.mine(3);
  await watcher.pay(owner.address, watcher.eth, whole);
  await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
  await watcher.settle();
  await watcher.settle();
  expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  expect(await watcher.credited(owner, watcher.usdt)).toBe(2_000_000n);
  if (!forgetting) return;
  // As if a thousand more had been scanned since: the chain's first blocks are identical on any chain.
  const height = await heightOf(watcher.chain);
  await watcher.db
    .deleteFrom('blocks')
    .where('number', '<', height - 2)
    .execute();
}

/** Another chain of the same id, with so many more blocks than the scanned one. */
async function startAnother(more: number): Promise<TestNetwork> {
  another = await startTwin();
  await another.pauseMining();
  const missing = (await heightOf(watcher.chain)) + more - (await heightOf(another));
  if (missing > 0) await another.mine(missing);
  return another;
}

const heightOf = async (chain: TestNetwork): Promise<number> =>
  Number(await chain.request('eth_blockNumber'));
async function blockOf(chain: TestNetwork, height: number): Promise<NamedBlock> {
  const block = await chain.request('eth_getBlockByNumber', [`0x${height.toString(16)}`, false]);
  return { height, hash: (block as { readonly hash: BlockHash }).hash };
}
const reportedFork = async (): Promise<ForkView | null | undefined> =>
  (await readScanners(watcher.db)).get(watcher.network.code)?.stopped?.fork;

/** The chain stopped, and says what following would take back. */
async function expectStop(): Promise<ForkView> {
  expect((await watcher.stoppedBy()).code).toBe('reorg_too_deep');
  const fork = await reportedFork();
  if (!fork) throw new Error('it does not say what it would take back');
  expect(fork).toMatchObject({ deposits: 2, sums: { ETH: '1', USDT: '2' } });
  expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  return fork;
}

describe('a node whose chain differs from the scanned one', () => {
  it('stops the chain, and its chain is followed only if resume names it', async () => {
    await start(1);
    const chain = await startAnother(3);
    serves = [chain];
    const fork = await expectStop();
    expect(fork.newChain).toEqual(await blockOf(chain, fork.newChain.height));

    watcher.resume({ acceptDeepReorg: false });
    await expectStop();
    watcher.resume({
      acceptDeepReorg: true,
      newChain: { height: fork.newChain.height, hash: `0x${'77'.repeat(32)}` as BlockHash },
    });
    await expectStop();

    watcher.resume({ acceptDeepReorg: true, newChain: fork.newChain });
    await eventually('all is taken back', async () => {
      const sums = [await watcher.credited(owner, watcher.eth), await watcher.credited(owner, watcher.usdt)];
      return sums.every(sum => sum === 0n);
    });
    const { rpcUrl, faucetKey: key } = chain;
    await pay({ rpcUrl, key, to: owner.address, currency: watcher.eth, amount: 3n * whole });
    await chain.mine(4);
    await eventually(
      'money of the new chain is credited',
      async () => (await watcher.credited(owner, watcher.eth)) === 3n * whole,
    );
    expect(await watcher.db.selectFrom('chain_cursors').select(['stopped_code', 'fork']).execute()).toEqual([
      { stopped_code: null, fork: null },
    ]);
  });

  it('stops it before the new chain is as long as the old one', async () => {
    await start(1);
    serves = [await startAnother(-1)];
    await expectStop();
  });

  it('is not followed before another node has the named block too', async () => {
    await start(2);
    const chain = await startAnother(3);
    const old = watcher.chain;
    serves = [chain, chain];
    const fork = await expectStop();
    serves = [chain, old];
    watcher.resume({ acceptDeepReorg: true, newChain: fork.newChain });
    await goesOnWith(old);
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
    // An acceptance holds until it is used.
    serves = [chain, chain];
    await eventually('all is taken back', async () => (await watcher.credited(owner, watcher.eth)) === 0n);
  });
});

const runningSince = (): Promise<string> =>
  Promise.race([
    watcher.stoppedBy().then(({ code }) => code),
    new Promise<string>(resolve => setTimeout(resolve, 1, 'runs')),
  ]);

/** Blocks of this chain are scanned, although a node serves another. */
async function goesOnWith(chain: TestNetwork): Promise<void> {
  await chain.mine(2);
  const height = await heightOf(chain);
  const { hash } = await blockOf(chain, height);
  await eventually('the chain goes on', async () => {
    const cursor = await watcher.db.selectFrom('chain_cursors').selectAll().executeTakeFirst();
    return cursor?.height === height && cursor.hash === hash;
  });
  expect(await runningSince()).toBe('runs');
}

describe.each([
  { what: 'another chain', forgetting: true },
  { what: 'a deep fork', forgetting: false },
])('among several nodes, one that serves $what', ({ forgetting }) => {
  const nodesThatFail = () => watcher.pool.health().map(({ name, failures }) => [name, failures > 0]);
  const amountsSeen = async () => {
    const ofPurse = watcher.db.selectFrom('transactions').where('purse_id', '=', owner.purseId);
    return (await ofPurse.select('amount').execute()).map(({ amount }) => amount);
  };

  it.each([
    ['the one in use, and ahead', 0, 3],
    ['the one in use, and behind', 0, -1],
    ['the other one, and ahead', 1, 9],
  ])(
    '(%s) is ignored: money on the good node is seen, and credited when two nodes have it',
    async (_, at, more) => {
      await start(2, forgetting);
      const good = watcher.chain;
      const bad = await startAnother(more);
      serves = at === 0 ? [bad, good] : [good, bad];
      await goesOnWith(good);
      await watcher.pay(owner.address, watcher.eth, 5n * whole);
      await goesOnWith(good);
      await goesOnWith(good);
      expect(await amountsSeen()).toContain(5n * whole);
      expect(nodesThatFail()).toContainEqual([`ETHEREUM#${String(at + 1)}`, true]);
      expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
      serves = [good, good];
      await eventually(
        'it is credited',
        async () => (await watcher.credited(owner, watcher.eth)) === 6n * whole,
        90_000,
      );
    },
  );

  it.each([0, 1, 2])('is not needed while two others agree (endpoint %i of three)', async at => {
    await start(3, forgetting);
    const good = watcher.chain;
    serves = [good, good, good].with(at, await startAnother(3));
    await watcher.pay(owner.address, watcher.eth, 5n * whole);
    await goesOnWith(good);
    await goesOnWith(good);
    await eventually(
      'it is credited',
      async () => (await watcher.credited(owner, watcher.eth)) === 6n * whole,
      30_000,
    );
    expect(await runningSince()).toBe('runs');
  });

  it('is no reason to leave the good one, although it is ahead', async () => {
    await start(2, forgetting);
    const [good, bad] = [watcher.chain, await startAnother(9)];
    let asked = 0;
    const counted: TestNetwork = {
      ...bad,
      request: (method, params) => {
        if (method === 'eth_blockNumber') asked += 1;
        return bad.request(method, params);
      },
    };
    serves = [good, counted];
    await eventually('it was asked for its head', () => Promise.resolve(asked >= 3));
    expect(nodesThatFail()[0]).toEqual(['ETHEREUM#1', false]);
    await goesOnWith(good);
    expect(watcher.troubles.filter(trouble => trouble.includes('scanning switches to'))).toEqual([]);
  });

  it('decides nothing while no other node answers, and stops the chain if another agrees with it', async () => {
    await start(2, forgetting);
    const [good, bad] = [watcher.chain, await startAnother(3)];
    let answers = false;
    const silent = {
      ...good,
      request: (...call: Parameters<TestNetwork['request']>) =>
        answers ? bad.request(...call) : Promise.reject(new Error('no answer')),
    };
    serves = [bad, silent];
    await eventually('it waits', () =>
      Promise.resolve(watcher.troubles.some(trouble => trouble.includes('no other node'))),
    );
    expect(await runningSince()).toBe('runs');
    answers = true;
    await expectStop();
  });
});
