import type { HDNodeWallet } from 'ethers';
import type { Address } from '../../domain/address.ts';
import type { Authorization, AuthorizationHeader } from '../../domain/sweeping/authorization.ts';
import { noDelegate } from '../../domain/sweeping/authorization.ts';

type Signed = Omit<AuthorizationHeader, 'kind' | 'fingerprint'>;

/** Two files: what lets purses be swept, and what takes that back. */
export interface SignedAuthorizations {
  readonly delegate: AuthorizationHeader;
  readonly revoke: AuthorizationHeader;
  /** For each index, what belongs into the two files. Each is signed when it is asked for. */
  readonly pairs: Iterable<readonly [Authorization, Authorization]>;
}

/**
 * Signs for the purses from index `from` to `to`. A purse's nonce rises by one when its authorization is
 * used, so the revocation is for the next. Throws for chain id 0, with which an authorization would be valid
 * on every chain.
 */
export function signAuthorizations(key: HDNodeWallet, signed: Signed): SignedAuthorizations {
  if (signed.chainId === 0) throw new RangeError('chain id 0 is every chain');
  const { fingerprint } = key;
  const delegate: AuthorizationHeader = { ...signed, kind: 'delegate', fingerprint };
  const revoke: AuthorizationHeader = {
    ...delegate,
    kind: 'revoke',
    delegate: noDelegate,
    nonce: signed.nonce + 1,
  };
  return { delegate, revoke, pairs: pairsOf(key, delegate, revoke) };
}

function* pairsOf(
  key: HDNodeWallet,
  delegate: AuthorizationHeader,
  revoke: AuthorizationHeader,
): Generator<readonly [Authorization, Authorization]> {
  for (let index = delegate.from; index <= delegate.to; index++) {
    const purse = key.deriveChild(index);
    yield [sign(purse, index, delegate), sign(purse, index, revoke)];
  }
}

function sign(purse: HDNodeWallet, index: number, header: AuthorizationHeader): Authorization {
  const { signature } = purse.authorizeSync({
    chainId: header.chainId,
    address: header.delegate,
    nonce: header.nonce,
  });
  const { yParity, r, s } = signature;
  return { index, authority: purse.address.toLowerCase() as Address, yParity, r, s };
}
