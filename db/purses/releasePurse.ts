import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApiKeyId, PurseId } from '../../domain/ids.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';

/**
 * Lets the customer of a declined purse have another one. The purse stays declined, and what comes to it is
 * held as before, but it is no longer the customer's. Idempotent.
 *
 * Throws `purse_not_found`, also for another account's, and `not_declined`.
 */
export async function releasePurse(
  trx: Db,
  accountId: AccountId,
  id: PurseId,
  { reason, by }: { readonly reason: string; readonly by: ApiKeyId },
): Promise<void> {
  const purse = await trx
    .selectFrom('purses')
    .select(['state', 'released_at'])
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    // A purse without an address does not count as existing yet.
    .where('state', '<>', 'ISSUING')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!purse) throw new PurserError('purse_not_found');
  if (purse.state !== 'DECLINED') throw new PurserError('not_declined');
  if (purse.released_at !== null) return;
  await trx
    .updateTable('purses')
    .set({ released_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  await recordAudit(trx, { accountId, action: 'release', resourceType: 'purse', resourceId: id, reason, by });
}
