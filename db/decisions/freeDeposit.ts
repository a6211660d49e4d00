import { sql } from 'kysely';
import type { JsonObject } from '../../domain/events.ts';
import type { Db } from '../connect.ts';
import { eventOfDeposit } from '../deposits/eventOfDeposit.ts';
import type { LockedDeposit } from '../deposits/lockDeposit.ts';
import { settleLocked } from '../deposits/settleLocked.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { recomputeAndSignal } from '../sessions/recomputeSessions.ts';

/**
 * True for what is held, or will be when it is final, since it was declined or its purse was; and was not freed.
 * What was credited before its purse was declined is not held, and cannot be freed.
 */
export function canBeFreed({ deposit, purse }: LockedDeposit): boolean {
  const declined = deposit.verdict === 'decline' || purse.state === 'DECLINED';
  return declined && !deposit.freed && (deposit.credited_to === null || deposit.credited_to === 'held');
}

/**
 * A person approves what was declined: neither that nor the decline of its purse holds it any more. What was
 * posted goes to whom it is owed at once; the rest is settled when its block is final. The earlier judgement is
 * kept inside the new one. Returns the events to tell.
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
      // Its purse's workflow settles it: nobody else looks at what was posted to the held.
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
    const told = eventOfDeposit('CUSTOMER_PURSE_PENDING_COMPLIANCE', row, purse.address_checksum, currency);
    return [told, ...(await recomputeAndSignal(trx, row.customer_id, [row.session_id]))];
  }
  if (row.credited_to === null) return [];
  return (await settleLocked(trx, { ...locked, deposit: row })).events;
}

/** Null where the deposit was held for its purse's sake alone, before anybody judged it. */
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
