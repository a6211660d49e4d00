import { createHash } from 'node:crypto';
import type { AuthorizationIdentity, AuthorizationTuple } from '../../domain/sweeping/authorization.ts';
import { openBytes, sealBytes } from '../sealBytes.ts';

/**
 * Seals the signatures of authorizations, so that whoever reads the database, or a copy of it, can use none of
 * them. AES-256-GCM, with a nonce of 96 random bits (NIST SP 800-38D, 8.2.2) and the identity as associated
 * data: what is moved to another row does not open.
 */
export interface AuthorizationBox {
  /** The beginning of all that this key sealed. It does not reveal the key. */
  readonly mark: Buffer;
  seal(identity: AuthorizationIdentity, tuple: AuthorizationTuple): Buffer;
  /** Throws `CannotOpenAuthorization`. */
  open(identity: AuthorizationIdentity, sealed: Buffer): AuthorizationTuple;
}

/** Its message has neither the key nor the signature. */
export class CannotOpenAuthorization extends Error {
  override readonly name = 'CannotOpenAuthorization';
}

const markBytes = 8;
const tupleBytes = 65;

/** `key` has 32 bytes. */
export function createAuthorizationBox(key: Buffer): AuthorizationBox {
  const mark = createHash('sha256')
    .update('purser authorizations key')
    .update(key)
    .digest()
    .subarray(0, markBytes);
  return {
    mark,
    seal(identity, { yParity, r, s }) {
      const tuple = Buffer.concat([Buffer.of(yParity), bytesOf(r), bytesOf(s)]);
      return Buffer.concat([mark, sealBytes(key, tuple, nameOf(identity))]);
    },
    open(identity, sealed) {
      const { authority } = identity;
      if (!sealed.subarray(0, markBytes).equals(mark))
        throw new CannotOpenAuthorization(`the authorization of ${authority} was sealed with another key`);
      try {
        return tupleIn(openBytes(key, sealed.subarray(markBytes), nameOf(identity)));
      } catch (cause) {
        throw new CannotOpenAuthorization(
          `the authorization of ${authority} was changed, or belongs to another row`,
          { cause },
        );
      }
    },
  };
}

/** No two identities have the same: each part has its own form. */
function nameOf({ chainId, delegate, authority, nonce }: AuthorizationIdentity): string {
  return `${String(chainId)} ${delegate} ${authority} ${String(nonce)}`;
}

function bytesOf(word: string): Buffer {
  return Buffer.from(word.slice(2), 'hex');
}

function tupleIn(bytes: Buffer): AuthorizationTuple {
  const yParity = bytes[0];
  if (bytes.length !== tupleBytes || (yParity !== 0 && yParity !== 1))
    throw new RangeError('is no signature');
  const word = (from: number): string => `0x${bytes.toString('hex', from, from + 32)}`;
  return { yParity, r: word(1), s: word(33) };
}
