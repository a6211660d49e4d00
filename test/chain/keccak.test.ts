import { hexlify, keccak256 as ofEthers } from 'ethers';
import { expect, test } from 'vitest';
import { keccak256 } from '../../chain/keccak.ts';

test('hashes like ethers, at every length up to three blocks of input', () => {
  for (let length = 0; length <= 3 * 136; length++) {
    const input = Uint8Array.from({ length }, (_, at) => (at * 31 + length) & 0xff);
    expect(hexlify(keccak256(input)), `${String(length)} bytes`).toBe(ofEthers(input));
  }
});

test('returns a separate hash to each caller', () => {
  const first = keccak256(Uint8Array.of(1));
  const before = hexlify(first);
  keccak256(Uint8Array.of(2));
  expect(hexlify(first)).toBe(before);
});
