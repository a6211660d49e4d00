import type { AccountEvent } from './appendEvents.ts';
import type { Db } from './connect.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { LockedDeposit } from './settleDeposit.ts';

/**
 * Takes back a deposit that a reorg removed before anything was posted. Its verdict is kept for its return. Of
 * quiet dust nobody was told, so nobody is told that it is gone.
 */
export async function withdrawDeposit(
  trx: Db,
  { deposit, purse, currency }: LockedDeposit,
): Promise<readonly AccountEvent[]> {
  const row = await trx
    .updateTable('transactions')
    .set({ status: 'REORGED', version: deposit.version + (deposit.quiet ? 0 : 1) })
    .where('id', '=', deposit.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (deposit.quiet) return [];
  return [eventOfDeposit('TRANSACTION_REORGED', row, purse.address_checksum, currency, { reversed: false })];
}
