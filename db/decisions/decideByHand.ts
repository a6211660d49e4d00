import type { VerdictOutcome } from '../../domain/deposits/decision.ts';
import type { Verdict } from '../../domain/deposits/states.ts';
import type { ApiKeyId, PurseId, TransactionId } from '../../domain/ids.ts';
import type { StandingVerdict } from '../../domain/messages.ts';
import type { Currency } from '../../domain/registry.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import { lockDeposit } from '../deposits/lockDeposit.ts';
import { keptOf, standingVerdict } from '../deposits/standingVerdict.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import type { Decision } from './decideDeposit.ts';
import { decideLocked } from './decideDeposit.ts';
import { canBeFreed, freeDeposit } from './freeDeposit.ts';
import { signalOtherDeposits } from './signalOtherDeposits.ts';

export interface HandDecision {
  readonly verdict: Verdict;
  readonly reason: string;
  /** Null: an operator, in Temporal. */
  readonly by: ApiKeyId | null;
  /** Who that operator is, by the name that was given. */
  readonly decidedBy?: string | undefined;
  /** Names this decision: found in the row when it is carried out a second time, it was recorded the first time. */
  readonly token?: string | undefined;
  /** Where given: a deposit of another purse is `not_found`. */
  readonly purseId?: PurseId;
}

export interface HandDecided {
  readonly outcome: VerdictOutcome;
  /** Of `already_decided`: what stands, or null where nobody judged what is posted. */
  readonly standing?: StandingVerdict | null;
  readonly events: readonly AccountEvent[];
}

/**
 * A person decides over a deposit. What nobody decided yet is approved or declined; what is held, or will be, is
 * freed by an approval. Everything else stands, and is `already_decided`: twice the same decision is one. A
 * decision leaves an audit and its signals, and its events are returned.
 */
export async function decideByHand(
  trx: Db,
  currencyOf: (code: string) => Currency,
  id: TransactionId,
  { verdict, reason, by, decidedBy, token, purseId }: HandDecision,
): Promise<HandDecided> {
  const locked = await lockDeposit(trx, currencyOf, id);
  if (!locked || (purseId !== undefined && locked.purse.id !== purseId)) {
    return { outcome: 'not_found', events: [] };
  }
  const raw = {
    reason,
    apiKeyId: by,
    ...(decidedBy === undefined ? {} : { by: decidedBy }),
    ...(token === undefined ? {} : { token }),
  };
  const decision: Decision =
    verdict === 'approve' && canBeFreed(locked)
      ? { outcome: 'recorded', purseDeclined: false, events: await freeDeposit(trx, locked, raw) }
      : await decideLocked(trx, locked, { verdict, by: 'manual', score: null, raw });
  if (decision.outcome !== 'recorded') {
    const kept = keptOf(locked.deposit);
    if (token !== undefined && kept.token === token) return { outcome: 'recorded', events: [] };
    return { outcome: decision.outcome, standing: standingVerdict(locked.deposit), events: [] };
  }
  await recordAudit(trx, {
    accountId: locked.deposit.account_id,
    action: verdict,
    resourceType: 'transaction',
    resourceId: id,
    reason,
    by,
    decidedBy: decidedBy ?? null,
  });
  if (decision.purseDeclined) await signalOtherDeposits(trx, id);
  else await signalDeposits(trx, [{ id, purseId: locked.deposit.purse_id }], 'decided');
  return { outcome: 'recorded', events: decision.events };
}
