import type { AccountId, ApiKeyId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { hashApiKey } from './createApiKey.ts';
import type { Scope } from './schema.ts';

/** Who calls: a key that is not revoked, and its account. */
export interface Caller {
  readonly keyId: ApiKeyId;
  readonly accountId: AccountId;
  readonly livemode: boolean;
  readonly scopes: readonly Scope[];
}

export async function findApiKey(db: Db, key: string): Promise<Caller | undefined> {
  return db
    .selectFrom('api_keys as k')
    .innerJoin('accounts as a', 'a.id', 'k.account_id')
    .select(['k.id as keyId', 'a.id as accountId', 'a.livemode', 'k.scopes'])
    .where('k.hash', '=', hashApiKey(key))
    .where('k.revoked_at', 'is', null)
    .executeTakeFirst();
}
