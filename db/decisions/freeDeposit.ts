import { sql } from 'kysely';
import type { JsonObject } from '../../domain/events.ts';
import type { Db } from '../connect.ts';
import { eventOfDeposit } from '../deposits/eventOfDeposit.ts';
import type { LockedDeposit } from '../deposits/lockDeposit.ts';
import { settleLocked } from '../deposits/settleLocked.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { recomputeAndSignal } from '../sessions/recomputeSessions.ts';

/**
 * True if the deposit is held, or will be when it is final, because it or its purse was declined, and nobody
 * has freed it. A deposit that was credited before its purse was declined is not held, and cannot be freed.
 */
export function canBeFreed({ deposit, purse }: LockedDeposit): boolean {
  const declined = deposit.verdict === 'decline' || purse.state === 'DECLINED';
  return declined && !deposit.freed && (deposit.credited_to === null || deposit.credited_to === 'held');
}

/**
 * Frees a declined deposit by a person's approval: neither its own decline nor its purse's holds it any
 * longer. If it is posted, it goes to its owner at once; otherwise it is settled when its block is final. The
 * earlier verdict is saved inside the new one. Returns the events to record.
 */
export async function freeDeposit(
  trx: Db,
  locked: LockedDeposit,
  raw: JsonObject,
): Promise<readonly AccountEvent[]> {
  const { deposit, purse, currency } = locked;
  const takenBack = deposit.credited_to === null && deposit.status === 'DECLINED';
  const row = await trx
    .updateTable('transactions')
    .set({
      freed: true,
      // Its purse's workflow settles it: nothing else looks at deposits in the book `held`.
      quiet: false,
      verdict: 'approve',
      verdict_by: 'manual',
      verdict_score: null,
      verdict_raw: JSON.stringify({ ...raw, earlier: earlierOf(locked) }),
      verdict_at: sql<Date>`now()`,
      ...(takenBack
        ? {
            status: 'PENDING_COMPLIANCE_CHECK',
            compliance_status: 'IN_PROGRESS',
            version: deposit.version + 1,
          }
        : {}),
    })
    .where('id', '=', deposit.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (takenBack) {
    const pendingEvent = eventOfDeposit(
      'CUSTOMER_PURSE_PENDING_COMPLIANCE',
      row,
      purse.address_checksum,
      currency,
    );
    return [pendingEvent, ...(await recomputeAndSignal(trx, row.customer_id, [row.session_id]))];
  }
  if (row.credited_to === null) return [];
  return (await settleLocked(trx, { ...locked, deposit: row })).events;
}

/** Null if the deposit was held only because of its purse, before anybody judged it. */
function earlierOf({ deposit }: LockedDeposit): JsonObject | null {
  if (deposit.verdict === null) return null;
  return {
    verdict: deposit.verdict,
    by: deposit.verdict_by,
    score: deposit.verdict_score,
    raw: deposit.verdict_raw,
    at: deposit.verdict_at?.toISOString() ?? null,
  };
}
