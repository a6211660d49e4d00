import { describe, expect, it } from 'vitest';
import { baseUnits, formatAmount, parseAmount } from '../../domain/money.ts';

describe('amounts', () => {
  it.each([
    ['0', 18, 0n],
    ['12.5', 6, 12_500_000n],
    ['0.000001', 6, 1n],
    ['1', 0, 1n],
    ['115792089237316195423570985008687907853269984665640564039457584007913129639935', 0, 2n ** 256n - 1n],
  ])('reads %s with %i decimals exactly', (text, decimals, units) => {
    expect(parseAmount(text, decimals)).toBe(units);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '-1',
    '01',
    '1.',
    '.5',
    '1e3',
    '0x1',
    '1,5',
    '١',
    '1.0000001',
    'NaN',
    '1_000',
  ])('refuses %j', text => {
    expect(parseAmount(text, 6)).toBeUndefined();
  });

  it('refuses more than a transfer can contain', () => {
    expect(parseAmount((2n ** 256n).toString(), 0)).toBeUndefined();
  });

  it.each([
    [0n, 18, '0'],
    [1n, 18, '0.000000000000000001'],
    [1_500_000n, 6, '1.5'],
    [1_000_000n, 6, '1'],
    [-1_500_000n, 6, '-1.5'],
    [42n, 0, '42'],
  ])('writes %s base units with %i decimals as %s', (units, decimals, text) => {
    expect(formatAmount(baseUnits(units), decimals)).toBe(text);
  });

  it('writes what it reads', () => {
    for (const decimals of [0, 1, 6, 18, 77]) {
      for (const units of [1n, 10n, 999_999n, 10n ** 18n + 1n]) {
        expect(parseAmount(formatAmount(baseUnits(units), decimals), decimals)).toBe(units);
      }
    }
  });
});
