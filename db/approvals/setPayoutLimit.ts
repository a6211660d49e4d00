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
  const { payout_limit: before } = await lockAccount(trx, accountId);
  const entries = Object.entries({ ...before, ...changes }).flatMap(([code, limit]) =>
    limit === null ? [] : [[code, limit] as const],
  );
  const payoutLimit = Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
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
