import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { LockedDeposit } from './lockDeposit.ts';

/**
 * Takes back a deposit that a reorg removed before anything was posted. Its verdict is kept for its return. Of
 * quiet dust nobody was told, so nobody is told that it is gone.
 */
export async function withdrawDeposit(
  trx: Db,
  { deposit, purse, currency }: LockedDeposit,
): Promise<readonly AccountEvent[]> {
  const untold = deposit.quiet && deposit.verdict !== 'decline';
  const row = await trx
    .updateTable('transactions')
    .set({ status: 'REORGED', version: deposit.version + (untold ? 0 : 1) })
    .where('id', '=', deposit.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (untold) return [];
  return [eventOfDeposit('TRANSACTION_REORGED', row, purse.address_checksum, currency, { reversed: false })];
}
