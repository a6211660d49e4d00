import { expect, test } from 'vitest';
import { retryAfterMs } from '../../outbound/retryAfter.ts';

const now = new Date('2026-11-28T12:00:00Z');
const day = 86_400_000;

test.for([
  ['99999999999', day],
  ['1'.repeat(400), day],
  ['90000', day],
  ['Fri, 31 Dec 9999 23:59:59 GMT', day],
  ['86399', day - 1000],
  ['0000000000005', 5000],
  [' 5 ', 5000],
  ['Sat, 28 Nov 2026 12:00:07 GMT', 7000],
  ['0', 0],
  ['-5', 0],
  ['soon', 0],
  ['', 0],
  ['Sat, 01 Jan 2000 00:00:00 GMT', 0],
] as const)('an answer that says %s asks for %d ms, and at most for a day', ([header, ms]) => {
  expect(retryAfterMs(header, now)).toBe(ms);
});

test('an answer without the header asks for nothing, and one with two headers for the first', () => {
  expect(retryAfterMs(undefined, now)).toBe(0);
  expect(retryAfterMs(['7', '9'], now)).toBe(7000);
});
