import { sql } from 'kysely';
import type { Intent } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';

/**
 * What the intent asked for is no longer due: its nonce is used by nothing, if that is still possible. What is mined in
 * the end is what counts. True if the intent has a nonce that is not final.
 */
export async function withdrawIntent(db: Db, { kind, id }: Intent): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sends')
    .set({ withdrawn_at: sql<Date>`coalesce(withdrawn_at, now())` })
    .where('intent_kind', '=', kind)
    .where('intent_id', '=', id)
    .where('status', '<>', 'final')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
