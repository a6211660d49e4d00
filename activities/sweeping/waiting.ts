import type { Db } from '../../db/connect.ts';
import { saveWaiting } from '../../db/sweeping/saveWaiting.ts';
import { PurserError } from '../../domain/errors.ts';
import type { SweepId } from '../../domain/ids.ts';
import type { SweepSending } from '../../domain/sweeping/messages.ts';

/** Nothing is signed. The row says why, too: the API shows it. Throws `temporarily_unavailable` if it is not planned any more. */
export async function waiting(
  db: Db,
  sweepId: SweepId,
  reason: string,
  detail: string,
): Promise<SweepSending> {
  if (!(await saveWaiting(db, sweepId, { reason, detail }))) throw new PurserError('temporarily_unavailable');
  return { outcome: 'waiting', reason, detail };
}
