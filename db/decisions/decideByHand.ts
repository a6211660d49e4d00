import type { VerdictOutcome } from '../../domain/deposits/decision.ts';
import type { Verdict } from '../../domain/deposits/states.ts';
import type { ApiKeyId, PurseId, TransactionId } from '../../domain/ids.ts';
import type { StandingVerdict } from '../../domain/messages.ts';
import type { Currency } from '../../domain/registry.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import { lockDeposit } from '../deposits/lockDeposit.ts';
import { savedWithVerdict, standingVerdict } from '../deposits/standingVerdict.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { TransactionRow } from '../schema.ts';
import { signalDeposits } from '../outbox/signalDeposits.ts';
import type { Decision } from './decideDeposit.ts';
import { decideLocked } from './decideDeposit.ts';
import { canBeFreed, freeDeposit } from './freeDeposit.ts';
import { signalOtherDeposits } from './signalOtherDeposits.ts';

export interface HandDecision {
  readonly verdict: Verdict;
  readonly reason: string;
  /** Null if an operator decides, in Temporal. */
  readonly by: ApiKeyId | null;
  /** The name that the operator gave. */
  readonly decidedBy?: string | undefined;
  /** Identifies this decision: if the row has the token already, an earlier attempt recorded it. */
  readonly token?: string | undefined;
  /** If given, a deposit of another purse is `not_found`. */
  readonly purseId?: PurseId;
  /** Whether one person may free held money of this deposit, which is locked. */
  readonly mayFree: (deposit: TransactionRow) => Promise<boolean>;
}

export interface HandDecided {
  /** `needs_approval`: nothing was changed, as freeing it takes a second person. */
  readonly outcome: VerdictOutcome | 'needs_approval';
  /** With `needs_approval`: as it is. */
  readonly deposit?: TransactionRow;
  /** With `already_decided`: the standing verdict, or null if the deposit was posted without one. */
  readonly standing?: StandingVerdict | null;
  readonly events: readonly AccountEvent[];
}

/**
 * Carries out a person's decision on a deposit. An undecided deposit is approved or declined. An approval
 * frees a deposit that is held, or will be. Any other deposit stays as it is, with `already_decided`: the
 * same decision twice counts once. A decision writes an audit record and its signals, and returns its events.
 */
export async function decideByHand(
  trx: Db,
  currencyOf: (code: string) => Currency,
  id: TransactionId,
  { verdict, reason, by, decidedBy, token, purseId, mayFree }: HandDecision,
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
  const frees = verdict === 'approve' && canBeFreed(locked);
  if (frees && !(await mayFree(locked.deposit))) {
    return { outcome: 'needs_approval', deposit: locked.deposit, events: [] };
  }
  const decision: Decision = frees
    ? { outcome: 'recorded', purseDeclined: false, events: await freeDeposit(trx, locked, raw) }
    : await decideLocked(trx, locked, { verdict, by: 'manual', score: null, raw });
  if (decision.outcome !== 'recorded') {
    const saved = savedWithVerdict(locked.deposit);
    if (token !== undefined && saved.token === token) return { outcome: 'recorded', events: [] };
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
