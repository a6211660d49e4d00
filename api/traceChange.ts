import type { NewAudit } from '../db/accounts/recordAudit.ts';
import { recordAudit } from '../db/accounts/recordAudit.ts';
import type { Db } from '../db/connect.ts';
import type { Caller } from '../domain/caller.ts';

/**
 * Records which key changed something of the caller's account, in the transaction of the change. No reason is
 * asked for.
 */
export async function traceChange(
  trx: Db,
  { accountId, keyId }: Caller,
  change: Pick<NewAudit, 'action' | 'resourceType' | 'resourceId' | 'changes'>,
): Promise<void> {
  await recordAudit(trx, { ...change, accountId, reason: null, by: keyId });
}
