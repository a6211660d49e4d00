import { settleDeposit } from '../db/settleDeposit.ts';
import { unfinishedDeposits, viewPurse } from '../db/viewPurse.ts';
import type { Db } from '../db/connect.ts';
import type { PurseId, TransactionId } from '../domain/ids.ts';
import type { DepositsStep } from '../domain/messages.ts';
import type { Registry } from '../domain/registry.ts';
import { currencyIn } from '../domain/registry.ts';
import type { Settlement } from '../domain/settlement.ts';
import type { ActivityDeps } from './createActivities.ts';
import { mapErrors } from './mapErrors.ts';

export interface DepositsInput {
  readonly purseId: PurseId;
  readonly transactionIds: readonly TransactionId[];
}

/** Credits, holds, reverses or withdraws each of the deposits, as its row asks for now. */
export function createSettleDeposits({ db, registry }: Pick<ActivityDeps, 'db' | 'registry'>) {
  return (input: DepositsInput): Promise<DepositsStep> => mapErrors(() => settleAll(db, registry, input));
}

/** Settles the deposits and says where each of them, and the purse, stands after it. */
export async function settleAll(
  db: Db,
  registry: Registry,
  { purseId, transactionIds }: DepositsInput,
): Promise<DepositsStep> {
  for (const id of transactionIds) {
    let next: Settlement;
    // What was reversed may be final in its new block already, and nobody would say so again.
    do next = await settleDeposit(db, currencyIn(registry), id);
    while (next.step === 'reverse');
  }
  const unfinished = new Map((await unfinishedDeposits(db, purseId)).map(d => [d.transactionId, d]));
  return {
    purse: await viewPurse(db, purseId),
    deposits: transactionIds.map(id => unfinished.get(id) ?? { transactionId: id, step: 'done' }),
  };
}
