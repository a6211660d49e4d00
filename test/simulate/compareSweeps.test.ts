import { expect, test } from 'vitest';
import type { Deposit } from '../../simulate/model/compare.ts';
import { compareSweeps } from '../../simulate/model/compareSweeps.ts';
import type { Transfer } from '../../simulate/model/readTransfers.ts';
import { newCustomer, newStory } from '../../simulate/model/story.ts';
import { coins } from './coins.ts';
import { must } from '../db/fixtures.ts';

const address = `0x${'aa'.repeat(20)}`;
const treasury = `0x${'bb'.repeat(20)}`;
const thief = `0x${'cc'.repeat(20)}`;
const coin = must(coins.find(({ code }) => code === 'ETH'));
const whole = 10n ** BigInt(coin.decimals);

const outflow = (to: string, amount = whole): Transfer => ({
  ...{ network: coin.network, txHash: '0x1', blockHash: '0x2', coin, from: address, to, amount, minedAt: 0 },
});

const deposit = (
  id: string,
  sweptIn: string | null,
  creditedTo: Deposit['creditedTo'] = 'customer',
): Deposit =>
  ({ id, sweptIn, creditedTo, status: 'CONFIRMED', address, currency: 'ETH', amount: '1' }) as Deposit;

function found(transfers: readonly Transfer[], deposits: readonly Deposit[]): readonly string[] {
  const story = newStory();
  story.customers.push({ ...newCustomer('cus_1', 'one'), addresses: [address] });
  return compareSweeps(story, transfers, deposits, { coins, treasury }).map(({ what }) => what);
}

test('what left a purse as the deposits that were swept is right, in one transaction or in several', () => {
  const both = [deposit('txn_1', 'swp_1'), deposit('txn_2', 'swp_2')];
  expect(found([outflow(treasury), outflow(treasury)], both)).toEqual([]);
  expect(found([outflow(treasury, 2n * whole)], both)).toEqual([]);
  expect(found([], [deposit('txn_1', null)])).toEqual([]);
});

test('a deposit that is moved twice, or whose coins are still there, is not', () => {
  const swept = [deposit('txn_1', 'swp_1')];
  expect(found([outflow(treasury), outflow(treasury)], swept)).toEqual([
    expect.stringContaining('were swept'),
  ]);
  expect(found([], swept)).toEqual([expect.stringContaining('were swept')]);
});

test('coins that are swept beside their deposit, or go elsewhere, are not', () => {
  expect(found([outflow(treasury)], [deposit('txn_1', null, 'held')])).toEqual([
    expect.stringContaining('were swept'),
  ]);
  expect(found([outflow(treasury)], [deposit('txn_1', 'swp_1', 'held')])).toEqual([
    'txn_1 was swept, and is CONFIRMED (held)',
  ]);
  expect(found([outflow(thief)], [deposit('txn_1', 'swp_1')])).toEqual([
    expect.stringContaining(`left ${address} for ${thief}`),
  ]);
});
