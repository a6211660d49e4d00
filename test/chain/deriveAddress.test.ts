import { HDNodeWallet } from 'ethers';
import { expect, test } from 'vitest';
import { createAddressDeriver } from '../../chain/deriveAddress.ts';

const phrase = 'test test test test test test test test test test test junk';
const key = HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/0`);
const xpub = key.neuter().extendedKey;

test('derives the addresses that the seed has keys of', () => {
  // The first accounts of Hardhat and anvil.
  const deriver = createAddressDeriver(xpub);
  expect(deriver.derive(0).checksum).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
  expect(deriver.derive(1).address).toBe('0x70997970c51812dc3a010c7d01b50e0d17dc79c8');
});

test('an extended key with one character changed is refused, wherever it is', () => {
  for (let at = 4; at < xpub.length; at++) {
    const other = xpub.charAt(at) === '5' ? '6' : '5';
    expect(() => createAddressDeriver(xpub.slice(0, at) + other + xpub.slice(at + 1)), String(at)).toThrow();
  }
});

test('a private key is refused', () => {
  expect(() => createAddressDeriver(key.extendedKey)).toThrow(TypeError);
});
