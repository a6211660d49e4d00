import { Wallet } from 'ethers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Currency, CurrencyCode, NativeSource } from '../../domain/registry.ts';
import { parseAddress } from '../../domain/address.ts';
import { baseUnits } from '../../domain/money.ts';
import type { Via } from '../../testkit/chain/deployContract.ts';
import { deployContract } from '../../testkit/chain/deployContract.ts';
import { payBatch } from '../../testkit/chain/payBatch.ts';
import { payFromFeeToken, payLookAlike } from '../../testkit/chain/payFreshToken.ts';
import { payInternal } from '../../testkit/chain/payInternal.ts';
import { payNft } from '../../testkit/chain/payNft.ts';
import { payReverted, payRouted } from '../../testkit/chain/payRouted.ts';
import { paySelfDestruct } from '../../testkit/chain/paySelfDestruct.ts';
import { must } from '../db/world.ts';
import { eventually } from './testStack.ts';
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
/** In a block of its own, so that the payment is the only transaction of its block. */
async function ready(via: Via, name: string): Promise<void> {
  await deployContract({ ...via, name });
  await watcher.chain.mine(1);
}
const hardforks: Readonly<Record<NativeSource, string>> = {
  topLevel: 'osaka',
  trace: 'osaka',
  logs7708: 'amsterdam',
};

describe.each(['topLevel', 'trace', 'logs7708'] as const)('by %s, a coin', nativeSource => {
  const begin = () => start({ network: { nativeSource }, hardfork: hardforks[nativeSource] });
  const credited = async (owner: Awaited<ReturnType<Watcher['newOwner']>>, amount: bigint) => {
    // What a balance alone tells of is found when the purse's turn comes.
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

  it('sent by a branch that reverted was not sent, and one beside it was', async () => {
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

  it('of a transaction that failed does not count', async () => {
    const via = await begin();
    const owner = await watcher.newOwner();
    // As an account that was given code (EIP-7702) may: this one takes nothing.
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
  it('what only a balance tells of is booked at its block, under the transaction where there is but one', async () => {
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

  it('money whose sender nobody can name waits for a person', async () => {
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

describe('a token', () => {
  it('is credited whoever called it, each transfer of one transaction, and one of nothing not at all', async () => {
    const via = await start();
    const [one, two] = [await watcher.newOwner(), await watcher.newOwner()];
    const token = (to: string, amount: bigint) => ({ to, currency: watcher.usdt, amount });
    await payBatch({
      ...via,
      payments: [
        token(one.address, 1_000_000n),
        token(two.address, 2_000_000n),
        token(one.address, 1_000_000n),
      ],
    });
    await payRouted({ ...via, payments: [token(one.address, 5_000_000n)] });
    await watcher.pay(one.address, watcher.usdt, 0n);
    await watcher.settle();
    expect(await watcher.credited(one, watcher.usdt)).toBe(7_000_000n);
    expect(await watcher.credited(two, watcher.usdt)).toBe(2_000_000n);
    expect(await deposits()).toHaveLength(4);
  });

  it('of a branch that reverted was not sent', async () => {
    const via = await start();
    const owner = await watcher.newOwner();
    await payReverted({ ...via, to: owner.address, currency: watcher.usdt, amount: 5_000_000n });
    await watcher.settle();
    expect(await deposits()).toEqual([]);
  });

  it('that only looks like a listed one, or is a collectible, is told once and never credited', async () => {
    const via = await start();
    const owner = await watcher.newOwner();
    const imitated = must(watcher.chain.tokens['USDT']);
    const fake = await payLookAlike({ ...via, to: owner.address, imitated, amount: 9_000_000n });
    await payLookAlike({ ...via, to: owner.address, imitated, amount: 9_000_000n });
    await payNft({ ...via, to: owner.address });
    await watcher.settle();
    expect(await deposits()).toEqual([]);
    expect(await watcher.events(owner)).toEqual(Array(2).fill('UNSUPPORTED_DEPOSIT_DETECTED'));
    const { contract } = await watcher.db
      .selectFrom('unsupported_deposits')
      .select('contract')
      .where('tx_hash', '=', fake.txHash as never)
      .executeTakeFirstOrThrow();
    expect(contract).toBe(fake.contract);
  });

  it('on a network whose coin is not listed leaves the coin unsupported', async () => {
    await start({ currencies: (_, usual) => Promise.resolve(usual.slice(1)) });
    const owner = await watcher.newOwner();
    await watcher.pay(owner.address, watcher.eth, whole);
    await watcher.pay(owner.address, watcher.usdt, 2_000_000n);
    await watcher.settle();
    expect(await watcher.credited(owner, watcher.usdt)).toBe(2_000_000n);
    expect(await watcher.events(owner)).toContain('UNSUPPORTED_DEPOSIT_DETECTED');
    expect(await deposits()).toHaveLength(1);
  });
});

describe.each(['refused', 'balanceDifference', 'transferred'] as const)(
  'a token that keeps a fee, %s',
  credit => {
    const amount = 10_000_000n;
    const expected = { refused: 0n, balanceDifference: 9_900_000n, transferred: amount }[credit];

    it('is credited by that rule', async () => {
      let fee: Currency | undefined;
      await start({
        currencies: async (chain, usual) => {
          const { address } = await deployContract({
            rpcUrl: chain.rpcUrl,
            key: chain.faucetKey,
            name: 'FeeToken',
            args: ['Fee Token', 'FEE', 6],
          });
          await chain.mine(1);
          const [, usdt] = usual;
          const contract = must(parseAddress(address));
          fee = { ...must(usdt), code: 'FEE' as CurrencyCode, contract, minDeposit: baseUnits(1n), credit };
          return [...usual, fee];
        },
      });
      const owner = await watcher.newOwner();
      const { rpcUrl, faucetKey: key } = watcher.chain;
      await payFromFeeToken({ rpcUrl, key, to: owner.address, amount, decimals: 6 });
      await watcher.settle();
      expect(await watcher.credited(owner, must(fee))).toBe(expected);
      expect((await watcher.events(owner)).includes('UNSUPPORTED_DEPOSIT_DETECTED')).toBe(
        credit === 'refused',
      );
    });
  },
);
