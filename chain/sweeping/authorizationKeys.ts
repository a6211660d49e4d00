import { verifyAuthorization } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { AuthorizationKeys } from '../../domain/sweeping/readAuthorizations.ts';
import type { AddressDeriver } from '../deriveAddress.ts';

/** Derives the purses of an extended public key, and recovers who signed an authorization (EIP-7702). */
export function authorizationKeys(deriver: AddressDeriver): AuthorizationKeys {
  return {
    addressAt: index => deriver.derive(index).address,
    signerOf({ chainId, delegate, nonce }, { yParity, r, s }) {
      try {
        const signed = { chainId, address: delegate, nonce };
        return verifyAuthorization(signed, { yParity, r, s }).toLowerCase() as Address;
      } catch {
        // No point of the curve has this `r`, or a value is out of range: ethers takes the smaller `s` alone (EIP-2).
        return undefined;
      }
    },
  };
}
