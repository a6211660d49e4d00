import { depositsChangedSignal } from '../../domain/messages.ts';
import type { Db } from '../connect.ts';
import type { ChangedDeposit } from './changedDeposit.ts';
import { enqueueSignals } from './enqueueSignals.ts';

/** Temporal takes no payload over 2 MB; an id is 30 bytes. */
const idsInASignal = 1000;

/**
 * Enqueues one signal for each purse with changed deposits; more only if it has over 1,000 of them.
 * `decided`: the deposits are looked at although a provider is still being asked.
 */
export async function signalDeposits(
  trx: Db,
  changed: readonly ChangedDeposit[],
  change?: 'decided',
): Promise<void> {
  const byPurse = Map.groupBy(changed, deposit => deposit.purseId);
  await enqueueSignals(
    trx,
    [...byPurse].flatMap(([purseId, deposits]) =>
      inParts([...new Set(deposits.map(deposit => deposit.id))]).map(transactionIds => ({
        purseId,
        signal: depositsChangedSignal,
        payload: { transactionIds, ...(change === 'decided' ? { decided: true as const } : {}) },
      })),
    ),
  );
}

function inParts<T>(ids: readonly T[]): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let at = 0; at < ids.length; at += idsInASignal) parts.push(ids.slice(at, at + idsInASignal));
  return parts;
}
