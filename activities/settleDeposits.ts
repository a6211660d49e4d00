import type { Db } from '../db/connect.ts';
import { settleDeposit } from '../db/deposits/settleDeposit.ts';
import { unfinishedAmong, viewPurse } from '../db/purses/viewPurse.ts';
import type { Settlement } from '../domain/deposits/settlement.ts';
import type { TransactionId } from '../domain/ids.ts';
import type { DepositsInput, DepositsStep } from '../domain/messages.ts';
import type { Registry } from '../domain/registry.ts';
import { currencyIn } from '../domain/registry.ts';
import type { ActivityDeps } from './deps.ts';
import { mapErrors } from './mapErrors.ts';
import { createTimeLeft } from './timeLeft.ts';

/** Credits, holds, reverses or withdraws each of the deposits, as its row asks for now. */
export function createSettleDeposits({ db, registry }: Pick<ActivityDeps, 'db' | 'registry'>) {
  return (input: DepositsInput): Promise<DepositsStep> =>
    mapErrors(async () => {
      const settled = await settleInTime(db, registry, input.transactionIds, createTimeLeft());
      return stepOf(db, input, settled);
    });
}

/** Settles the deposits one by one, the first in any case, while there is time. Returns those it settled. */
export async function settleInTime(
  db: Db,
  registry: Registry,
  ids: readonly TransactionId[],
  timeLeft: () => boolean,
): Promise<readonly TransactionId[]> {
  for (const [at, id] of ids.entries()) {
    if (at > 0 && !timeLeft()) return ids.slice(0, at);
    await settle(db, registry, id);
  }
  return ids;
}

/** Settles a deposit until nothing is left to do with it now. */
export async function settle(db: Db, registry: Registry, id: TransactionId): Promise<void> {
  let next: Settlement;
  // A reversed deposit may be final in its new block already, and no signal would say so again.
  do next = await settleDeposit(db, currencyIn(registry), id);
  while (next.step === 'reverse');
}

/**
 * The current state of the purse and of each deposit in `done`. If the time was too short for all deposits
 * and the caller accepts that (`partly`), the others are left out. Otherwise this attempt fails, and the next
 * goes on.
 */
export async function stepOf(
  db: Db,
  { purseId, transactionIds, partly }: DepositsInput,
  done: readonly TransactionId[],
): Promise<DepositsStep> {
  if (done.length < transactionIds.length && partly !== true) {
    throw new Error('the deposits need more time than one attempt has');
  }
  const unfinished = new Map((await unfinishedAmong(db, purseId, done)).map(d => [d.transactionId, d]));
  return {
    purse: await viewPurse(db, purseId),
    deposits: done.map(id => unfinished.get(id) ?? { transactionId: id, step: 'done' }),
  };
}
