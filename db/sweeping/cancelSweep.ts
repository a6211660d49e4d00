import { PurserError } from '../../domain/errors.ts';
import type { AccountId, SweepId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { endSweep } from './endSweep.ts';
import { lockSweep } from './lockSweep.ts';

/**
 * Cancels a sweep that has no nonce yet: its deposits may be swept by another. Throws `sweep_not_found`, also for another
 * account's, and `already_sent`.
 */
export async function cancelSweep(trx: Db, accountId: AccountId, id: SweepId): Promise<void> {
  const known = await trx.selectFrom('sweeps').select('account_id').where('id', '=', id).executeTakeFirst();
  const sweep = known?.account_id === accountId ? await lockSweep(trx, id) : undefined;
  if (!sweep) throw new PurserError('sweep_not_found');
  if (sweep.status !== 'planned') throw new PurserError('already_sent');
  await endSweep(trx, sweep, 'canceled', 'canceled_by_person', () => ({
    status: 'skipped',
    reason: 'canceled',
  }));
}
