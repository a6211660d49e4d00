import { afterEach, describe, expect, it } from 'vitest';
import { readScanners } from '../../../db/scanning/readScanners.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import { RpcError } from '../../../testkit/chain/rpc/rpcError.ts';
import type { RpcServer } from '../../../testkit/chain/rpc/serveRpc.ts';
import { serveRpc } from '../../../testkit/chain/rpc/serveRpc.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must } from '../../db/fixtures.ts';
import { eventually } from '../testStack.ts';
import type { Watcher, WatcherOptions } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
let watcher: Watcher;
let nodes: RpcServer[] = [];
afterEach(async () => {
  await watcher.stop();
  for (const node of nodes) await node.close(Promise.resolve());
  nodes = [];
});

/** A node's refusal, by method and parameters: its code and message. */
type Refuses = (method: string, params: readonly unknown[]) => readonly [number, string] | undefined;

/** A watcher with nodes that refuse what a test says. */
async function start(refusals: readonly { refuses: Refuses }[], options: WatcherOptions): Promise<void> {
  watcher = await startWatcher({
    ...options,
    rpc: async chain => {
      for (const node of refusals) {
        nodes.push(
          await serveRpc({
            port: 0,
            answer: (method, params) => {
              const refusal = node.refuses(method, params);
              if (refusal) throw new RpcError(...refusal);
              return chain.request(method, params);
            },
            onError: () => undefined,
            subscribe: () => Promise.resolve(() => undefined),
          }),
        );
      }
      return nodes.map(({ url }) => url);
    },
  });
  const { rpcUrl, faucetKey: key } = watcher.chain;
  await deployContract({ rpcUrl, key, name: 'BatchPayer' });
  await watcher.chain.mine(1);
}
const nothing: Refuses = () => undefined;
const scanner = async () => (await readScanners(watcher.db)).get(watcher.network.code);
const wells = (): readonly string[] => watcher.pool.health().map(({ state }) => state);
const throughContract = (to: string, amount: bigint): Promise<unknown> =>
  payInternal({ rpcUrl: watcher.chain.rpcUrl, key: watcher.chain.faucetKey, to, amount });

/** The final coins that came to the purse, judged or not. */
async function foundFinal({ purseId }: Owner): Promise<bigint> {
  const row = await watcher.db
    .selectFrom('transactions')
    .select(({ fn }) => fn.sum<bigint | null>('amount').as('total'))
    .where('purse_id', '=', purseId)
    .where('final_block_hash', 'is not', null)
    .executeTakeFirst();
  return row?.total ?? 0n;
}

