import { getBytes } from 'ethers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf } from './evm.ts';
import type { Coin, Item, Rig } from './rig.ts';
import { authorizationsOf, authorize, Ground, held, readHostile } from './rig.ts';

// What sweeping costs, to the unit of gas. `npm test -- test/contracts/gas.test.ts -u` renews gas.json: its diff shows
// what a change costs.

const names = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `gas purse ${String(from + at)}`);
const purses = names(0, 40);
let rig: Rig;
beforeAll(async () => {
  rig = await (await Ground.prepare(await readHostile())).rig();
});
afterAll(() => rig.evm.close());

async function fill(coin: Coin): Promise<void> {
  const token = rig.ground.coins[coin];
  for (const name of purses) {
    if (token === null) await rig.evm.send({ from: 'stranger', to: addressOf(name), value: held });
    else {
      const mint = rig.evm.abi('TestToken').encodeFunctionData('mint', [addressOf(name), held]);
      await rig.evm.change('stranger', token, mint);
    }
  }
}

/** Of the calldata alone (EIP-2028): 4 for a zero byte, 16 for another. */
function gasOfData(data: string): number {
  return getBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0);
}

/** Gas of a batch without the 21,000 of every transaction and without calldata, per item, rounded up. */
async function perItem(
  swept: readonly string[],
  coin: Coin,
  amount: bigint,
  isFirst = false,
): Promise<number> {
  const items = swept.map((purse): Item => ({ purse, coin, amount, to: 'treasury' }));
  const data = rig.sweepData(items);
  const { succeeded, gasUsed, logs } = await rig.evm.send({
    from: 'operator',
    to: rig.deployment.sweeper,
    data,
    ...(isFirst && { authorizations: authorizationsOf(swept, rig.deployment.delegate) }),
  });
  expect(succeeded).toBe(true);
  // A token's event for each item; the sweeper's for native coins; none for a skipped item.
  expect(logs).toHaveLength(items.length);
  return Math.ceil((gasUsed - 21_000 - gasOfData(data)) / items.length);
}

test(
  'a later sweep of ten costs at most 20,000 gas an item, with all guards',
  { timeout: 120_000 },
  async () => {
    const figures: Record<string, number> = {};
    for (const coin of ['plain', 'noReturn', 'native'] as const) {
      await fill(coin);
      // The destination's first coin costs a new slot, or a new account, once.
      await perItem(['purse 0'], coin, 1n);
      if (coin === 'plain') {
        figures['plain: each of ten, with its authorization'] = await perItem(names(0, 10), coin, 1n, true);
        await authorize(rig.evm, names(10, 30), rig.deployment.delegate);
      }
      figures[`${coin}: one alone`] = await perItem(['gas purse 10'], coin, 1n);
      figures[`${coin}: each of ten`] = await perItem(names(10, 10), coin, 1n);
      figures[`${coin}: each of ten, emptied`] = await perItem(names(20, 10), coin, held);
      figures[`${coin}: each of thirty`] = await perItem([...names(0, 20), ...names(30, 10)], coin, 1n);
      expect(figures[`${coin}: each of ten`]).toBeLessThanOrEqual(20_000);
      expect(figures[`${coin}: each of ten, emptied`]).toBeLessThanOrEqual(20_000);
    }
    await expect(`${JSON.stringify(figures, null, 2)}\n`).toMatchFileSnapshot('gas.json');
  },
);
