import type { AccountId, ApiKeyId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { AuditAction, AuditedResource, Change } from '../../domain/ledger/audit.ts';
import type { Db } from '../connect.ts';

export interface NewAudit {
  readonly accountId: AccountId;
  readonly action: AuditAction;
  readonly resourceType: AuditedResource;
  readonly resourceId: string;
  readonly reason: string | null;
  /** Null: an operator, by a command or in Temporal. */
  readonly by: ApiKeyId | null;
  /**
   * The old and new values, if the decision changes where money or notifications go, or who may decide that.
   */
  readonly changes?: readonly Change[] | undefined;
  /** The operator, by the name that was given. */
  readonly decidedBy?: string | null;
}

/** Saves what a person decided, in the transaction of the decision. */
export async function recordAudit(trx: Db, audit: NewAudit): Promise<void> {
  await trx
    .insertInto('audits')
    .values({
      id: newId('aud'),
      account_id: audit.accountId,
      action: audit.action,
      resource_type: audit.resourceType,
      resource_id: audit.resourceId,
      reason: audit.reason,
      api_key_id: audit.by,
      changes: audit.changes ? JSON.stringify(audit.changes) : null,
      decided_by: audit.decidedBy ?? null,
    })
    .execute();
}
