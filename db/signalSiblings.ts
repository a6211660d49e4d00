import type { TransactionId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { signalDeposits } from './signalDeposits.ts';
import { unfinishedDeposits } from './viewPurse.ts';

/**
 * A declined purse holds all its deposits that are not yet credited (Rules of money 3): has each of them looked
 * at, the declined one itself among them.
 */
export async function signalSiblings(trx: Db, declined: TransactionId): Promise<void> {
  const { purse_id } = await trx
    .selectFrom('transactions')
    .select('purse_id')
    .where('id', '=', declined)
    .executeTakeFirstOrThrow();
  const open = await unfinishedDeposits(trx, purse_id);
  await signalDeposits(
    trx,
    open.map(({ transactionId }) => ({ id: transactionId, purseId: purse_id })),
  );
}
