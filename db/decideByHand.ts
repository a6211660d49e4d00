import type { ApiKeyId, PurseId, TransactionId } from '../domain/ids.ts';
import type { Currency } from '../domain/registry.ts';
import type { Verdict } from '../domain/states.ts';
import type { AccountEvent } from './appendEvents.ts';
import type { Db } from './connect.ts';
import type { Decision, VerdictOutcome } from './decideDeposit.ts';
import { decideDeposit } from './decideDeposit.ts';
import { canBeFreed, freeDeposit } from './freeDeposit.ts';
import { lockDeposit } from './lockDeposit.ts';
import { recordAudit } from './recordAudit.ts';
import { signalDeposits } from './signalDeposits.ts';
import { signalSiblings } from './signalSiblings.ts';

export interface HandDecision {
  readonly verdict: Verdict;
  readonly reason: string;
  /** Null: an operator, in Temporal. */
  readonly by: ApiKeyId | null;
  /** Where given: a deposit of another purse is `not_found`. */
  readonly purseId?: PurseId;
}

/**
 * A person decides over a deposit. What nobody decided yet is approved or declined; what is held, or is to be, is
 * freed by an approval. Everything else stands, and is `already_decided`: twice the same decision is one. A
 * decision leaves an audit and its signals; the events are the caller's to append, last.
 */
export async function decideByHand(
  trx: Db,
  currencyOf: (code: string) => Currency,
  id: TransactionId,
  { verdict, reason, by, purseId }: HandDecision,
): Promise<{ readonly outcome: VerdictOutcome; readonly events: readonly AccountEvent[] }> {
  const locked = await lockDeposit(trx, currencyOf, id);
  if (!locked || (purseId !== undefined && locked.purse.id !== purseId)) {
    return { outcome: 'not_found', events: [] };
  }
  const raw = { reason, apiKeyId: by };
  const decision: Decision =
    verdict === 'approve' && canBeFreed(locked)
      ? { outcome: 'recorded', purseDeclined: false, events: await freeDeposit(trx, locked, raw) }
      : await decideDeposit(trx, locked.currency, id, { verdict, by: 'manual', score: null, raw });
  if (decision.outcome !== 'recorded') return { outcome: decision.outcome, events: [] };
  await recordAudit(trx, {
    accountId: locked.deposit.account_id,
    action: verdict,
    resourceType: 'transaction',
    resourceId: id,
    reason,
    by,
  });
  if (decision.purseDeclined) await signalSiblings(trx, id);
  else await signalDeposits(trx, [{ id, purseId: locked.deposit.purse_id }], 'decided');
  return { outcome: 'recorded', events: decision.events };
}
