import { sql } from 'kysely';
import type { Scope } from '../../domain/caller.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { ApiKeyView } from './apiKeys.ts';
import { lockApiKey } from './apiKeys.ts';
import type { NewApiKey } from './createApiKey.ts';
import { createApiKey } from './createApiKey.ts';

/**
 * Makes a key with the label of an old one, and with those of its scopes that are among `grantable`. The old key
 * ends `overlapSeconds` from now, or at its own end if that is earlier. Throws `api_key_not_found`, also for a key
 * that has ended: a key that nobody can use any more has no successor.
 */
export async function rotateApiKey(
  trx: Db,
  accountId: AccountId,
  id: ApiKeyId,
  {
    overlapSeconds,
    grantable,
    by,
  }: {
    readonly overlapSeconds: number;
    readonly grantable: readonly Scope[];
    /** The key that rotates it. Null: the operator does. */
    readonly by: ApiKeyId | null;
  },
): Promise<{ readonly old: ApiKeyView; readonly made: NewApiKey }> {
  const { scopes, label, expires_at, revoked_at } = await lockApiKey(trx, accountId, id);
  if (revoked_at !== null || (expires_at !== null && expires_at <= new Date())) {
    throw new PurserError('api_key_not_found');
  }
  const old = await trx
    .updateTable('api_keys')
    .set({ expires_at: sql<Date>`least(expires_at, now() + make_interval(secs => ${overlapSeconds}))` })
    .where('id', '=', id)
    .returning(['id', 'scopes', 'label', 'created_at', 'expires_at', 'revoked_at'])
    .executeTakeFirstOrThrow();
  const kept = scopes.filter(scope => grantable.includes(scope));
  return {
    old,
    made: await createApiKey(trx, accountId, { scopes: kept, label, parents: by === null ? [id] : [id, by] }),
  };
}
