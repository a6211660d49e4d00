import { Wallet } from 'ethers';
import { afterEach, describe, expect, it } from 'vitest';
import type { NativeSource } from '../../../domain/registry.ts';
import type { Via } from '../../../testkit/chain/contracts/deployContract.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payBatch } from '../../../testkit/chain/payers/payBatch.ts';
import { payInternal } from '../../../testkit/chain/payers/payInternal.ts';
import { payRouted } from '../../../testkit/chain/payers/payRouted.ts';
import { paySelfDestruct } from '../../../testkit/chain/payers/paySelfDestruct.ts';
import type { TestNetwork } from '../../../testkit/chain/startTestNetwork.ts';
import { eventually } from '../testStack.ts';
import type { Watcher, WatcherOptions } from './watcher.ts';
import { startWatcher } from './watcher.ts';

const whole = 10n ** 18n;
let watcher: Watcher;
afterEach(() => watcher.stop());
async function start(options?: WatcherOptions): Promise<Via> {
  watcher = await startWatcher(options);
  return { rpcUrl: watcher.chain.rpcUrl, key: watcher.chain.faucetKey };
}
const deposits = () =>
  watcher.db
    .selectFrom('transactions')
    .select(['kind', 'ordinal', 'amount', 'tx_hash'])
    .orderBy('id')
    .execute();
/** In a separate block, so that the payment is its only transaction. */
async function ready(via: Via, name: string): Promise<void> {
  await deployContract({ ...via, name });
  await watcher.chain.mine(1);
}
const hardforks: Readonly<Record<NativeSource, string>> = {
  topLevel: 'osaka',
  trace: 'osaka',
  logs7708: 'amsterdam',
};

const twoEndpoints = async (chain: TestNetwork) => [chain.rpcUrl, (await chain.addEndpoint()).url];

