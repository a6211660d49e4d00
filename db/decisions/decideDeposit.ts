import { sql } from 'kysely';
import type { Judgement } from '../../domain/deposits/compliance.ts';
import type { VerdictOutcome } from '../../domain/deposits/decision.ts';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { declineEvents } from '../deposits/declineEvents.ts';
import type { LockedDeposit } from '../deposits/lockDeposit.ts';
import { lockDeposit } from '../deposits/lockDeposit.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { recomputeAndSignal } from '../sessions/recomputeSessions.ts';

export interface Decision {
  readonly outcome: VerdictOutcome;
  readonly events: readonly AccountEvent[];
  /** The purse was declined with the deposit: its other open deposits must be held. */
  readonly purseDeclined: boolean;
}

/** Locks the deposit and decides over it, as `decideLocked` does; `not_found` if there is none. */
export async function decideDeposit(
  trx: Db,
  currency: Currency,
  transactionId: TransactionId,
  judgement: Judgement,
): Promise<Decision> {
  const locked = await lockDeposit(trx, () => currency, transactionId);
  if (!locked) return { outcome: 'not_found', events: [], purseDeclined: false };
  return decideLocked(trx, locked, judgement);
}

/**
 * Records the decision on a locked deposit, once. The caller signals the purse and records the returned
 * events. In this order:
 * 1. a verdict stands, or the money is already posted: nothing changes, except that a provider's first
 *    verdict on a deposit that is held because of its purse is saved;
 * 2. approved: only the verdict is saved, and the deposit waits for its block to be final;
 * 3. declined: a deposit in a block becomes `DECLINED`; one in no block keeps its status, and is held once it
 *    is in a block. The purse is declined too, unless the account wants only that deposit held, or the amount
 *    is below the currency's floor (dust would kill purses). Declined dust sends only so many events a day.
 *    An archived purse stays archived: its customer may have another by now.
 */
export async function decideLocked(
  trx: Db,
  { deposit, purse, currency }: LockedDeposit,
  judgement: Judgement,
): Promise<Decision & { readonly outcome: Exclude<VerdictOutcome, 'not_found'> }> {
  const none = { events: [], purseDeclined: false };
  // A provider still judges a deposit that is held because of its purse; this changes nothing but the saved
  // verdict.
  const judgedWhileHeld = deposit.credited_to === 'held' && judgement.by !== 'manual';
  if (deposit.verdict !== null || (deposit.credited_to !== null && !judgedWhileHeld)) {
    return { outcome: 'already_decided', ...none };
  }

  const declined = judgement.verdict === 'decline';
  const inBlock = deposit.status === 'PENDING_COMPLIANCE_CHECK';
  const row = await trx
    .updateTable('transactions')
    .set({
      verdict: judgement.verdict,
      verdict_by: judgement.by,
      verdict_score: judgement.score,
      verdict_raw: JSON.stringify(judgement.raw),
      verdict_at: sql<Date>`now()`,
      ...(declined && inBlock
        ? { status: 'DECLINED', compliance_status: 'DECLINE', version: deposit.version + 1 }
        : {}),
    })
    .where('id', '=', deposit.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (!declined) return { outcome: 'recorded', ...none };

  const isAboveFloor = deposit.amount >= (currency.declineFloor ?? currency.minDeposit);
  const purseDeclined = purse.state === 'ACTIVE' && isAboveFloor && (await declinePurse(trx, purse.id));
  if (!inBlock) return { outcome: 'recorded', ...none, purseDeclined };
  const ofDecline = await declineEvents(trx, row, purse.address_checksum, currency);
  return {
    outcome: 'recorded',
    purseDeclined,
    events: [...ofDecline, ...(await recomputeAndSignal(trx, row.customer_id, [row.session_id]))],
  };
}

/**
 * Declines a purse unless its account wants only deposits declined. The setting is read when this statement
 * begins.
 */
async function declinePurse(trx: Db, id: PurseId): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('purses')
    .set({ state: 'DECLINED', declined_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('accounts')
          .select('accounts.id')
          .whereRef('accounts.id', '=', 'purses.account_id')
          .where('on_decline', '=', 'purse'),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
