import type { Settlement } from '../../domain/deposits/settlement.ts';
import type { TransactionId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { recordFacts } from '../events/recordFacts.ts';
import { lockDeposit } from './lockDeposit.ts';
import { settleLocked } from './settleLocked.ts';

/**
 * Does what one deposit needs now, and returns what that was. Safe to call at any time, any number of times:
 * everything is decided from the rows, under locks in the one order (docs/locking.md). So a block, a decline,
 * a reorg or an archiving at the same time comes wholly before or wholly after.
 */
export async function settleDeposit(
  db: Db,
  currencyOf: (code: string) => Currency,
  transactionId: TransactionId,
): Promise<Settlement> {
  return recordFacts(db, async trx => {
    const locked = await lockDeposit(trx, currencyOf, transactionId);
    if (!locked) throw new Error(`there is no deposit ${transactionId}`);
    const { step, events } = await settleLocked(trx, locked);
    return { result: step, events };
  });
}
