import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApiKeyId, DestinationId } from '../../domain/ids.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { destinationEvent } from './destinationEvent.ts';
import type { DestinationView } from './destinations.ts';
import { findDestination } from './destinations.ts';

/**
 * Disables a destination in our books, for good. Repeating it changes nothing and sends no event. The caller appends the
 * events. Throws `destination_not_found`.
 */
export async function disableDestination(
  trx: Db,
  accountId: AccountId,
  id: DestinationId,
  { reason, by }: { readonly reason: string; readonly by: ApiKeyId },
): Promise<{ readonly destination: DestinationView; readonly events: readonly AccountEvent[] }> {
  const before = await trx
    .selectFrom('destinations')
    .select('disabled_at')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before) throw new PurserError('destination_not_found');
  if (before.disabled_at !== null) {
    return { destination: await findDestination(trx, accountId, id), events: [] };
  }
  const row = await trx
    .updateTable('destinations')
    .set({ disabled_at: sql<Date>`now()`, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordAudit(trx, {
    accountId,
    action: 'disable',
    resourceType: 'destination',
    resourceId: id,
    reason,
    by,
  });
  return {
    destination: await findDestination(trx, accountId, id),
    events: [destinationEvent('DESTINATION_DISABLED', row, 'disabled', { by: 'account', reason })],
  };
}
