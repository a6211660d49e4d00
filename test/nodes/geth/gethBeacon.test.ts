import { describe, expect, it } from 'vitest';
import type { NativeSource } from '../../../domain/registry.ts';
import { deployContract } from '../../../testkit/chain/contracts/deployContract.ts';
import { pay } from '../../../testkit/chain/payers/pay.ts';
import type { NodeWatcher } from '../../e2e/scanning/nodeWatcher.ts';
import { eventually } from '../../e2e/testStack.ts';
import { audit } from '../expectOnce.ts';
import type { Fork } from './genesis.ts';
import type { GethPair } from './startPair.ts';
import { startPair, watchPair } from './startPair.ts';

const whole = 10n ** 18n;
const gwei = 10n ** 9n;
let pair: GethPair;
let watcher: NodeWatcher;
const deposits = () => watcher.db.selectFrom('transactions').selectAll().orderBy('amount').execute();
const balanceOf = async (address: string) =>
  BigInt(String(await pair.request('eth_getBalance', [address, 'latest'])));

const tried = [
  ['osaka', 'topLevel'],
  ['osaka', 'trace'],
  ['amsterdam', 'logs7708'],
] as const satisfies readonly (readonly [Fork, NativeSource])[];

describe.each(tried)('what the consensus layer of %s moves to a purse, by %s,', (fork, nativeSource) => {
  it('is found: withdrawals in their block, fees by the balance; both wait for a person', async () => {
    pair = await startPair({ fork });
    watcher = await watchPair(pair, { nativeSource });
    const [validator, builder] = [await watcher.newOwner(), await watcher.newOwner()];
    const via = { rpcUrl: pair.rpcUrl, key: pair.faucetKey, currency: watcher.eth };
    await pay({ ...via, to: validator.address, amount: whole });
    await pair.mineBlock({
      withdrawals: [
        { index: 7, address: validator.address, gwei: (3n * whole) / 2n / gwei },
        { index: 8, address: validator.address, gwei: whole / 4n / gwei },
        { index: 9, address: validator.address, gwei: 0n },
      ],
    });
    for (const name of ['one', 'another']) {
      await deployContract({ ...via, name: 'TestToken', args: [name, name, 18] });
    }
    await pair.mineBlock({ feeRecipient: builder.address });
    const fees = await balanceOf(builder.address);
    expect(fees).toBeGreaterThan(watcher.eth.minDeposit);
    await pair.mine(4);
    await watcher.caughtUp();

    const found = await eventually('the fees are found', async () => {
      const rows = await deposits();
      return rows.length === 4 && rows.every(row => row.final_block_hash !== null) ? rows : undefined;
    });
    expect(found.map(row => [row.purse_id, row.kind, row.amount])).toEqual([
      [builder.purseId, 'internal', fees],
      [validator.purseId, 'withdrawal', whole / 4n],
      [validator.purseId, 'native', whole],
      [validator.purseId, 'withdrawal', (3n * whole) / 2n],
    ]);
    for (const row of found.filter(({ kind }) => kind !== 'native')) {
      expect(row.tx_hash).toBe(row.block_hash);
      expect(row.verdict).toBeNull();
    }
    await watcher.caughtUp();
    expect(await watcher.credited(validator, watcher.eth)).toBe(whole);
    expect(await watcher.credited(builder, watcher.eth)).toBe(0n);
    expect(await audit(watcher)).toEqual({ verdict: 'clean', differences: [], failure: null });
    expect(watcher.troubles).toEqual([]);
  });
});
