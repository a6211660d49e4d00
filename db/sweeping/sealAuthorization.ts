import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { AuthorizationIdentity, AuthorizationTuple } from '../../domain/sweeping/authorization.ts';

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
const nonceBytes = 12;
const tagBytes = 16;
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
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(nameOf(identity));
      const body = Buffer.concat([cipher.update(tuple), cipher.final()]);
      return Buffer.concat([mark, nonce, cipher.getAuthTag(), body]);
    },
    open(identity, sealed) {
      const { authority } = identity;
      if (!sealed.subarray(0, markBytes).equals(mark))
        throw new CannotOpenAuthorization(`the authorization of ${authority} was sealed with another key`);
      const [nonce, tag, body] = cut(sealed.subarray(markBytes), nonceBytes, tagBytes);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
          .setAAD(nameOf(identity))
          .setAuthTag(tag);
        return tupleIn(Buffer.concat([decipher.update(body), decipher.final()]));
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
function nameOf({ chainId, delegate, authority, nonce }: AuthorizationIdentity): Buffer {
  return Buffer.from(`${String(chainId)} ${delegate} ${authority} ${String(nonce)}`);
}

function bytesOf(word: string): Buffer {
  return Buffer.from(word.slice(2), 'hex');
}

function cut(bytes: Buffer, first: number, second: number): readonly [Buffer, Buffer, Buffer] {
  return [bytes.subarray(0, first), bytes.subarray(first, first + second), bytes.subarray(first + second)];
}

function tupleIn(bytes: Buffer): AuthorizationTuple {
  const yParity = bytes[0];
  if (bytes.length !== tupleBytes || (yParity !== 0 && yParity !== 1))
    throw new RangeError('is no signature');
  const word = (from: number): string => `0x${bytes.toString('hex', from, from + 32)}`;
  return { yParity, r: word(1), s: word(33) };
}
