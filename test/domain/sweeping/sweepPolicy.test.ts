import { expect, it } from 'vitest';
import { leastWorthSweeping, pauseAfterSkips } from '../../../domain/sweeping/sweepPolicy.ts';

const ether = { decimals: 18, tierWeight: 2000n * 10n ** 18n };
const dollar = { decimals: 6, tierWeight: 10n ** 18n };
const policy = { method: 'delegated', mostCostPercent: 2 } as const;
const gwei = 10n ** 9n;

it('the least that is worth its gas is the cost divided by the share, rounded up', () => {
  // 24,000 gas at 5 gwei are 0.00012 ether, 0.24 dollars: 2 % of 12 dollars.
  expect(leastWorthSweeping(dollar, ether, policy, 5n * gwei, 'later')).toBe(12_000_000n);
  expect(leastWorthSweeping(ether, ether, policy, 5n * gwei, 'later')).toBe(6n * 10n ** 15n);
  expect(leastWorthSweeping(dollar, ether, policy, 1n, 'later')).toBe(1n);
  expect(leastWorthSweeping(dollar, ether, policy, 5n * gwei, 'first')).toBe(23_000_000n);
});

it('without a weight nothing is compared', () => {
  const unweighted = { decimals: 18, tierWeight: 0n };
  expect(leastWorthSweeping(dollar, undefined, policy, gwei, 'first')).toBe(0n);
  expect(leastWorthSweeping(dollar, unweighted, policy, gwei, 'first')).toBe(0n);
  expect(leastWorthSweeping(unweighted, ether, policy, gwei, 'first')).toBe(0n);
});

it('the pause after a skip grows, and then needs a person', () => {
  expect([1, 2, 3, 4].map(pauseAfterSkips)).toEqual([600, 21_600, null, null]);
});