describe('a block that can no longer be traced', () => {
  it('is read without a trace, and a contract’s payment in it is found by the balances of all purses of that time', async () => {
    const node = { refuses: nothing };
    await start([node], { network: { nativeSource: 'trace', auditedPurses: 0 } });
    const owners = [];
    for (let n = 0; n < 25; n++) owners.push(await watcher.newOwner());
    const [paid, plain] = [must(owners.at(-1)), must(owners[0])];
    await watcher.caughtUp();
    await watcher.pause();
    node.refuses = method =>
      method === 'debug_traceBlockByHash' ? [-32_000, 'historical state 0x12 is not available'] : undefined;
    await throughContract(paid.address, 3n * whole);
    await watcher.pay(plain.address, watcher.eth, whole);
    await watcher.chain.mine(1);
    const gapAt = Number(await watcher.chain.request('eth_blockNumber'));
    watcher.resume({ acceptDeepReorg: false });
    await eventually('the gap is shown', async () => (await scanner())?.gap?.to === gapAt);
    expect(wells()).toEqual(['well']);

    node.refuses = nothing;
    await watcher.settle();
    expect(await watcher.credited(plain, watcher.eth)).toBe(whole);
    // Its sender is unknown: a person judges it.
    await eventually('it is found', async () => (await foundFinal(paid)) === 3n * whole);
    await eventually('the gap is closed', async () => (await scanner())?.gap === null);
    expect(await watcher.db.selectFrom('chain_gaps').select(['from_block', 'to_block']).execute()).toEqual([
      { from_block: gapAt, to_block: gapAt },
    ]);
  });

  it('has its gap closed once all purses but one were compared, which is kept with the reason', async () => {
    const node = { refuses: nothing };
    await start([node], { network: { nativeSource: 'trace', auditedPurses: 0 } });
    const owners = [];
    for (let n = 0; n < 25; n++) owners.push(await watcher.newOwner());
    const [odd] = owners.toSorted((one, other) => (one.purseId < other.purseId ? -1 : 1));
    const paid = must(owners.find(owner => owner !== odd));
    await watcher.caughtUp();
    await watcher.pause();
    const oddState: Refuses = (method, [address]) =>
      method === 'eth_getBalance' && address === must(odd).address
        ? [-32_000, 'missing trie node 7e9f']
        : undefined;
    node.refuses = (method, params) =>
      method === 'debug_traceBlockByHash'
        ? [-32_000, 'historical state 0x12 is not available']
        : oddState(method, params);
    await throughContract(paid.address, 3n * whole);
    await watcher.chain.mine(1);
    watcher.resume({ acceptDeepReorg: false });
    await eventually('the gap is shown', async () => (await scanner())?.gap !== null);
    node.refuses = oddState;
    await watcher.settle();
    await eventually('it is found', async () => (await foundFinal(paid)) === 3n * whole);
    await eventually('the gap is closed', async () => (await scanner())?.gap === null);
    expect(
      await watcher.db.selectFrom('chain_gap_purses').select(['purse_id', 'reason', 'tries']).execute(),
    ).toMatchObject([
      {
        purse_id: must(odd).purseId,
        reason: expect.stringContaining('missing trie node') as string,
        tries: 10,
      },
    ]);
  });

  it('is traced by another node if one has its state: nothing is missed', async () => {
    const pruned: Refuses = method =>
      method === 'debug_traceBlockByHash' ? [-32_603, 'state at block #5 is pruned'] : undefined;
    await start([{ refuses: pruned }, { refuses: nothing }], { network: { nativeSource: 'trace' } });
    const owner = await watcher.newOwner();
    await throughContract(owner.address, whole);
    await watcher.chain.mine(1);
    await eventually('it is seen', async () => (await watcher.events(owner)).length > 0);
    expect(await watcher.db.selectFrom('chain_gaps').selectAll().execute()).toEqual([]);
    expect(wells()).toEqual(['well', 'well']);
  });

  it('does not include one of a node that cannot trace at all: that node is blamed, and the chain waits', async () => {
    const node = { refuses: nothing };
    await start([node], { network: { nativeSource: 'trace' } });
    const owner = await watcher.newOwner();
    node.refuses = method =>
      method === 'debug_traceBlockByHash' ? [-32_601, 'the method does not exist'] : undefined;
    await watcher.pay(owner.address, watcher.eth, whole);
    await watcher.chain.mine(1);
    await eventually('the node is blamed', () => Promise.resolve(wells()[0] !== 'well'));
    expect((await scanner())?.gap).toBeNull();
    node.refuses = nothing;
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
  });
});

it('balances are compared at the latest state if the final one is gone: reported once, and the node is not blamed', async () => {
  const node = { refuses: nothing };
  await start([node], { network: { finality: { kind: 'confirmations', blocks: 6 }, auditedPurses: 20 } });
  for (let n = 0; n < 10; n++) await watcher.newOwner();
  const owner = await watcher.newOwner();
  await watcher.chain.mine(8);
  await watcher.caughtUp();
  const head = Number(await watcher.chain.request('eth_blockNumber'));
  node.refuses = (method, params) =>
    method === 'eth_getBalance' && Number(params[1]) < head ? [-32_000, 'missing trie node 0x12'] : undefined;
  await throughContract(owner.address, whole);
  await watcher.chain.mine(1);
  await eventually('it is found', async () => (await watcher.events(owner)).length > 0);
  await new Promise(resolve => setTimeout(resolve, 500));
  expect(watcher.troubles.filter(trouble => trouble.includes('missing trie node'))).toHaveLength(1);
  expect(wells()).toEqual(['well']);
  node.refuses = nothing;
  await watcher.chain.mine(8);
  await eventually('it is final', async () => (await foundFinal(owner)) === whole);
});

