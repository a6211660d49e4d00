import { sql } from 'kysely';
import type { AccountEvent } from './appendEvents.ts';
import type { Db } from './connect.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { LockedDeposit } from './settleDeposit.ts';

/** Takes back a deposit that a reorg removed before anything was posted. Its verdict is kept for its return. */
export async function withdrawDeposit(
  trx: Db,
  { deposit, purse, currency }: LockedDeposit,
): Promise<AccountEvent> {
  const row = await trx
    .updateTable('transactions')
    .set({ status: 'REORGED', version: sql<number>`version + 1` })
    .where('id', '=', deposit.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return eventOfDeposit('TRANSACTION_REORGED', row, purse.address_checksum, currency, { reversed: false });
}
