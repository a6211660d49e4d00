import { expect, test } from 'vitest';
import { chooseSends } from '../../../domain/sending/chooseSends.ts';

/** What costs this much. */
const cost = (wei: number) => ({
  gasLimit: 0n,
  value: BigInt(wei),
  fees: { kind: 'legacy', gasPrice: 1n } as const,
});
const room = { inFlight: 16, balance: 10n, open: [], openNonces: 0 };

test('all are ready that the sender can pay for, together', () => {
  expect(chooseSends([4, 6], cost, room)).toEqual({ ready: [4, 6], full: [], lacking: [] });
});

test('one that costs too much does not hinder a cheaper one after it', () => {
  expect(chooseSends([4, 7, 6], cost, room)).toEqual({
    ready: [4, 6],
    full: [],
    lacking: [{ asked: 7, lacks: 1n }],
  });
});

test('what is under way is paid first', () => {
  const { ready, lacking } = chooseSends([4], cost, { ...room, open: [cost(3), cost(4)], openNonces: 2 });
  expect({ ready, lacking }).toEqual({ ready: [], lacking: [{ asked: 4, lacks: 1n }] });
});

test('no more are ready than the lane has nonces for', () => {
  const { ready, full } = chooseSends([1, 2, 3], cost, { ...room, inFlight: 4, openNonces: 2 });
  expect({ ready, full }).toEqual({ ready: [1, 2], full: [3] });
});

test('one that cannot be paid for takes no nonce from one that can', () => {
  const { ready, full } = chooseSends([99, 1], cost, { ...room, inFlight: 1 });
  expect({ ready, full }).toEqual({ ready: [1], full: [] });
});
