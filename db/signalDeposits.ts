import { depositsChangedSignal } from '../domain/messages.ts';
import type { Db } from './connect.ts';
import { enqueueSignals } from './enqueueSignals.ts';
import type { ChangedDeposit } from './markFinal.ts';

/** Leaves one signal for each purse with changed deposits, however many of them changed. */
export async function signalDeposits(trx: Db, changed: readonly ChangedDeposit[]): Promise<void> {
  const byPurse = Map.groupBy(changed, deposit => deposit.purseId);
  await enqueueSignals(
    trx,
    [...byPurse].map(([purseId, deposits]) => ({
      purseId,
      signal: depositsChangedSignal,
      payload: { transactionIds: [...new Set(deposits.map(deposit => deposit.id))] },
    })),
  );
}
