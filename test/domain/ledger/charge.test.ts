import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../bench/fixture/seededRandom.ts';
import type { Coin } from '../../../domain/coin.ts';
import { findCoin } from '../../../domain/coin.ts';
import type { FormId, ProductId } from '../../../domain/ids.ts';
import type { Part, BucketBalance } from '../../../domain/ledger/charge.ts';
import { chargeDecimals, splitCharge, splitRefund } from '../../../domain/ledger/charge.ts';
import type { PostingId } from '../../../domain/ledger/statement.ts';
import type { BaseUnits } from '../../../domain/money.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { Currency, CurrencyCode, GroupCode, Registry } from '../../../domain/registry.ts';
import { eth, must } from '../../db/fixtures.ts';

const currency = (code: string, decimals: number): Currency => ({
  ...eth,
  code: code as CurrencyCode,
  decimals,
});
const [fine, middle, coarse] = [currency('FINE', 4), currency('MIDDLE', 3), currency('COARSE', 2)];
const registry: Registry = {
  networks: [],
  currencies: [fine, middle, coarse],
  groups: [
    { code: 'ALL' as GroupCode, name: 'All', currencies: [fine, middle, coarse].map(({ code }) => code) },
  ],
};
const all = must(findCoin(registry, 'ALL'));
const one = must(findCoin(registry, 'COARSE'));

const [book, game] = ['book' as ProductId, 'game' as ProductId];
let age = 0;
const balanceOf = (
  of: Currency,
  amount: bigint,
  product: ProductId | null = null,
  form = '',
): BucketBalance => ({
  currency: of,
  amount: baseUnits(amount),
  bucket: { productId: product, formId: form === '' ? null : (form as FormId) },
  firstPosting: (age += 1) as PostingId,
});
const brief = (parts: readonly Part[] | undefined) =>
  parts?.map(part => [part.currency.code, part.bucket.productId, part.amount]);
const charge = (
  coin: Coin,
  amount: bigint,
  balances: readonly BucketBalance[],
  product: ProductId | null = null,
) => brief(splitCharge(coin, product, balances, baseUnits(amount)));

describe('a charge', () => {
  it('takes from the oldest bucket first', () => {
    const [old, young] = [balanceOf(coarse, 5n, game), balanceOf(coarse, 5n, book)];
    expect(charge(one, 7n, [young, old])).toEqual([
      ['COARSE', 'game', 5n],
      ['COARSE', 'book', 2n],
    ]);
  });

  it('with a product takes only from its buckets, of whatever form', () => {
    const balances = [
      balanceOf(coarse, 9n),
      balanceOf(coarse, 2n, book, 'frm_a'),
      balanceOf(coarse, 3n, game),
      balanceOf(coarse, 4n, book),
    ];
    expect(charge(one, 6n, balances, book)).toEqual([
      ['COARSE', 'book', 2n],
      ['COARSE', 'book', 4n],
    ]);
    expect(charge(one, 7n, balances, book)).toBeUndefined();
    expect(charge(one, 1n, balances, 'car' as ProductId)).toBeUndefined();
  });

  it('in a group takes from the currencies with the fewest decimals first, so it is exact', () => {
    // 1.2345, 0.001 and 0.50; a charge has two decimals.
    const balances = [balanceOf(fine, 12_345n), balanceOf(middle, 1n), balanceOf(coarse, 50n)];
    expect(chargeDecimals(all)).toBe(2);
    expect(charge(all, 173n, balances)).toEqual([
      ['COARSE', null, 50n],
      ['MIDDLE', null, 1n],
      ['FINE', null, 12_290n],
    ]);
    expect(charge(all, 174n, balances)).toBeUndefined();
  });

  it('does not touch the money of other coins', () => {
    expect(charge(one, 1n, [balanceOf(fine, 100n)])).toBeUndefined();
  });

  it('is refused money that must fill the hole of a reversal, in the currency, in the product, in the group', () => {
    const hole = [balanceOf(coarse, 10n, book), balanceOf(coarse, -4n)];
    expect(charge(one, 7n, hole)).toBeUndefined();
    expect(charge(one, 6n, hole)).toEqual([['COARSE', 'book', 6n]]);
    expect(charge(one, 7n, hole, book)).toBeUndefined();
    const ofProduct = [
      balanceOf(coarse, 10n, book, 'frm_a'),
      balanceOf(coarse, -4n, book),
      balanceOf(coarse, 9n),
    ];
    expect(charge(one, 7n, ofProduct, book)).toBeUndefined();
    // The product's six, although one of its buckets has ten; then money without a product.
    expect(charge(one, 8n, ofProduct)).toEqual([
      ['COARSE', 'book', 6n],
      ['COARSE', null, 2n],
    ]);
    const ofGroup = [balanceOf(coarse, -4n), balanceOf(fine, 1_000n)];
    expect(charge(all, 7n, ofGroup)).toBeUndefined();
    expect(charge(all, 6n, ofGroup)).toEqual([['FINE', null, 600n]]);
  });

  it('takes no more of a currency than the customer has of it, although the group would pay', () => {
    const balances = [balanceOf(coarse, 10n, book), balanceOf(coarse, -4n), balanceOf(fine, 400n)];
    expect(charge(all, 10n, balances)).toEqual([
      ['COARSE', 'book', 6n],
      ['FINE', null, 400n],
    ]);
  });
});

