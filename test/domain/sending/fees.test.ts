import { describe, expect, it } from 'vitest';
import type { Fees, Market } from '../../../domain/sending/fees.ts';
import { firstFees, isEnough, mostPerGas, raisedFees } from '../../../domain/sending/fees.ts';
import { seededRandom } from '../../../testkit/chain/seededRandom.ts';

const gwei = 10n ** 9n;
const policy = { cap: 100n * gwei, bumpPercent: 10 };
const market = (baseFee: bigint, priority: bigint): Market => ({ kind: 'dynamic', baseFee, priority });
const fees = (maxFeePerGas: bigint, maxPriorityFeePerGas: bigint): Fees => ({
  kind: 'dynamic',
  maxFeePerGas,
  maxPriorityFeePerGas,
});

describe('the first price', () => {
  it.each([
    ['is twice the base fee and the tip', market(20n * gwei, 2n * gwei), fees(42n * gwei, 2n * gwei)],
    ['is the cap if that is less', market(70n * gwei, 2n * gwei), fees(100n * gwei, 2n * gwei)],
    ['may be the cap exactly', market(98n * gwei, 2n * gwei), fees(100n * gwei, 2n * gwei)],
    ['is none if the network asks for more than the cap', market(98n * gwei, 3n * gwei), undefined],
    [
      "is the network's on one without EIP-1559",
      { kind: 'legacy', gasPrice: gwei },
      { kind: 'legacy', gasPrice: gwei },
    ],
    ['is none on such a network above the cap', { kind: 'legacy', gasPrice: 101n * gwei }, undefined],
  ] as const)('%s', (_title, asked, expected) => {
    expect(firstFees(asked, policy)).toEqual(expected);
  });
});

describe('a raised price', () => {
  it.each([
    ['raises each field by the bump, rounded up', fees(15n, 1n), market(1n, 1n), fees(17n, 2n)],
    ['raises a tip of zero', fees(100n, 0n), market(1n, 0n), fees(110n, 1n)],
    [
      'is what the market asks for, if that is more',
      fees(20n * gwei, gwei),
      market(30n * gwei, 2n * gwei),
      fees(62n * gwei, 2n * gwei),
    ],
    ['reaches the cap', fees(50n * gwei, gwei), market(60n * gwei, gwei), fees(100n * gwei, 11n * 10n ** 8n)],
    ['is none above the cap', fees(95n * gwei, gwei), market(gwei, gwei), undefined],
    [
      'is none if the tip would exceed it',
      fees(gwei, gwei),
      market(1n, 99n * gwei),
      fees(99n * gwei + 2n, 99n * gwei),
    ],
    [
      'of a legacy transaction is one field',
      { kind: 'legacy', gasPrice: 10n },
      { kind: 'legacy', gasPrice: 1n },
      { kind: 'legacy', gasPrice: 11n },
    ],
  ] as const)('%s', (_title, before, asked, expected) => {
    expect(raisedFees(before, asked, policy)).toEqual(expected);
  });

  it('is accepted by a pool in each field and never above the cap, whatever the market does', () => {
    const random = seededRandom(7);
    const below = (most: bigint): bigint => BigInt(Math.floor(random() * Number(most)));
    const fields = (of: Fees): readonly bigint[] =>
      of.kind === 'legacy' ? [of.gasPrice] : [of.maxFeePerGas, of.maxPriorityFeePerGas];
    const isTaken = (before: Fees, after: Fees, cap: bigint, bumpPercent: number): boolean =>
      fields(after).every((field, at) => {
        const was = fields(before)[at] ?? 0n;
        return field > was && field * 100n >= was * BigInt(100 + bumpPercent) && field <= cap;
      }) && fields(after).every(field => field <= mostPerGas(after));
    let raised = 0;
    const wrong: unknown[] = [];
    for (let at = 0; at < 5_000; at += 1) {
      const isLegacy = random() < 0.3;
      const asked = isLegacy
        ? ({ kind: 'legacy', gasPrice: below(120n * gwei) } as const)
        : market(below(120n * gwei), below(10n * gwei));
      const cap = below(150n * gwei);
      const bumpPercent = 10 + Math.floor(random() * 90);
      const tip = below(100n * gwei);
      const before: Fees = isLegacy
        ? { kind: 'legacy', gasPrice: below(100n * gwei) }
        : fees(tip + below(50n * gwei), tip);
      const after = raisedFees(before, asked, { cap, bumpPercent });
      if (after) raised += 1;
      if (after && !isTaken(before, after, cap, bumpPercent)) wrong.push({ before, asked, after, cap });
    }
    expect(wrong).toEqual([]);
    expect(raised).toBeGreaterThan(500);
  });
});

it('a price is enough for a block from the base fee on', () => {
  expect(isEnough(fees(20n, 1n), market(20n, 5n))).toBe(true);
  expect(isEnough(fees(19n, 1n), market(20n, 5n))).toBe(false);
});
