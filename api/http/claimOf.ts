import { createHash } from 'node:crypto';
import type { IdempotencyKey } from '../../db/accounts/claimIdempotencyKey.ts';
import type { Asked } from '../../db/accounts/sameRequest.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';

/** The claim of a request's idempotency key: for this account and route, and for what it asks. */
export function claimOf(
  key: string,
  claim: Asked & { readonly accountId: AccountId; readonly route: string },
): IdempotencyKey {
  return { ...claim, key: parseIdempotencyKey(key) };
}

/** SHA-256 of a JSON value. The order of its names does not matter. */
export function hashOf(asked: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(asked)).digest();
}

function parseIdempotencyKey(key: string): string {
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new PurserError('invalid_request', 'The idempotency key is not valid.', {
    fields: [{ field: 'Idempotency-Key', message: 'must be 1 to 255 printable ASCII characters' }],
  });
}

/** JSON with sorted object keys: the same text for the same body, however it was written. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
