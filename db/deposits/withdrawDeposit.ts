import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { LockedDeposit } from './lockDeposit.ts';

/**
 * Takes back a deposit that a reorg took out before anything was posted. Its verdict is kept for its return.
 * Quiet dust that was not declined sent no event, so taking it back sends none.
 */
export async function withdrawDeposit(
  trx: Db,
  { deposit, purse, currency }: LockedDeposit,
): Promise<readonly AccountEvent[]> {
  const isUnreported = deposit.quiet && deposit.verdict !== 'decline';
  const row = await trx
    .updateTable('transactions')
    .set({ status: 'REORGED', version: deposit.version + (isUnreported ? 0 : 1) })
    .where('id', '=', deposit.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (isUnreported) return [];
  return [eventOfDeposit('TRANSACTION_REORGED', row, purse.address_checksum, currency, { reversed: false })];
}
