import { sql } from 'kysely';
import type { ApiKeyId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** Whether whoever holds one of the keys may hold the other: one was made or rotated by the other's holder, or both by a third. */
export async function isOfSameHolder(db: Db, one: ApiKeyId, other: ApiKeyId): Promise<boolean> {
  const { rows } = await sql<{ readonly same: boolean }>`
    select a.lineage && b.lineage as same from api_keys a, api_keys b where a.id = ${one} and b.id = ${other}
  `.execute(db);
  return rows[0]?.same ?? true;
}
