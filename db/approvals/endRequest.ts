import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApiKeyId, ApprovalRequestId } from '../../domain/ids.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { ApprovalRequestRow } from '../schema.ts';
import { approvalEvent } from './approvalEvent.ts';
import { findApprovalRequest } from './approvalRequests.ts';

export interface Decider {
  readonly accountId: AccountId;
  readonly keyId: ApiKeyId;
}

export interface Decided {
  readonly request: ApprovalRequestRow;
  readonly events: readonly AccountEvent[];
}

/**
 * Refuses what another person asked for; or, `canceled`, one of the makers withdraws it. Throws
 * `approval_request_not_found`, `not_pending`.
 */
export async function endRequest(
  trx: Db,
  decider: Decider,
  id: ApprovalRequestId,
  status: 'rejected' | 'canceled',
  reason: string | null,
): Promise<Decided> {
  await requirePending(trx, decider, id);
  return decide(trx, decider, id, status, reason);
}

/** Throws `approval_request_not_found`, `not_pending`. */
export async function requirePending(
  trx: Db,
  { accountId }: Decider,
  id: ApprovalRequestId,
): Promise<ApprovalRequestRow> {
  const request = await findApprovalRequest(trx, accountId, id);
  if (request.status !== 'pending') throw new PurserError('not_pending');
  return request;
}

/** Somebody else may have decided meanwhile: then `not_pending`, and all is taken back. */
export async function decide(
  trx: Db,
  { accountId, keyId }: Decider,
  id: ApprovalRequestId,
  status: 'approved' | 'rejected' | 'canceled',
  reason: string | null,
): Promise<Decided> {
  const request = await trx
    .updateTable('approval_requests')
    .set({ status, decided_by: keyId, decided_at: sql<Date>`now()`, decision_reason: reason })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .returningAll()
    .executeTakeFirst();
  if (!request) throw new PurserError('not_pending');
  const action = { approved: 'approve', rejected: 'decline', canceled: 'cancel' } as const;
  await recordAudit(trx, {
    ...{ accountId, action: action[status], resourceType: 'approval_request', resourceId: id },
    ...{ reason, by: keyId },
  });
  return { request, events: [approvalEvent('APPROVAL_DECIDED', request)] };
}