describe.each(
  (['topLevel', 'trace', 'logs7708'] as const).flatMap(nativeSource =>
    [1, 2].map(endpoints => ({ nativeSource, endpoints })),
  ),
)('by $nativeSource with $endpoints endpoints, a coin', ({ nativeSource, endpoints }) => {
  const begin = () =>
    start({
      network: { nativeSource },
      hardfork: hardforks[nativeSource],
      ...(endpoints === 2 ? { rpc: twoEndpoints } : {}),
    });
  const credited = async (owner: Awaited<ReturnType<Watcher['newOwner']>>, amount: bigint) => {
    // A coin that only a balance shows is found when the purse has its turn.
    await eventually('it is credited', async () => (await watcher.credited(owner, watcher.eth)) >= amount);
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(amount);
  };

  it('sent by a plain transaction is credited once', async () => {
    await begin();
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, 5n * whole);
    await watcher.settle();
    await credited(owner, 5n * whole);
    expect(await deposits()).toMatchObject([{ kind: 'native', ordinal: '0' }]);
  });

  it('sent by a contract, to several and twice to one, is credited to each', async () => {
    const via = await begin();
    await ready(via, 'BatchPayer');
    const [one, two] = [await watcher.newOwner(), await watcher.newOwner()];
    const coin = (to: string, amount: bigint) => ({ to, currency: watcher.eth, amount });
    await payBatch({
      ...via,
      payments: [coin(one.address, whole), coin(two.address, 2n * whole), coin(one.address, 3n * whole)],
    });
    await watcher.settle();
    await credited(one, 4n * whole);
    await credited(two, 2n * whole);
  });

  it('sent by a reverted branch does not count, and one beside it does', async () => {
    const via = await begin();
    await ready(via, 'Router');
    const [nothing, something] = [await watcher.newOwner(), await watcher.newOwner()];
    await payRouted({
      ...via,
      payments: [
        { to: nothing.address, currency: watcher.eth, amount: whole, reverts: true },
        { to: something.address, currency: watcher.eth, amount: 2n * whole },
      ],
    });
    await watcher.settle();
    await credited(something, 2n * whole);
    expect(await watcher.credited(nothing, watcher.eth)).toBe(0n);
    expect(await deposits()).toHaveLength(1);
  });

  it('sent by a contract that destroys itself is credited', async () => {
    const via = await begin();
    const owner = await watcher.newOwner();
    await paySelfDestruct({ ...via, to: owner.address, amount: whole });
    await watcher.settle();
    await credited(owner, whole);
  });

  it('sent by a contract in the block of a plain transaction to the same address is credited beside it', async () => {
    const via = await begin();
    await ready(via, 'BatchPayer');
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, 2n * whole);
    await payInternal({ ...via, to: owner.address, amount: whole });
    await watcher.settle();
    if (nativeSource === 'topLevel') {
      // Nobody can name which of the two transactions it was: a person decides.
      await eventually('the balance told of it', async () => (await deposits()).length === 2);
      await watcher.settle();
    }
    await credited(owner, nativeSource === 'topLevel' ? 2n * whole : 3n * whole);
    const next = await watcher.newOwner();
    await watcher.pay(next.address, watcher.eth, whole);
    await watcher.settle();
    await credited(next, whole);
  });

  it('sent with tokens in one block is credited with them', async () => {
    const via = await begin();
    await ready(via, 'BatchPayer');
    const owner = await watcher.newOwner();
    await payInternal({ ...via, to: owner.address, amount: whole });
    await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
    await watcher.settle();
    await eventually('the coin is found', async () => (await deposits()).length === 2);
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.usdt)).toBe(2_000_000n);
    await credited(owner, nativeSource === 'topLevel' ? 0n : whole);
  });

  it('of a transaction that failed does not count', async () => {
    const via = await begin();
    const owner = await watcher.newOwner();
    // As an account with code (EIP-7702) may: this one accepts nothing.
    await watcher.chain.request('hardhat_setCode', [owner.address, '0x60006000fd']);
    const wallet = new Wallet(via.key);
    const nonce = await watcher.chain.request('eth_getTransactionCount', [wallet.address, 'pending']);
    const signed = await wallet.signTransaction({
      type: 2,
      chainId: watcher.chain.chainId,
      nonce: Number(nonce),
      to: owner.address,
      value: whole,
      gasLimit: 100_000n,
      maxFeePerGas: 20_000_000_000n,
      maxPriorityFeePerGas: 1_000_000_000n,
    });
    const hash = await watcher.chain.request('eth_sendRawTransaction', [signed]);
    await watcher.settle();
    const receipt = await watcher.chain.request('eth_getTransactionReceipt', [hash]);
    expect(receipt).toMatchObject({ status: '0x0' });
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
    // The pool may have announced it.
    expect(await watcher.db.selectFrom('transactions').select('status').execute()).not.toContainEqual({
      status: 'CONFIRMED',
    });
  });
});

describe('by topLevel', () => {
  it('what only a balance shows is booked at its block, under the transaction if there is only one', async () => {
    const via = await start();
    await ready(via, 'BatchPayer');
    const owner = await watcher.newOwner();
    const hash = await payInternal({ ...via, to: owner.address, amount: whole });
    await watcher.chain.mine(1);
    const height = Number(await watcher.chain.request('eth_blockNumber'));
    await watcher.pay(owner.address, watcher.eth, 2n * whole);
    await watcher.settle();
    await eventually(
      'both are credited',
      async () => (await watcher.credited(owner, watcher.eth)) === 3n * whole,
    );
    const [booked] = await watcher.db
      .selectFrom('transactions')
      .selectAll()
      .where('kind', '=', 'internal')
      .execute();
    expect(booked).toMatchObject({ tx_hash: hash, ordinal: 'balance', block_number: height, amount: whole });
  });

  it('money with an unknown sender waits for a person', async () => {
    const via = await start();
    await ready(via, 'BatchPayer');
    const owner = await watcher.newOwner();
    await payInternal({ ...via, to: owner.address, amount: whole });
    await watcher.pay('0x000000000000000000000000000000000000dEaD', watcher.eth, 1n);
    await watcher.settle();
    const booked = await eventually('it is booked', () =>
      watcher.db.selectFrom('transactions').selectAll().where('kind', '=', 'internal').executeTakeFirst(),
    );
    expect(booked.tx_hash).toBe(booked.block_hash);
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.eth)).toBe(0n);
  });
});
