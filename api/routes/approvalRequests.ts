import { z } from 'zod';
import { resourceOf } from '../../db/approvals/approvalEvent.ts';
import { findApprovalRequest, listApprovalRequests } from '../../db/approvals/approvalRequests.ts';
import { approve as approveRequest } from '../../db/approvals/decideApproval.ts';
import { endRequest } from '../../db/approvals/endRequest.ts';
import type { ApprovalRequestRow } from '../../db/schema.ts';
import { approvalKinds, approvalStatuses } from '../../domain/approvals.ts';
import { PurserError } from '../../domain/errors.ts';
import type { ApprovalRequestId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import { exampleId, id, listOf, listParameters, pageOf, text, time } from '../http/fields.ts';
import { readRoute, writeRoute } from '../http/route.ts';
import type { Route } from '../http/types.ts';

const requestSchema = z
  .object({
    id: z.string().meta({ example: exampleId('apr') }),
    kind: z.enum(approvalKinds),
    resourceType: z.enum(['account', 'transaction']),
    resourceId: z.string().meta({ example: exampleId('acc') }),
    change: z.record(z.string(), z.unknown()).meta({ example: { treasury: { BSC: exampleId('dst') } } }),
    reason: z.string().nullable().meta({ example: null }),
    status: z.enum(approvalStatuses),
    madeBy: z
      .string()
      .nullable()
      .meta({ example: exampleId('key') }),
    decidedBy: z.string().nullable().meta({ example: null }),
    decisionReason: z.string().nullable().meta({ example: null }),
    createdAt: time,
    expiresAt: time,
    decidedAt: time.nullable().meta({ example: null }),
  })
  .meta({ id: 'ApprovalRequest' });

function present(row: ApprovalRequestRow): z.output<typeof requestSchema> {
  return {
    id: row.id,
    kind: row.kind,
    resourceType: resourceOf[row.kind],
    resourceId: row.resource_id,
    change: { ...row.change },
    reason: row.reason,
    status: row.status,
    madeBy: row.made_by_name ?? row.made_by,
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

const tag = 'Approvals';

const list = readRoute(
  {
    path: '/v1/approval-requests',
    summary: 'List approval requests',
    description: 'What one person asks for and another must approve, and what became of it.',
    tag,
    scope: 'read',
    errors: [],
    query: z.strictObject({
      ...listParameters(id('apr')),
      status: z.enum(approvalStatuses).optional(),
      kind: z.enum(approvalKinds).optional(),
      resourceId: text(64)
        .optional()
        .meta({ example: exampleId('txn') }),
    }),
    response: listOf(requestSchema),
  },
  async ({ caller, query }, { db }) => {
    const { rows, hasMore } = await listApprovalRequests(db, caller.accountId, query, pageOf(query));
    return { data: rows.map(present), hasMore };
  },
);

const get = readRoute(
  {
    path: '/v1/approval-requests/{id}',
    summary: 'Get an approval request',
    tag,
    scope: 'read',
    errors: ['approval_request_not_found'],
    query: z.strictObject({}),
    response: requestSchema,
  },
  async ({ caller, parameter }, { db }) =>
    present(await findApprovalRequest(db, caller.accountId, requireId(parameter))),
);

const body = z.strictObject({ reason: text(1000).optional() });

const approve = writeRoute(
  {
    method: 'post',
    path: '/v1/approval-requests/{id}/approve',
    summary: 'Approve a request',
    description:
      'Does what it asks for, as its maker, in the same transaction. If that is not possible any more, that is the error, and the ' +
      'request stays pending. Neither the key that made the request approves it, nor one whose holder may know that key: it ' +
      'made or rotated that one, or was made or rotated by it, or both came from a third.',
    tag,
    scope: 'approve',
    errors: [
      'approval_request_not_found',
      'not_pending',
      'same_key',
      'destination_not_active',
      'already_decided',
      'changed_since',
      'not_allocatable',
      'transaction_not_found',
    ],
    body,
    concerns: ({ parameter }) => {
      const approval = parseId('apr', parameter);
      return approval && { approval };
    },
    response: requestSchema,
  },
  async ({ caller, parameter, body: { reason = null } }, trx, { registry }) => {
    const { request, events } = await approveRequest(trx, registry, caller, requireId(parameter), reason);
    return { body: present(request), events };
  },
);

const ending = (verb: 'reject' | 'cancel') =>
  writeRoute(
    {
      method: 'post',
      path: `/v1/approval-requests/{id}/${verb}`,
      summary: verb === 'reject' ? 'Reject a request' : 'Withdraw a request',
      tag,
      scope: verb === 'reject' ? 'approve' : 'admin',
      errors: ['approval_request_not_found', 'not_pending'],
      body,
      response: requestSchema,
    },
    async ({ caller, parameter, body: { reason = null } }, trx) => {
      const status = verb === 'reject' ? 'rejected' : 'canceled';
      const { request, events } = await endRequest(trx, caller, requireId(parameter), status, reason);
      return { body: present(request), events };
    },
  );

function requireId(parameter: string): ApprovalRequestId {
  const requestId = parseId('apr', parameter);
  if (!requestId) throw new PurserError('approval_request_not_found');
  return requestId;
}

export const approvalRequestRoutes: readonly Route[] = [
  list,
  get,
  approve,
  ending('reject'),
  ending('cancel'),
];
