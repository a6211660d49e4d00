import type { AccountId, AuditId } from '../../domain/ids.ts';
import type { AuditAction } from '../../domain/ledger/audit.ts';
import type { Db } from '../connect.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';
import type { AuditRow } from '../schema.ts';

export interface AuditFilter {
  readonly resourceId?: string | undefined;
  readonly action?: AuditAction | undefined;
}

export async function listAudits(
  db: Db,
  accountId: AccountId,
  filter: AuditFilter,
  page: Page<AuditId>,
): Promise<Paged<AuditRow>> {
  let query = db.selectFrom('audits').selectAll().where('account_id', '=', accountId);
  if (filter.resourceId !== undefined) query = query.where('resource_id', '=', filter.resourceId);
  if (filter.action) query = query.where('action', '=', filter.action);
  return readPage(query, 'id', page);
}
