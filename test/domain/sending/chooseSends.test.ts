import { expect, test } from 'vitest';
import { chooseSends } from '../../../domain/sending/chooseSends.ts';

/** What costs this much, and no gas. */
const cost = (wei: number) => ({
  kind: 'sweep' as const,
  gasLimit: 0n,
  value: BigInt(wei),
  fees: { kind: 'legacy', gasPrice: 1n } as const,
});
const room = { inFlight: 16, balance: 10n, open: [], openNonces: 0, gasLeft: 10n };

test('all are ready that the sender can pay for, together', () => {
  expect(chooseSends([4, 6], cost, room)).toEqual({ ready: [4, 6], full: [], lacking: [], overGas: [] });
});

test('one that costs too much does not hinder a cheaper one after it', () => {
  expect(chooseSends([4, 7, 6], cost, room)).toEqual({
    ready: [4, 6],
    full: [],
    lacking: [{ asked: 7, lacks: 1n }],
    overGas: [],
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

test('gas is what the limit may cost, with what a purse is paid for its own', () => {
  const gas = (units: number, kind: 'sweep' | 'top_up' = 'sweep') => ({
    ...cost(3),
    ...{ kind, gasLimit: BigInt(units) },
  });
  const all = [gas(4), gas(7), gas(4, 'top_up'), gas(6)];
  const { ready, overGas } = chooseSends(all, one => one, { ...room, balance: 1000n });
  expect({ ready, overGas }).toEqual({ ready: [all[0], all[3]], overGas: [all[1], all[2]] });
});

test('what is over the gas of the day takes neither coins nor a nonce from what is behind it', () => {
  const dear = { ...cost(0), gasLimit: 11n };
  const { ready, lacking, full } = chooseSends([dear, cost(15)], one => one, {
    ...{ ...room, inFlight: 1, balance: 15n },
  });
  expect({ ready, lacking, full }).toEqual({ ready: [cost(15)], lacking: [], full: [] });
});
