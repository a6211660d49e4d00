import { Wallet } from 'ethers';
import { afterEach, describe, expect, it } from 'vitest';
import { receiptsRootOf } from '../../../chain/receiptsRoot.ts';
import { wireFullReceipt } from '../../../chain/wire.ts';
import type { NativeSource } from '../../../domain/registry.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import type { RpcServer } from '../../../testkit/chain/rpc/serveRpc.ts';
import { eventually } from '../testStack.ts';
import type { Answer } from './answeringNodes.ts';
import { openNodes } from './answeringNodes.ts';
import type { Watcher, WatcherOptions } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
const gwei = 10n ** 9n;
let watcher: Watcher;
let nodes: readonly RpcServer[] = [];
afterEach(async () => {
  await watcher.stop();
  for (const node of nodes) await node.close(Promise.resolve());
  nodes = [];
});

async function start(answers: readonly Answer[], options: WatcherOptions): Promise<void> {
  watcher = await startWatcher({
    ...options,
    rpc: async chain => {
      nodes = await openNodes(chain, answers);
      return nodes.map(({ url }) => url);
    },
  });
}
const newAddress = () => Wallet.createRandom().address;
const head = async () => Number(await watcher.chain.request('eth_blockNumber'));
const deposits = () => watcher.db.selectFrom('transactions').selectAll().orderBy('id').execute();
const setBalance = (address: string, balance: bigint) =>
  watcher.chain.request('hardhat_setBalance', [address, `0x${balance.toString(16)}`]);
const hardforks = { topLevel: 'osaka', trace: 'osaka', logs7708: 'amsterdam' } as const;
const sources = ['topLevel', 'trace', 'logs7708'] as const;

/** Adds withdrawals to the blocks of a node, by number. */
function withWithdrawals(withdrawals: ReadonlyMap<number, readonly object[]>): Answer {
  return async (method, _params, truth) => {
    const answer = await truth();
    if (!method.startsWith('eth_getBlockBy') || typeof answer !== 'object' || answer === null) return answer;
    const number = 'number' in answer ? Number(answer.number) : -1;
    return { ...answer, withdrawals: withdrawals.get(number) ?? [] };
  };
}

describe.each(sources)('by %s', nativeSource => {
  it('validators’ withdrawals are found in the block itself, once, and wait for a person', async () => {
    const withdrawals = new Map<number, readonly object[]>();
    const node = withWithdrawals(withdrawals);
    await start([node, node], { network: { nativeSource }, hardfork: hardforks[nativeSource] });
    const owner = await watcher.newOwner();
    withdrawals.set(
      (await head()) + 1,
      [
        { index: '0x7', address: owner.address, amount: 15n * 10n ** 8n },
        { index: '0x8', address: owner.address, amount: 25n * 10n ** 7n },
        { index: '0x9', address: newAddress(), amount: 1n },
        { index: '0xa', address: owner.address, amount: 0n },
      ].map(one => ({ ...one, validatorIndex: '0x1', amount: `0x${one.amount.toString(16)}` })),
    );
    await setBalance(owner.address, 175n * 10n ** 7n * gwei);
    await watcher.settle();
    await watcher.settle();
    const found = (await deposits()).toSorted((a, b) => Number(a.ordinal) - Number(b.ordinal));
    expect(found.map(row => [row.kind, row.ordinal, row.amount])).toEqual([
      ['withdrawal', '7', (15n * whole) / 10n],
      ['withdrawal', '8', (25n * whole) / 100n],
    ]);
    for (const row of found) {
      expect(row.tx_hash).toBe(row.block_hash);
      expect(row.verdict).toBeNull();
    }
    expect(found.every(row => row.final_block_hash !== null)).toBe(true);
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
  });

  it('money that nothing in a block shows is found by the balance, and waits for a person', async () => {
    await start([(_method, _params, truth) => truth()], {
      network: { nativeSource },
      hardfork: hardforks[nativeSource],
    });
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, whole);
    // Only one transaction is in the block in which the rest arrives: it is unrelated.
    await watcher.chain.mine(1);
    await watcher.caughtUp();
    await watcher.pay(newAddress(), watcher.eth, 1n);
    await setBalance(owner.address, 3n * whole);
    await watcher.settle();
    await eventually('it is booked', async () => (await deposits()).length === 2);
    await watcher.settle();
    const booked = (await deposits()).find(row => row.ordinal === 'balance');
    expect(booked).toMatchObject({ amount: 2n * whole });
    expect(booked?.tx_hash).toBe(booked?.block_hash);
  });
});

