import { Wallet } from 'ethers';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAddress } from '../../../domain/address.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { Currency, CurrencyCode } from '../../../domain/registry.ts';
import type { Via } from '../../../testkit/chain/contracts/deployContract.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { payBatch } from '../../../testkit/chain/payers/payBatch.ts';
import { payFromFeeToken, payLookAlike } from '../../../testkit/chain/payers/payFreshToken.ts';
import { payNft } from '../../../testkit/chain/payers/payNft.ts';
import { payReverted, payRouted } from '../../../testkit/chain/payers/payRouted.ts';
import { sendTransaction } from '../../../testkit/chain/payers/sendTransaction.ts';
import { must } from '../../db/fixtures.ts';
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
describe('a token', () => {
  it('is credited whoever called it, each transfer of one transaction, and a zero transfer not at all', async () => {
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

  it('of a reverted branch was not sent', async () => {
    const via = await start();
    const owner = await watcher.newOwner();
    await payReverted({ ...via, to: owner.address, currency: watcher.usdt, amount: 5_000_000n });
    await watcher.settle();
    expect(await deposits()).toEqual([]);
  });

  it('that only looks like a listed one, or is a collectible, is reported once and never credited', async () => {
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
  'a token with a transfer fee, %s',
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

describe('a token that changes balances by itself', () => {
  it('is credited by what a transfer brought, not by what the token changes afterwards', async () => {
    let token: Currency | undefined;
    let contract: Awaited<ReturnType<typeof deployContract>> | undefined;
    const via = await start({
      currencies: async (chain, usual) => {
        const deployed = await deployContract({
          rpcUrl: chain.rpcUrl,
          key: chain.faucetKey,
          name: 'RebasingToken',
          args: ['Rebasing Token', 'REB', 6],
        });
        await chain.mine(1);
        contract = deployed;
        const [, usdt] = usual;
        token = {
          ...must(usdt),
          code: 'REB' as CurrencyCode,
          contract: must(parseAddress(deployed.address)),
          minDeposit: baseUnits(1n),
          credit: 'balanceDifference',
        };
        return [...usual, token];
      },
    });
    const { address, abi } = must(contract);
    const owner = await watcher.newOwner();
    const call = (name: string, args: readonly unknown[]) =>
      sendTransaction({ ...via, to: address, data: abi.encodeFunctionData(name, args) });
    await call('mint', [new Wallet(via.key).address, 10_000_000n]);
    await watcher.pay(owner.address, must(token), 4_000_000n);
    await watcher.settle();
    await call('rebase', [3n, 2n]);
    await watcher.settle();
    expect(await watcher.credited(owner, must(token))).toBe(4_000_000n);
  });
});