describe('a refund', () => {
  const parts = must(
    splitCharge(
      all,
      null,
      [balanceOf(fine, 12_345n), balanceOf(middle, 1n), balanceOf(coarse, 50n)],
      baseUnits(173n),
    ),
  );
  const refund = (amount: bigint, refunded = 0n) =>
    brief(
      splitRefund(
        parts,
        { amount: baseUnits(173n), refunded: baseUnits(refunded), decimals: 2 },
        baseUnits(amount),
      ),
    );

  it('returns the last taken part first, and in the end everything', () => {
    expect(refund(20n)).toEqual([['FINE', null, 2_000n]]);
    expect(refund(103n, 20n)).toEqual([
      ['MIDDLE', null, 1n],
      ['FINE', null, 10_290n],
    ]);
    expect(refund(50n, 123n)).toEqual([['COARSE', null, 50n]]);
    expect(refund(173n)).toEqual(brief(parts));
  });
});

const seed = process.env['SEED'] ?? String(Date.now());

it(`whatever the balances, leaves nothing below zero that was not, and is refunded exactly (seed ${seed})`, () => {
  const random = new SeededRandom(seed);
  const pick = <T>(items: readonly T[]): T => must(items[random.below(items.length)]);
  for (let round = 0; round < 3000; round++) {
    const balances = Array.from({ length: 1 + random.below(8) }, () => {
      const of = pick([fine, middle, coarse]);
      const amount = BigInt(random.below(140) - 40) * (random.below(2) ? 1n : 10n ** BigInt(of.decimals - 2));
      return balanceOf(of, amount, pick([null, book, game]), pick(['', 'frm_a', 'frm_b']));
    }).filter(({ amount }) => amount !== 0n);
    const coin = pick([all, one, must(findCoin(registry, 'FINE'))]);
    const product = pick([null, book, game]);
    const amount = baseUnits(BigInt(1 + random.below(coin === all ? 300 : 200)));
    const parts = splitCharge(coin, product, balances, amount);
    const context = { seed, round, coin: coin.code, product, standings: balances, amount, parts };

    const scaled = (of: Currency, units: bigint) => units * 10n ** BigInt(4 - of.decimals);
    const worth = scaled({ ...fine, decimals: chargeDecimals(coin) }, amount);
    const inCoin = balances.filter(each => coin.members.includes(each.currency));
    const sums = (counted: readonly Part[]) => {
      const ofProduct = counted.filter(({ bucket }) => product === null || bucket.productId === product);
      return [counted, ofProduct].flatMap(some => [
        some.reduce((sum, each) => sum + scaled(each.currency, each.amount), 0n),
        ...coin.members.map(member =>
          some.reduce((sum, each) => sum + (each.currency === member ? each.amount : 0n), 0n),
        ),
      ]);
    };
    // Without a product only the sum of all can refuse it.
    const affordable = product === null && must(sums(inCoin)[0]) >= worth;
    expect(affordable && !parts, JSON.stringify(context, print)).toBe(false);
    if (!parts) continue;
    expect(parts.reduce((sum, part) => sum + scaled(part.currency, part.amount), 0n)).toBe(worth);
    for (const part of parts) expect(part.amount).toBeGreaterThan(0n);
    const negative = parts.map(part => ({ ...part, amount: -part.amount as BaseUnits }));
    const after = sums([...inCoin, ...negative]);
    const sunk = sums(inCoin).filter((before, at) => before >= 0n && must(after[at]) < 0n);
    expect(sunk, JSON.stringify(context, print)).toEqual([]);

    const left = new Map(parts.map((part, at) => [at, part.amount as bigint]));
    let refunded = 0n;
    while (refunded < amount) {
      const back = 1n + BigInt(random.below(Number(amount - refunded)));
      const given = splitRefund(
        parts,
        { amount, refunded: baseUnits(refunded), decimals: chargeDecimals(coin) },
        baseUnits(back),
      );
      for (const part of given) {
        const at = parts.findIndex(each => each.bucket === part.bucket && each.currency === part.currency);
        left.set(at, (left.get(at) ?? 0n) - part.amount);
      }
      expect(given.reduce((sum, part) => sum + scaled(part.currency, part.amount), 0n)).toBe(
        scaled({ ...fine, decimals: chargeDecimals(coin) }, back),
      );
      refunded += back;
    }
    expect([...left.values()].every(rest => rest === 0n)).toBe(true);
  }
});

function print(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