describe('the payer of money that a balance shows', () => {
  it('is unknown if the purse receives the fees of the block', async () => {
    await start([(_method, _params, truth) => truth()], { network: { nativeSource: 'topLevel' } });
    const owner = await watcher.newOwner();
    await watcher.chain.request('hardhat_setCoinbase', [owner.address]);
    // A transaction that runs code, and so might have paid it.
    await watcher.pay(newAddress(), watcher.usdt, 1n);
    await watcher.chain.mine(1);
    await watcher.chain.request('hardhat_setCoinbase', [newAddress()]);
    await watcher.settle();
    const [booked] = await eventually('it is booked', async () => {
      const found = await deposits();
      return found.length > 0 ? found : undefined;
    });
    expect(booked?.tx_hash).toBe(booked?.block_hash);
    await watcher.settle();
    expect((await deposits()).every(row => row.verdict === null)).toBe(true);
  });

  it('is never a transaction of the network itself', async () => {
    // As on the OP stack, where each block has the transaction that brings the clock of L1.
    const asSystem = (receipt: unknown) => ({ ...(receipt as object), type: '0x7e' });
    const rootOf = async (hash: unknown): Promise<string> => {
      const block = await watcher.chain.request('eth_getBlockByHash', [hash, false]);
      const { transactions } = block as { transactions: readonly string[] };
      const receipts = await Promise.all(
        transactions.map(txHash => watcher.chain.request('eth_getTransactionReceipt', [txHash])),
      );
      return receiptsRootOf(receipts.flatMap(receipt => wireFullReceipt(asSystem(receipt)) ?? []));
    };
    const opStack: Answer = async (method, _params, truth) => {
      const answer = await truth();
      if (typeof answer !== 'object' || answer === null) return answer;
      if (method === 'eth_getTransactionReceipt') return asSystem(answer);
      if (method === 'eth_getBlockReceipts' && Array.isArray(answer)) return answer.map(asSystem);
      if (!method.startsWith('eth_getBlockBy') || !('hash' in answer)) return answer;
      return { ...answer, receiptsRoot: await rootOf(answer.hash) };
    };
    let ready = false;
    await start([(...call) => (ready ? opStack(...call) : call[2]())], {
      network: { nativeSource: 'topLevel' },
    });
    ready = true;
    const { rpcUrl, faucetKey: key } = watcher.chain;
    await deployContract({ rpcUrl, key, name: 'BatchPayer' });
    await watcher.chain.mine(1);
    const owner = await watcher.newOwner();
    await payInternal({ rpcUrl, key, to: owner.address, amount: whole });
    await watcher.settle();
    const [booked] = await eventually('it is booked', async () => {
      const found = await deposits();
      return found.length > 0 ? found : undefined;
    });
    expect(booked).toMatchObject({ amount: whole, ordinal: 'balance' });
    expect(booked?.tx_hash).toBe(booked?.block_hash);
  });
});

describe('logs of native transfers', () => {
  const settings = (nativeSource: NativeSource): WatcherOptions => ({ network: { nativeSource } });

  it('that a network does not have stop its chain, with a message that names the setting', async () => {
    watcher = await startWatcher({ ...settings('logs7708'), hardfork: 'osaka' });
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, whole);
    await eventually('it is seen pending', async () => (await deposits()).length === 1);
    await watcher.chain.mine(4);
    const stopped = await watcher.stoppedBy();
    expect(stopped.code).toBe('wrong_native_source');
    expect(stopped.message).toContain('nativeSource');
    expect(await watcher.events(owner)).toEqual(['CUSTOMER_PURSE_MEM_POOL_FOUND']);

    watcher.resumeWith({ nativeSource: 'topLevel' });
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(whole);
    expect(await watcher.events(owner)).not.toContain('TRANSACTION_DROPPED');
  });

  it('are not missed in a block in which a coin moved only to its own sender', async () => {
    watcher = await startWatcher({ ...settings('logs7708'), hardfork: 'osaka' });
    await watcher.newOwner();
    const { address } = new Wallet(watcher.chain.faucetKey);
    await watcher.pay(address, watcher.eth, whole);
    await watcher.settle();
    expect(watcher.troubles).toEqual([]);
  });
});

