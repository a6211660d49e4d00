import type { JsonObject } from '../../domain/events.ts';
import type { ApiKeyId } from '../../domain/ids.ts';
import { changesOf } from '../../domain/ledger/audit.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { FormRow } from '../schema.ts';

/**
 * Audits who created a form, or changed where its payers are led and its money goes, in the transaction of
 * the change. Returns the event of a new receiver, if the receiver changed.
 */
export async function traceForm(
  trx: Db,
  by: ApiKeyId,
  before: FormRow | undefined,
  form: FormRow,
): Promise<readonly AccountEvent[]> {
  const changes = changesOf(before ? traced(before) : {}, traced(form));
  if (before && changes.length === 0) return [];
  await recordAudit(trx, {
    accountId: form.account_id,
    action: before ? 'update' : 'create',
    resourceType: 'form',
    resourceId: form.id,
    reason: null,
    by,
    changes,
  });
  const old = before?.receiver ?? null;
  if (old === form.receiver) return [];
  return [
    {
      accountId: form.account_id,
      type: 'FORM_RECEIVER_CHANGED',
      resource: { type: 'form', id: form.id, version: form.version },
      customerId: null,
      data: { formId: form.id, old, new: form.receiver, apiKeyId: by },
    },
  ];
}

function traced(form: FormRow): JsonObject {
  return {
    receiver: form.receiver,
    coins: form.coins,
    returnUrl: form.return_url,
    supportUrl: form.support_url,
    supportEmail: form.support_email,
  };
}
