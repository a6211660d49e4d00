import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { recordFacts } from '../events/recordFacts.ts';
import { limitLockWaits } from '../limitLockWaits.ts';
import { recomputeAndSignal } from '../sessions/recomputeSessions.ts';
import type { DustGroup } from './dustToGoOn.ts';
import { lockPurse } from './lockDeposit.ts';
import { promoteNext } from './promoteDust.ts';

/**
 * Promotes the next part of a purse's dust of one currency whose sum reached the minimum. Safe to call at any
 * time: whether a promotion is still due is read under the locks.
 */
export async function goOnPromoting(
  db: Db,
  currencyOf: (code: string) => Currency,
  { purseId, customerId, currency }: DustGroup,
): Promise<void> {
  await recordFacts(db, async trx => {
    // A long lock on this customer must not hold up the others' dust.
    await limitLockWaits(trx);
    const owner = await lockPurse(trx, purseId, customerId);
    const sums = await trx
      .selectFrom('dust_sums')
      .select('promote_at')
      .where('purse_id', '=', purseId)
      .where('currency', '=', currency)
      .executeTakeFirst();
    if (!sums || sums.promote_at === null) return { result: undefined };
    const promoted = await promoteNext(trx, owner, currencyOf(currency));
    if (!promoted) return { result: undefined };
    const { events, sessions } = promoted;
    return {
      result: undefined,
      events: [...events, ...(await recomputeAndSignal(trx, customerId, sessions))],
    };
  });
}
