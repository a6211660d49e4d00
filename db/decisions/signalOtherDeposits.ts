import type { TransactionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import { unfinishedDeposits } from '../purses/viewPurse.ts';

/**
 * Signals the purse's unfinished deposits and the declined one itself, whether or not it is in a block: a
 * declined purse holds all its deposits that are not credited yet (docs/rules-of-money.md, 3).
 */
export async function signalOtherDeposits(trx: Db, declined: TransactionId): Promise<void> {
  const { purse_id } = await trx
    .selectFrom('transactions')
    .select('purse_id')
    .where('id', '=', declined)
    .executeTakeFirstOrThrow();
  const open = await unfinishedDeposits(trx, purse_id);
  const ids = [declined, ...open.map(({ transactionId }) => transactionId)];
  await signalDeposits(
    trx,
    ids.map(id => ({ id, purseId: purse_id })),
    'decided',
  );
}