describe('one block that a second node refuses', () => {
  it('delays only its own money, however many others wait behind it, and only until it is answered', async () => {
    const second = { refuses: nothing };
    await start([{ refuses: nothing }, second], {});
    const [one, ...others] = await Promise.all(Array.from({ length: 9 }, () => watcher.newOwner()));
    const at = Number(await watcher.chain.request('eth_blockNumber')) + 1;
    const first = must(one);
    second.refuses = method =>
      method.includes('Receipt') ? [-32_000, 'receipts of that block are pruned'] : undefined;
    const tx = await watcher.pay(first.address, watcher.usdt, 2_000_000n);
    await watcher.chain.mine(1);
    await eventually('it was refused', async () => {
      const block = await watcher.db
        .selectFrom('blocks')
        .select(['hash', 'proof_tries'])
        .where('number', '=', at)
        .executeTakeFirst();
      return (block?.proof_tries ?? 0) > 0;
    });
    const { hash } = await watcher.db
      .selectFrom('blocks')
      .select('hash')
      .where('number', '=', at)
      .executeTakeFirstOrThrow();
    second.refuses = (method, params) =>
      method.includes('Receipt') && (params[0] === hash || params[0] === tx)
        ? [-32_000, 'receipts of that block are pruned']
        : undefined;
    for (const other of others) {
      await watcher.pay(other.address, watcher.usdt, 2_000_000n);
      await watcher.chain.mine(1);
    }
    await watcher.chain.mine(4);
    await eventually('the others are credited', async () => {
      const sums = await Promise.all(others.map(other => watcher.credited(other, watcher.usdt)));
      return sums.every(sum => sum === 2_000_000n);
    });
    expect(await watcher.credited(first, watcher.usdt)).toBe(0n);
    expect(wells()).toEqual(['well', 'well']);

    second.refuses = nothing;
    await watcher.db.updateTable('blocks').set({ next_proof_at: null }).where('number', '=', at).execute();
    await eventually('it is credited', async () => (await watcher.credited(first, watcher.usdt)) > 0n);
  });

  it('does not delay tokens and plain coins for lack of a trace, which only calls need', async () => {
    const second = { refuses: nothing };
    await start([{ refuses: nothing }, second], { network: { nativeSource: 'trace', auditedPurses: 0 } });
    const [tokens, coins, calls] = [
      await watcher.newOwner(),
      await watcher.newOwner(),
      await watcher.newOwner(),
    ];
    // Like a node that was down for longer than it has states.
    second.refuses = method =>
      method === 'debug_traceBlockByHash' ? [-32_000, 'historical state is not available'] : undefined;
    await watcher.pay(tokens.address, watcher.usdt, 2_000_000n);
    await watcher.chain.mine(1);
    await watcher.pay(coins.address, watcher.eth, whole);
    await watcher.chain.mine(1);
    await throughContract(calls.address, whole);
    await watcher.chain.mine(6);
    await eventually('tokens and coins are credited', async () => {
      const [some, others] = [await foundFinal(tokens), await foundFinal(coins)];
      return some === 2_000_000n && others === whole;
    });
    expect(await foundFinal(calls)).toBe(0n);
  });

  it('is compared while it is young: its money is final although the node has since lost its receipts', async () => {
    const second = { refuses: nothing };
    await start([{ refuses: nothing }, second], {
      network: { finality: { kind: 'confirmations', blocks: 12 } },
    });
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, whole);
    await watcher.chain.mine(1);
    await eventually('both gave the same', async () => {
      const rows = await watcher.db
        .selectFrom('blocks')
        .select('number')
        .where('confirmed', '=', true)
        .execute();
      return rows.length === 1;
    });
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    second.refuses = method =>
      method.includes('Receipt') ? [4444, 'pruned history unavailable'] : undefined;
    await watcher.chain.mine(14);
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
  });
});
