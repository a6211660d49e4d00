import type { Address } from '../address.ts';
import type { ChainId } from '../registry.ts';

/** What the offline machine signed for one purse (EIP-7702). The rest of what it signed is in the header. */
export interface Authorization {
  /** Index of the purse's key below the extended public key. */
  readonly index: number;
  /** Who signed: the purse. */
  readonly authority: Address;
  readonly yParity: 0 | 1;
  /** 32 bytes, `0x…` in lower case, as `s`. */
  readonly r: string;
  readonly s: string;
}

/** What all authorizations of a file have in common: the file's first line. */
export interface AuthorizationHeader {
  /** `delegate` makes the delegate a purse's code; `revoke` takes all code from it. */
  readonly kind: 'delegate' | 'revoke';
  readonly chainId: ChainId;
  /** Zero in a file of revocations. */
  readonly delegate: Address;
  /** The nonce of the purse at which they can be used. */
  readonly nonce: number;
  /** BIP-32 fingerprint of the extended public key. */
  readonly fingerprint: string;
  /** The first index and the last. */
  readonly from: number;
  readonly to: number;
}

/**
 * What became of an imported authorization. `in_flight`: it is in a transaction that was sent and may still be
 * mined. `stale`: the purse's nonce is past it, without our doing.
 */
export type AuthorizationState = 'unused' | 'in_flight' | 'used' | 'stale';

/** Which authorization it is: a purse signs one for each delegate and nonce on a chain. */
export interface AuthorizationIdentity {
  readonly chainId: ChainId;
  readonly delegate: Address;
  readonly authority: Address;
  readonly nonce: number;
}

/** What a transaction with the authorization needs beside its identity. */
export type AuthorizationTuple = Pick<Authorization, 'yParity' | 'r' | 's'>;

/** Why a file of authorizations is refused. */
export type AuthorizationFault =
  /** Not such a file, or of another version, or a line of it is damaged. */
  | 'format'
  | 'kind'
  /** Of another chain, or chain id 0, which would be valid on every chain. */
  | 'chain_id'
  /** Not the delegate of the account's sweeper on this chain. */
  | 'unknown_delegate'
  | 'nonce'
  /** Made from another seed. */
  | 'fingerprint'
  /** An index is missing, out of order, or too much. */
  | 'index'
  /** Not the address that the extended public key has at this index. */
  | 'authority'
  /** Not signed by that address, or in a form that chains refuse. */
  | 'signature';

export class AuthorizationsRefused extends Error {
  override readonly name = 'AuthorizationsRefused';
  readonly fault: AuthorizationFault;
  /** The line of the file, from 1. */
  readonly line: number;

  constructor(fault: AuthorizationFault, line: number) {
    super(`line ${String(line)} of the authorizations is refused: ${fault}`);
    this.fault = fault;
    this.line = line;
  }
}

/** The largest index that can be derived from a public key (BIP-32). */
export const lastIndex = 2 ** 31 - 1;

export const noDelegate = `0x${'0'.repeat(40)}` as Address;

/**
 * Whether a new file of authorizations is needed soon: less than a fifth of those that were imported is left
 * for purses that are not given out yet.
 */
export function isRunningLow({ ahead, total }: { readonly ahead: number; readonly total: number }): boolean {
  return total > 0 && ahead * 5 < total;
}
