import { sql } from 'kysely';
import type { ApiKeyId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

/** Ends a key from its next request on. Returns false when there is none with this id that is still valid. */
export async function revokeApiKey(db: Db, keyId: ApiKeyId): Promise<boolean> {
  const revoked = await db
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', keyId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return revoked.numUpdatedRows === 1n;
}
