import type { PayoutLimit } from '../../domain/approvals.ts';
import type { AccountId } from '../../domain/ids.ts';
import { lockAccount } from '../accounts/accounts.ts';
import { nextEventVersion } from '../accounts/nextEventVersion.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';

/** Sets what may go out of these currencies without an approval, in whole units; null: nothing. The others stay. */
export async function setPayoutLimit(
  trx: Db,
  accountId: AccountId,
  changes: Readonly<Record<string, string | null>>,
): Promise<{
  readonly before: PayoutLimit;
  readonly payoutLimit: PayoutLimit;
  readonly events: readonly AccountEvent[];
}> {
  const before = inOrder((await lockAccount(trx, accountId)).payout_limit);
  const given = Object.entries({ ...before, ...changes });
  const payoutLimit = inOrder(
    Object.fromEntries(given.flatMap(([code, limit]) => (limit === null ? [] : [[code, limit] as const]))),
  );
  if (JSON.stringify(payoutLimit) === JSON.stringify(before)) return { before, payoutLimit, events: [] };
  await trx
    .updateTable('accounts')
    .set({ payout_limit: JSON.stringify(payoutLimit) })
    .where('id', '=', accountId)
    .execute();
  const version = await nextEventVersion(trx, accountId);
  const resource = { type: 'account', id: accountId, version } as const;
  const data = { payoutLimit, before };
  return {
    before,
    payoutLimit,
    events: [{ accountId, type: 'PAYOUT_LIMIT_CHANGED', resource, customerId: null, data }],
  };
}

/** The database orders keys by its own rule. */
function inOrder(limit: PayoutLimit): PayoutLimit {
  return Object.fromEntries(Object.entries(limit).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
