import type { PurseId } from '../domain/ids.ts';
import type { PurseSignal } from '../domain/messages.ts';
import type { Db } from './connect.ts';

/** Leaves signals to purses with the fact they speak of; the relay sends them after the commit. */
export async function enqueueSignals(
  trx: Db,
  signals: readonly (PurseSignal & { readonly purseId: PurseId })[],
): Promise<void> {
  if (signals.length === 0) return;
  await trx
    .insertInto('signal_outbox')
    .values(
      signals.map(({ purseId, signal, payload }) => ({
        purse_id: purseId,
        signal,
        payload: JSON.stringify(payload),
      })),
    )
    .execute();
}
