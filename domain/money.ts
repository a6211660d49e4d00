import type { Brand } from './brand.ts';

/** An amount in the smallest unit of its currency (wei, or 10^-decimals of a token). May be negative in postings. */
export type BaseUnits = Brand<bigint, 'BaseUnits'>;

export const zero = 0n as BaseUnits;

/** The largest value an EVM word, and so a transfer, can carry. */
const maxUint256 = (1n << 256n) - 1n;

/** Takes an integer of base units from a chain, a row or a payload. */
export function baseUnits(value: bigint | string): BaseUnits {
  return BigInt(value) as BaseUnits;
}

export function sum(amounts: Iterable<BaseUnits>): BaseUnits {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as BaseUnits;
}

/**
 * Whole units, as the API writes them (`"12.5"`), to base units; undefined when the text is anything but a
 * plain decimal: no sign, exponent, spaces or leading zeros, no more decimals than the currency has, and
 * no more than a chain can carry.
 */
export function parseAmount(text: string, decimals: number): BaseUnits | undefined {
  const match = /^(0|[1-9][0-9]{0,77})(?:\.([0-9]{1,77}))?$/.exec(text);
  const fraction = match?.[2] ?? '';
  if (!match?.[1] || fraction.length > decimals) return undefined;
  const units = BigInt(match[1] + fraction.padEnd(decimals, '0'));
  return units <= maxUint256 ? (units as BaseUnits) : undefined;
}

/** Base units to whole units, exact, without trailing zeros: `formatAmount(1500000n, 6)` is `"1.5"`. */
export function formatAmount(units: BaseUnits, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
