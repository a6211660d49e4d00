import type { AccountEvent } from '../events/appendEvents.ts';
import type { ApprovalRequestRow } from '../schema.ts';

/** What a request is about. */
export const resourceOf = {
  update_account: 'account',
  free_deposit: 'transaction',
  allocate: 'transaction',
} as const;

export function approvalEvent(
  type: 'APPROVAL_REQUESTED' | 'APPROVAL_DECIDED',
  row: ApprovalRequestRow,
): AccountEvent {
  return {
    accountId: row.account_id,
    type,
    resource: { type: 'approval_request', id: row.id, version: type === 'APPROVAL_REQUESTED' ? 1 : 2 },
    customerId: null,
    data: {
      approvalRequestId: row.id,
      kind: row.kind,
      resourceType: resourceOf[row.kind],
      resourceId: row.resource_id,
      change: row.change,
      reason: row.reason,
      status: row.status,
      madeBy: row.made_by_name ?? row.made_by,
      decidedBy: row.decided_by,
      decisionReason: row.decision_reason,
      expiresAt: row.expires_at.toISOString(),
    },
  };
}
