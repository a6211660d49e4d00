import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import { purseChangedSignal } from '../../domain/messages.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { isHeld } from '../isHeld.ts';
import { enqueueSignals } from '../outbox/enqueueSignals.ts';
import { customerEvent } from './customerEvent.ts';
import type { CustomerView } from './customers.ts';
import { lockCustomer } from './customers.ts';

/**
 * Blocks or unblocks a customer. Repeating it changes nothing and sends no event. The lock on the customer's
 * row puts the block wholly before or wholly after any credit. The caller appends the events. Throws
 * `customer_not_found`.
 */
export async function blockCustomer(
  trx: Db,
  accountId: AccountId,
  ref: CustomerRef,
  change: { readonly blocked: boolean; readonly reason: string | null; readonly by: ApiKeyId },
): Promise<{ readonly customer: CustomerView; readonly events: readonly AccountEvent[] }> {
  const { notification_url, ...before } = await lockCustomer(trx, accountId, ref);
  if (before.blocked === change.blocked) {
    return { customer: { ...before, notification_url }, events: [] };
  }
  const row = await trx
    .updateTable('customers')
    .set({ blocked: change.blocked, version: before.version + 1 })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordAudit(trx, {
    accountId,
    action: change.blocked ? 'block' : 'unblock',
    resourceType: 'customer',
    resourceId: row.id,
    reason: change.reason,
    by: change.by,
  });
  const purses = await trx
    .selectFrom('purses')
    .select('id')
    .where('customer_id', '=', row.id)
    // The workflows of other purses have ended, unless the purse holds money.
    .where(eb =>
      eb.or([
        eb.and([eb('state', '<>', 'ARCHIVED'), eb('released_at', 'is', null)]),
        eb.exists(
          eb.selectFrom('transactions').whereRef('purse_id', '=', 'purses.id').where(isHeld).select('id'),
        ),
      ]),
    )
    .execute();
  await enqueueSignals(
    trx,
    purses.map(purse => ({ purseId: purse.id, signal: purseChangedSignal, payload: null })),
  );
  const type = change.blocked ? 'CUSTOMER_BLOCKED' : 'CUSTOMER_UNBLOCKED';
  return {
    customer: { ...row, notification_url },
    events: [customerEvent(type, row, { reason: change.reason })],
  };
}