describe('a payment that was seen pending and mined', () => {
  it('is not given up because it was not found: its block is read again', async () => {
    let hides = true;
    const forgetful: Answer = async (method, params, truth) => {
      const answer = await truth();
      const isBlock = method === 'eth_getBlockByNumber' && params[0] !== 'pending' && params[1] === true;
      if (!hides || !isBlock || typeof answer !== 'object' || answer === null) return answer;
      const { transactions } = answer as { transactions: readonly object[] };
      if (transactions.length > 0) hides = false;
      return { ...answer, transactions: transactions.map(transaction => ({ ...transaction, value: '0x0' })) };
    };
    await start([forgetful], { network: { nativeSource: 'topLevel', auditedPurses: 0 } });
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, whole);
    await eventually('it is seen pending', async () => (await deposits()).length === 1);
    await watcher.settle();
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) === whole);
    expect(await watcher.events(owner)).not.toContain('TRANSACTION_DROPPED');
    expect(hides).toBe(false);
  });

  it('and moved nothing, although it succeeded, is given up for that', async () => {
    await start([(_method, _params, truth) => truth()], { network: { nativeSource: 'topLevel' } });
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
    await eventually('it is seen pending', async () => (await deposits()).length === 1);
    // A contract that stops at once: the call succeeds, and no log reports a transfer.
    await watcher.chain.request('hardhat_setCode', [watcher.usdt.contract, '0x00']);
    await watcher.settle();
    await eventually('it is given up', async () => (await deposits())[0]?.status === 'DROPPED');
    const sent = await watcher.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'TRANSACTION_DROPPED')
      .execute();
    expect(sent).toMatchObject([{ data: { reason: 'not_transferred' } }]);
  });
});

it('a node without balances for now does not delay the walk', async () => {
  const silent = Promise.withResolvers<unknown>();
  const asked = Promise.withResolvers<undefined>();
  let isSilent = false;
  const answer: Answer = (method, _params, truth) => {
    if (method !== 'eth_getBalance' || !isSilent) return truth();
    asked.resolve(undefined);
    return silent.promise;
  };
  await start([answer], { network: { nativeSource: 'topLevel', auditedPurses: 5 }, rpcTimeoutMs: 60_000 });
  const owner = await watcher.newOwner();
  isSilent = true;
  await watcher.chain.mine(8);
  await asked.promise;
  await watcher.pay(owner.address, watcher.eth, whole);
  await eventually('the deposit is seen', async () => (await deposits()).length === 1);
  silent.resolve('0x0');
});

it('a node that is behind is not asked for balances of blocks that it lacks', async () => {
  let height: number | undefined;
  const asked: unknown[] = [];
  const behind: Answer = (method, params, truth) => {
    if (height === undefined) return truth();
    if (method === 'eth_getBalance') asked.push(params[1]);
    if (method === 'eth_blockNumber') return Promise.resolve(`0x${height.toString(16)}`);
    return method === 'eth_getBlockByNumber' && Number(params[0]) > height ? Promise.resolve(null) : truth();
  };
  await start([behind], { network: { nativeSource: 'topLevel' } });
  await watcher.newOwner();
  await watcher.chain.mine(8);
  await watcher.caughtUp();
  height = (await head()) - 5;
  await eventually('the node is seen to be behind', () =>
    Promise.resolve(watcher.troubles.some(trouble => trouble.includes('is behind'))),
  );
  // Purses that were being compared when it fell behind.
  asked.length = 0;
  await new Promise(resolve => setTimeout(resolve, 20 * watcher.network.pollMs));
  expect(asked).toEqual([]);
});
