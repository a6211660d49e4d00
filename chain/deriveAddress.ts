import { getAddress, HDNodeWallet, HDNodeVoidWallet } from 'ethers';
import type { Address, ChecksumAddress } from '../domain/address.ts';

/** Derives deposit addresses from an extended public key; nothing here can sign. */
export interface AddressDeriver {
  /** BIP-32 fingerprint of the key, which names it beside each index. */
  readonly fingerprint: string;
  derive(index: number): { readonly address: Address; readonly checksum: ChecksumAddress };
}

/**
 * Addresses of external children of an account's extended public key (BIP-44 m/44'/60'/0'/0/index when the
 * key is that of m/44'/60'/0'/0). The same key and index give the same address on every EVM network.
 * Throws when the text is no extended public key, or is a private one.
 */
export function createAddressDeriver(xpub: string): AddressDeriver {
  const node = HDNodeWallet.fromExtendedKey(xpub);
  if (!(node instanceof HDNodeVoidWallet))
    throw new TypeError('an extended private key was given: only xpub');
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
