import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { AccountId, EndpointId } from '../../domain/ids.ts';
import { openBytes, sealBytes } from '../sealBytes.ts';

/** The owner of a secret: a sealed secret opens only in its own row. */
export type SecretOwner = AccountId | EndpointId;

/**
 * Seals the secrets that sign webhooks, so that whoever reads the database, or a copy of it, can sign
 * nothing. The row's id is the context of each.
 */
export interface SecretBox {
  /** Seals with the first key. */
  seal(secret: string, owner: SecretOwner): string;
  /**
   * Returns the secret. A secret of a release that did not seal is returned as it is: `sealSecrets` seals it
   * at the next start. Throws `CannotOpen` if none of the keys sealed it, or it was sealed for another row.
   */
  open(sealed: string, owner: SecretOwner): string;
  /**
   * The secret that signs for an account that has not asked for one yet: nobody can verify it, and nobody can
   * forge it.
   */
  unasked(owner: AccountId): string;
  /** The beginnings of sealed secrets, one per key, the first key's first. */
  readonly marks: readonly [string, ...string[]];
}

/** Its message contains no secret. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}

export function noKeyOpens(owner: string): CannotOpen {
  return new CannotOpen(
    `no key of PURSER_SECRETS_KEY opens the secret of ${owner}; if the key is lost: npm run keys -- forget-secrets`,
  );
}

/** Undefined if none of the keys opens it. */
export function openIfKnown(box: SecretBox, sealed: string, owner: SecretOwner): string | undefined {
  try {
    return box.open(sealed, owner);
  } catch (error) {
    if (error instanceof CannotOpen) return undefined;
    throw error;
  }
}

/** The beginning of every sealed secret. */
export const sealedMark = 'sealed:1:';

/** Each key has 32 bytes. The first seals, and all open. */
export function createSecretBox(keys: readonly [Buffer, ...Buffer[]]): SecretBox {
  const [first] = keys;
  const byMark = new Map(keys.map(key => [markOf(key), key]));
  return {
    seal: (secret, owner) => markOf(first) + sealBytes(first, Buffer.from(secret), owner).toString('base64'),
    open: (sealed, owner) => {
      if (!sealed.startsWith(sealedMark)) return sealed;
      const end = sealed.indexOf(':', sealedMark.length) + 1;
      const key = byMark.get(sealed.slice(0, end));
      if (!key) throw noKeyOpens(owner);
      try {
        return openBytes(key, Buffer.from(sealed.slice(end), 'base64'), owner).toString('utf8');
      } catch (cause) {
        throw new CannotOpen(`the secret of ${owner} was changed, or belongs to another row`, { cause });
      }
    },
    unasked: owner => `whsec_${createHmac('sha256', first).update(`unasked ${owner}`).digest('base64')}`,
    marks: [markOf(first), ...keys.slice(1).map(markOf)],
  };
}

/** Names a key without revealing it. */
function markOf(key: Buffer): string {
  const name = createHash('sha256').update('purser secrets key').update(key).digest('hex').slice(0, 16);
  return `${sealedMark}${name}:`;
}

/** 32 bytes, in hex or base64; undefined if the text is neither. */
export function parseSecretsKey(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace('=', '') === text.replace('=', '') ? bytes : undefined;
}

/** A new key, as `PURSER_SECRETS_KEY` takes it. */
export function newSecretsKey(): string {
  return randomBytes(32).toString('base64');
}
