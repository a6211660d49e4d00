import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApiKeyId, ApprovalRequestId } from '../../domain/ids.ts';
import type { Registry } from '../../domain/registry.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { ApprovalRequestRow } from '../schema.ts';
import { approvalEvent } from './approvalEvent.ts';
import { findApprovalRequest } from './approvalRequests.ts';
import { carryOut } from './carryOut.ts';

interface Decider {
  readonly accountId: AccountId;
  readonly keyId: ApiKeyId;
}

interface Decided {
  readonly request: ApprovalRequestRow;
  readonly events: readonly AccountEvent[];
}

/**
 * Carries out what another person asked for, and returns the request with all events. In one transaction: if it cannot be
 * carried out any more, that is the error, and the request waits on.
 *
 * Throws `approval_request_not_found`, `not_pending`; `same_key` if the key, or one whose holder may know it, made the request;
 * and what the change itself throws.
 */
export async function approve(
  trx: Db,
  registry: Registry,
  decider: Decider,
  id: ApprovalRequestId,
  reason: string | null,
): Promise<Decided> {
  const request = await requirePending(trx, decider, id);
  if (await isOfSameHolder(trx, decider.keyId, request.made_by)) throw new PurserError('same_key');
  // First what the request is about is locked, then the request, as when it was made.
  const effects = await carryOut(trx, registry, request);
  const decided = await decide(trx, decider, id, 'approved', reason);
  return { ...decided, events: [...effects, ...decided.events] };
}

/** Refuses what another person asked for; or, `canceled`, one of the makers withdraws it. Throws as `approve`, without `same_key`. */
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

async function requirePending(
  trx: Db,
  { accountId }: Decider,
  id: ApprovalRequestId,
): Promise<ApprovalRequestRow> {
  const request = await findApprovalRequest(trx, accountId, id);
  if (request.status !== 'pending') throw new PurserError('not_pending');
  return request;
}

/** Somebody else may have decided meanwhile: then `not_pending`, and all is taken back. */
async function decide(
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

/** Whether whoever holds one of the keys may hold the other: one was made or rotated by the other's holder, or both by a third. */
async function isOfSameHolder(trx: Db, one: ApiKeyId, other: ApiKeyId | null): Promise<boolean> {
  if (other === null) return false;
  const { rows } = await sql<{ readonly same: boolean }>`
    select a.lineage && b.lineage as same from api_keys a, api_keys b where a.id = ${one} and b.id = ${other}
  `.execute(trx);
  return rows[0]?.same ?? true;
}
