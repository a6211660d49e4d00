import { getAddress, HDNodeWallet, HDNodeVoidWallet } from 'ethers';
import type { Address, ChecksumAddress } from '../domain/address.ts';

/** Derives deposit addresses from an extended public key; nothing here can sign. */
export interface AddressDeriver {
  /** BIP-32 fingerprint of the key. It is stored with each index to name the key. */
  readonly fingerprint: string;
  derive(index: number): { readonly address: Address; readonly checksum: ChecksumAddress };
}

/**
 * Derives the addresses of an extended public key's children (BIP-44 m/44'/60'/0'/0/index if the key is that
 * of m/44'/60'/0'/0). The same key and index give the same address on every EVM network. Throws if the text
 * is not an extended key, has a typing error, or is a private key.
 */
export function createAddressDeriver(xpub: string): AddressDeriver {
  const node = HDNodeWallet.fromExtendedKey(xpub);
  if (!(node instanceof HDNodeVoidWallet))
    throw new TypeError('this is an extended private key; only an xpub is accepted');
  // ethers does not compare the checksum. A typing error would give addresses that nobody has the keys of.
  if (node.extendedKey !== xpub) throw new TypeError('the checksum of the xpub is wrong');
  return {
    fingerprint: node.fingerprint,
    derive(index) {
      const checksum = node.deriveChild(index).address as ChecksumAddress;
      return { address: checksum.toLowerCase() as Address, checksum };
    },
  };
}

/** EIP-55 form of an address. */
export function checksumAddress(address: Address): ChecksumAddress {
  return getAddress(address) as ChecksumAddress;
}
