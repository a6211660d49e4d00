import { sql } from 'kysely';
import type { CreditedTo } from '../../domain/deposits/states.ts';
import { move } from '../../domain/ledger/ledger.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { postEntry } from '../ledger/postEntry.ts';
import type { SessionMatch } from '../sessions/matchSession.ts';
import { declineEvents } from './declineEvents.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { LockedDeposit, LockedPurse } from './lockDeposit.ts';

/**
 * Posts a final, judged deposit to the book `to`: from `custody`, or from `held` if it was held and is freed.
 * Each happens once, because the entry's key refuses a second. Money for the customer is booked for the
 * session that it matches. Returns the events to record. Money credited to the customer or the merchant
 * restarts the purse's period.
 */
export async function creditDeposit(
  trx: Db,
  locked: LockedDeposit,
  to: CreditedTo,
  match: SessionMatch,
): Promise<readonly AccountEvent[]> {
  const { deposit, purse, currency } = locked;
  if (deposit.credited_to === 'held') {
    await postEntry(trx, deposit, 'free', move('held', to, deposit.currency, deposit.amount, match.bucket));
  } else {
    await postEntry(
      trx,
      deposit,
      'credit',
      move('custody', to, deposit.currency, deposit.amount, match.bucket),
    );
  }
  const posted = { credited_to: to, credited_block_hash: deposit.block_hash } as const;
  const update = trx.updateTable('transactions').where('id', '=', deposit.id).returningAll();

  switch (to) {
    case 'customer':
    case 'merchant': {
      const row = await update
        .set({
          ...posted,
          ...(to === 'customer' ? match.columns : {}),
          status: 'CONFIRMED',
          compliance_status: 'CHECKED',
          blocked: to === 'merchant',
          confirmed_at: sql<Date>`now()`,
          version: sql<number>`version + 1`,
        })
        .executeTakeFirstOrThrow();
      await restartPeriod(trx, locked);
      return [
        eventOfDeposit('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', row, purse.address_checksum, currency),
      ];
    }
    case 'held': {
      // A decline of the deposit itself sent its event when it was decided; a deposit that is held because of
      // its purse sends it here.
      const wasDeclined = deposit.status === 'DECLINED';
      const row = await update
        .set({
          ...posted,
          status: 'DECLINED',
          compliance_status: 'DECLINE',
          version: sql<number>`version + ${wasDeclined ? 0 : 1}`,
        })
        .executeTakeFirstOrThrow();
      return wasDeclined ? [] : declineEvents(trx, row, purse.address_checksum, currency);
    }
    case 'unattributed':
      await update
        .set({ ...posted, status: 'BELOW_MINIMUM', compliance_status: 'CHECKED' })
        .executeTakeFirstOrThrow();
      return [];
  }
}

/** Restarts the purse's period: 30 days (or the account's own period) from the last confirmed deposit. */
export async function restartPeriod(trx: Db, { purse }: LockedPurse): Promise<void> {
  if (purse.state !== 'ACTIVE') return;
  await sql`
    update purses set expires_at = now() + make_interval(secs => a.purse_period_seconds)
    from accounts a where a.id = purses.account_id and purses.id = ${purse.id}
  `.execute(trx);
}
