import type { Address } from '../address.ts';
import type { Authorization, AuthorizationFault, AuthorizationHeader } from './authorization.ts';
import { AuthorizationsRefused } from './authorization.ts';
import { parseAuthorization, parseHeader } from './authorizationLines.ts';

/** What the reader of a file knows from elsewhere, and never takes from the file. */
export type ExpectedAuthorizations = Pick<
  AuthorizationHeader,
  'kind' | 'chainId' | 'delegate' | 'nonce' | 'fingerprint'
>;

/** What needs elliptic curves. */
export interface AuthorizationKeys {
  /** The address that the reader's own extended public key has at an index. */
  addressAt(index: number): Address;
  /** Who signed; undefined if chains would refuse the signature, as EIP-7702 does the larger form of `s`. */
  signerOf(header: AuthorizationHeader, authorization: Authorization): Address | undefined;
}

/**
 * Reads a file line by line and gives each authorization, checked. Throws `AuthorizationsRefused` at the
 * first fault, also at the end if some are missing: so whoever saves them does it in one transaction, or
 * marks the file as read only at the end.
 */
export async function* readAuthorizations(
  lines: AsyncIterable<string> | Iterable<string>,
  expected: ExpectedAuthorizations,
  keys: AuthorizationKeys,
): AsyncGenerator<Authorization, void, undefined> {
  let header: AuthorizationHeader | undefined;
  let line = 0;
  let next = 0;
  for await (const text of lines) {
    line += 1;
    if (!header) {
      header = parseHeader(text);
      const fault = header ? faultOfHeader(header, expected) : 'format';
      if (!header || fault) throw new AuthorizationsRefused(fault ?? 'format', line);
      next = header.from;
      continue;
    }
    const authorization = parseAuthorization(text);
    if (!authorization) throw new AuthorizationsRefused('format', line);
    if (authorization.index !== next || next > header.to) throw new AuthorizationsRefused('index', line);
    const fault = faultOf(authorization, header, keys);
    if (fault) throw new AuthorizationsRefused(fault, line);
    next += 1;
    yield authorization;
  }
  if (!header) throw new AuthorizationsRefused('format', 1);
  if (next !== header.to + 1) throw new AuthorizationsRefused('index', line + 1);
}

function faultOfHeader(
  header: AuthorizationHeader,
  expected: ExpectedAuthorizations,
): AuthorizationFault | undefined {
  // Even if it were expected: such an authorization could be used on every chain.
  if (header.chainId === 0 || header.chainId !== expected.chainId) return 'chain_id';
  if (header.kind !== expected.kind) return 'kind';
  if (header.delegate !== expected.delegate) return 'unknown_delegate';
  if (header.nonce !== expected.nonce) return 'nonce';
  return header.fingerprint === expected.fingerprint ? undefined : 'fingerprint';
}

function faultOf(
  authorization: Authorization,
  header: AuthorizationHeader,
  keys: AuthorizationKeys,
): AuthorizationFault | undefined {
  const authority = keys.addressAt(authorization.index);
  if (authorization.authority !== authority) return 'authority';
  return keys.signerOf(header, authorization) === authority ? undefined : 'signature';
}
