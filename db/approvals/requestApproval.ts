import { isDeepStrictEqual } from 'node:util';
import type { ApprovalChange, ApprovalKind } from '../../domain/approvals.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { ApprovalRequestRow } from '../schema.ts';
import { approvalEvent } from './approvalEvent.ts';
import { findPendingRequest, hasExpired } from './approvalRequests.ts';

export interface NewApprovalRequest {
  readonly accountId: AccountId;
  readonly kind: ApprovalKind;
  /** The id of what it is about. The caller has locked that row. */
  readonly resourceId: string;
  readonly change: ApprovalChange;
  readonly reason: string | null;
  /** Null: an operator, in Temporal. */
  readonly by: ApiKeyId | null;
  /** The name that the operator gave. */
  readonly byName?: string | undefined;
}

/**
 * Saves what a second person must approve, and returns it with its event. The same request while one waits is that one, without
 * an event. Throws `approval_pending` if another one of its kind waits.
 */
export async function requestApproval(
  trx: Db,
  wanted: NewApprovalRequest,
): Promise<{ readonly request: ApprovalRequestRow; readonly events: readonly AccountEvent[] }> {
  const { accountId, kind, resourceId, change, reason, by, byName } = wanted;
  await trx
    .updateTable('approval_requests')
    .set({ status: 'expired' })
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('resource_id', '=', resourceId)
    .where('status', '=', 'pending')
    .where(hasExpired)
    .execute();
  const made = await trx
    .insertInto('approval_requests')
    .values({
      ...{ id: newId('apr'), account_id: accountId, kind, resource_id: resourceId },
      ...{ change: JSON.stringify(change), reason, made_by: by, made_by_name: byName ?? null },
    })
    .onConflict(conflict =>
      conflict.columns(['account_id', 'kind', 'resource_id']).where('status', '=', 'pending').doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  if (made) return { request: made, events: [approvalEvent('APPROVAL_REQUESTED', made)] };
  const waiting = await findPendingRequest(trx, wanted);
  if (!waiting || !isDeepStrictEqual(waiting.change, change)) throw new PurserError('approval_pending');
  return { request: waiting, events: [] };
}
