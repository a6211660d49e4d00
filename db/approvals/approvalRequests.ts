import type { ExpressionBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ApprovalKind, ApprovalStatus } from '../../domain/approvals.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ApprovalRequestId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';
import type { ApprovalRequestRow, Database } from '../schema.ts';

export interface ApprovalFilter {
  readonly status?: ApprovalStatus | undefined;
  readonly kind?: ApprovalKind | undefined;
  readonly resourceId?: string | undefined;
}

/** Nothing runs when seven days are over. What a revoked key asked for, a thief may have. */
export const hasExpired = sql<boolean>`(expires_at <= now()
  or exists (select from api_keys k where k.id = made_by and k.revoked_at is not null))`;

/** With the status that it has by now. */
const seenNow = (eb: ExpressionBuilder<Database, 'approval_requests'>) =>
  eb
    .case()
    .when(sql<boolean>`status = 'pending' and ${hasExpired}`)
    .then(sql<ApprovalStatus>`'expired'`)
    .else(eb.ref('status'))
    .end();

function selectRequests(db: Db, accountId: AccountId) {
  return db
    .selectFrom('approval_requests')
    .selectAll()
    .select(eb => seenNow(eb).as('status'))
    .where('account_id', '=', accountId);
}

export async function listApprovalRequests(
  db: Db,
  accountId: AccountId,
  { status, kind, resourceId }: ApprovalFilter,
  page: Page<ApprovalRequestId>,
): Promise<Paged<ApprovalRequestRow>> {
  const list = selectRequests(db, accountId)
    .$if(status !== undefined, query => query.where(seenNow, '=', status ?? 'pending'))
    .$if(kind !== undefined, query => query.where('kind', '=', kind ?? 'update_account'))
    .$if(resourceId !== undefined, query => query.where('resource_id', '=', resourceId ?? ''));
  return readPage(list, 'id', page);
}

/** Throws `approval_request_not_found`, also for another account's. */
export async function findApprovalRequest(
  db: Db,
  accountId: AccountId,
  id: ApprovalRequestId,
): Promise<ApprovalRequestRow> {
  const row = await selectRequests(db, accountId).where('id', '=', id).executeTakeFirst();
  if (!row) throw new PurserError('approval_request_not_found');
  return row;
}

/** The request of this kind that waits for a second person; undefined if none does. */
export async function findPendingRequest(
  db: Db,
  {
    accountId,
    kind,
    resourceId,
  }: { readonly accountId: AccountId; readonly kind: ApprovalKind; readonly resourceId: string },
): Promise<ApprovalRequestRow | undefined> {
  return selectRequests(db, accountId)
    .where('kind', '=', kind)
    .where('resource_id', '=', resourceId)
    .where(seenNow, '=', 'pending')
    .executeTakeFirst();
}
