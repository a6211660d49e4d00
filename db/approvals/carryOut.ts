import { isDeepStrictEqual } from 'node:util';
import { PurserError } from '../../domain/errors.ts';
import type { TransactionId } from '../../domain/ids.ts';
import { parseId } from '../../domain/ids.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import { allocateDeposit } from '../decisions/allocateDeposit.ts';
import { decideByHand } from '../decisions/decideByHand.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { ApprovalRequestRow, TransactionRow } from '../schema.ts';
import { applySettings } from './changeSettings.ts';
import { pinned } from './pinned.ts';

/**
 * Does what a request asks for, as its maker. Returns the events. Throws what the same call throws without an approval: the
 * world may have changed since.
 */
export async function carryOut(
  trx: Db,
  registry: Registry,
  { account_id, kind, resource_id, change, reason, made_by: by, made_by_name: byName }: ApprovalRequestRow,
): Promise<readonly AccountEvent[]> {
  const isAsked = (deposit: TransactionRow): Promise<boolean> =>
    Promise.resolve(isDeepStrictEqual(pinned(deposit), change['asked']));
  switch (kind) {
    case 'update_account': {
      const accountId = account_id;
      const { events, changes } = await applySettings(trx, registry, { accountId }, change);
      const audited = { action: 'update', resourceType: 'account', resourceId: resource_id, reason } as const;
      await recordAudit(trx, { accountId, ...audited, by, changes });
      return events;
    }
    case 'free_deposit': {
      const decision = {
        ...({ verdict: 'approve', reason: reason ?? '', by, mayFree: isAsked } as const),
        ...(byName !== null && { decidedBy: byName }),
      };
      const { outcome, events } = await decideByHand(
        trx,
        currencyIn(registry),
        depositOf(resource_id),
        decision,
      );
      if (outcome === 'recorded') return events;
      if (outcome === 'needs_approval') throw new PurserError('changed_since');
      throw new PurserError(outcome === 'not_found' ? 'transaction_not_found' : 'already_decided');
    }
    case 'allocate': {
      if (by === null) throw new PurserError('internal');
      const { to } = change;
      if (to !== 'customer' && to !== 'merchant') throw new PurserError('internal');
      const { outcome, events } = await allocateDeposit(trx, currencyIn(registry), depositOf(resource_id), {
        ...{ to, reason: reason ?? '', by },
        mayAllocate: isAsked,
      });
      if (outcome === 'needs_approval') throw new PurserError('changed_since');
      return events;
    }
  }
}

function depositOf(resourceId: string): TransactionId {
  const id = parseId('txn', resourceId);
  if (!id) throw new PurserError('transaction_not_found');
  return id;
}
