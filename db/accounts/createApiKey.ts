import { hash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Scope } from '../../domain/caller.ts';
import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

export interface NewApiKey {
  readonly keyId: ApiKeyId;
  /** `sk_test_…` or `sk_live_…`: shown this once; only its hash is stored. */
  readonly key: string;
}

/**
 * Makes a key of the account; `admin` implies `write`, `write` implies `read`. `parents` are the keys whose holders learn it:
 * none of them counts as another person. Throws if there is no such account.
 */
export async function createApiKey(
  db: Db,
  accountId: AccountId,
  {
    scopes,
    label,
    parents = [],
  }: { readonly scopes: readonly Scope[]; readonly label: string; readonly parents?: readonly ApiKeyId[] },
): Promise<NewApiKey> {
  const { livemode } = await db
    .selectFrom('accounts')
    .select('livemode')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const keyId = newId('key');
  const key = `sk_${livemode ? 'live' : 'test'}_${randomBytes(32).toString('base64url')}`;
  await db
    .insertInto('api_keys')
    .values({
      ...{ id: keyId, account_id: accountId, hash: hashApiKey(key), scopes: [...scopes], label },
      lineage: sql<ApiKeyId[]>`array(
        select ${keyId} union select unnest(lineage) from api_keys where id = any (${parents}))`,
    })
    .execute();
  return { keyId, key };
}

/** Keys are 256 random bits: one round of SHA-256 is as safe as a slow hash, and costs no latency. */
export function hashApiKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}
