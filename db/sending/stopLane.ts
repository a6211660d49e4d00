import { sql } from 'kysely';
import type { LaneId, LaneStop } from '../../domain/sending/lane.ts';
import type { Db } from '../connect.ts';

/** Stops a lane, unless it stands already: the first reason is the one that a person must see. True if it was open. */
export async function stopLane(
  db: Db,
  { chainId, sender }: LaneId,
  { code, detail }: LaneStop,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lanes')
    .set({ stopped_code: code, stopped_detail: detail, stopped_at: sql<Date>`now()` })
    .where('chain_id', '=', chainId)
    .where('sender', '=', sender)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
