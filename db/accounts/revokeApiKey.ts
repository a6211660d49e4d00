import { sql } from 'kysely';
import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { lockApiKey } from './apiKeys.ts';

/** Ends a key from its next request on; true if it was not revoked before. Throws `api_key_not_found`. */
export async function revokeApiKey(trx: Db, accountId: AccountId, id: ApiKeyId): Promise<boolean> {
  const { revoked_at } = await lockApiKey(trx, accountId, id);
  if (revoked_at !== null) return false;
  await trx
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  return true;
}
