import type { SweepId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** Saves why a planned sweep is not sent yet. False if it is not planned any more. */
export async function saveWaiting(
  db: Db,
  id: SweepId,
  { reason, detail }: { readonly reason: string; readonly detail: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sweeps')
    .set({ waiting_code: reason, waiting_detail: detail })
    .where('id', '=', id)
    .where('status', '=', 'planned')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
