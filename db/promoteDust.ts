import { sql } from 'kysely';
import type { SessionId } from '../domain/ids.ts';
import { move } from '../domain/ledger.ts';
import { sum } from '../domain/money.ts';
import { addMoney } from '../domain/session.ts';
import type { AccountEvent } from './appendEvents.ts';
import { claimants } from './claimants.ts';
import { claimOneOf } from './claimSession.ts';
import type { Db } from './connect.ts';
import { restartPeriod } from './creditDeposit.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import { postEntry } from './postEntry.ts';
import type { LockedDeposit } from './lockDeposit.ts';

/**
 * Rules of money 4: when a purse's deposits of one currency below the minimum together reach it, each is
 * credited, with its own entry and event. A declined purse's dust stays where it is, unless a person freed it.
 * What was promoted before a reorg took it out needs no sum when it returns (rule 5). The purse's lock keeps two settlements from counting one sum, and an allocation from moving what is counted.
 */
export async function promoteDust(
  trx: Db,
  locked: LockedDeposit,
): Promise<{ readonly events: readonly AccountEvent[]; readonly sessions: readonly (SessionId | null)[] }> {
  const { purse, currency, customerBlocked } = locked;
  const dust = await trx
    .selectFrom('transactions')
    .selectAll()
    .select(
      sql<boolean>`exists (select from entries e where e.transaction_id = transactions.id and e.purpose = 'promote')`.as(
        'promoted',
      ),
    )
    .where('purse_id', '=', purse.id)
    .where('currency', '=', currency.code)
    .where('credited_to', '=', 'unattributed')
    // What a reorg took out of its block is to be reversed, not promoted.
    .whereRef('credited_block_hash', '=', 'block_hash')
    .$if(purse.state === 'DECLINED', query => query.where('freed', '=', true))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const reached = sum(dust.map(deposit => deposit.amount)) >= currency.minDeposit;
  const due = reached ? dust : dust.filter(deposit => deposit.promoted);
  const [first] = due;
  if (!first) return { events: [], sessions: [] };

  const to = customerBlocked ? 'merchant' : 'customer';
  const events: AccountEvent[] = [];
  const claimed: (SessionId | null)[] = [];
  let sessions = await claimants(trx, first.customer_id, first.created_at);
  for (const deposit of due) {
    const claim = await claimOneOf(trx, deposit, sessions);
    const moved = move('unattributed', to, deposit.currency, deposit.amount, claim.bucket);
    await postEntry(trx, deposit, 'promote', moved);
    const row = await trx
      .updateTable('transactions')
      .set({
        ...(to === 'customer' ? claim.columns : {}),
        credited_to: to,
        status: 'CONFIRMED',
        blocked: customerBlocked,
        confirmed_at: sql<Date>`now()`,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', deposit.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    claimed.push(row.session_id);
    sessions = sessions.map(session =>
      session.id === row.session_id ? { ...session, paid: addMoney(session.paid, deposit) } : session,
    );
    events.push(
      eventOfDeposit('CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE', row, purse.address_checksum, currency),
    );
  }
  await restartPeriod(trx, locked);
  return { events, sessions: [...new Set(claimed)] };
}
