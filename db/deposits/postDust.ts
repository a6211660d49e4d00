import { sql } from 'kysely';
import { decideSettlement } from '../../domain/deposits/settlement.ts';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import { move } from '../../domain/ledger/ledger.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import { recordFacts } from '../events/recordFacts.ts';
import { postEntries } from '../ledger/postEntry.ts';
import { limitLockWaits } from '../limitLockWaits.ts';
import type { TransactionRow } from '../schema.ts';
import { matchOneOf } from '../sessions/matchSession.ts';
import { recomputeAndSignal } from '../sessions/recomputeSessions.ts';
import { sessionCandidates } from '../sessions/sessionCandidates.ts';
import type { LockedPurse } from './lockDeposit.ts';
import { lockPurse } from './lockDeposit.ts';
import { promoteDust } from './promoteDust.ts';
import { factsOf } from './settleLocked.ts';

/**
 * Posts a purse's deposits that are final, approved and below the minimum to the book `unattributed`. Does
 * what `settleDeposit` does for each, but in one transaction and with the same number of statements for all.
 * Returns the other deposits, which need another step and must be settled one by one. If one deposit
 * completes a session, returns all of them, because the step of the next depends on that.
 */
export async function postDust(
  db: Db,
  currencyOf: (code: string) => Currency,
  purseId: PurseId,
  ids: readonly TransactionId[],
): Promise<readonly TransactionId[]> {
  return recordFacts(db, async trx => {
    // A long lock on this customer must not hold up the others' dust.
    await limitLockWaits(trx);
    const { customer_id } = await trx
      .selectFrom('purses')
      .select('customer_id')
      .where('id', '=', purseId)
      .executeTakeFirstOrThrow();
    const owner = await lockPurse(trx, purseId, customer_id);
    const deposits = await trx
      .selectFrom('transactions')
      .selectAll()
      .where('purse_id', '=', purseId)
      .where(sql<boolean>`id = any (${ids})`)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
    const dust = await plainDust(trx, owner, currencyOf, deposits);
    if (dust.length === 0) return { result: ids };

    await post(trx, dust);
    const events: AccountEvent[] = [];
    const sessions = dust.map(({ session_id }) => session_id);
    for (const [code, posted] of Map.groupBy(dust, ({ currency }) => currency)) {
      const promoted = await promoteDust(
        trx,
        owner,
        currencyOf(code),
        posted.map(({ id }) => id),
      );
      events.push(...promoted.events);
      sessions.push(...promoted.sessions);
    }
    events.push(...(await recomputeAndSignal(trx, customer_id, sessions)));
    const done = new Set(dust.map(({ id }) => id));
    return { result: ids.filter(id => !done.has(id)), events };
  });
}

/** The deposits to post to the book `unattributed`; none if one of the deposits completes a session. */
async function plainDust(
  trx: Db,
  owner: LockedPurse,
  currencyOf: (code: string) => Currency,
  deposits: readonly TransactionRow[],
): Promise<readonly TransactionRow[]> {
  const dust: TransactionRow[] = [];
  for (const [code, alike] of Map.groupBy(deposits, deposit => deposit.currency)) {
    const [first] = alike;
    if (!first) continue;
    const currency = currencyOf(code);
    const seenAt = new Date(Math.min(...alike.map(({ created_at }) => created_at.getTime())));
    const sessions = await sessionCandidates(trx, { ...first, created_at: seenAt }, { alone: false });
    for (const deposit of alike) {
      if (deposit.amount >= currency.minDeposit) continue;
      if ((await matchOneOf(trx, deposit, sessions)).completes) return [];
      const step = decideSettlement(factsOf({ ...owner, deposit, currency }, false));
      if (step.step === 'post' && step.to === 'unattributed') dust.push(deposit);
    }
  }
  return dust;
}

async function post(trx: Db, dust: readonly TransactionRow[]): Promise<void> {
  await postEntries(
    trx,
    'credit',
    dust.map(deposit => ({
      deposit,
      postings: move('custody', 'unattributed', deposit.currency, deposit.amount),
    })),
  );
  await trx
    .updateTable('transactions')
    .set(eb => ({
      credited_to: 'unattributed',
      credited_block_hash: eb.ref('block_hash'),
      status: 'BELOW_MINIMUM',
      compliance_status: 'CHECKED',
    }))
    .where(sql<boolean>`id = any (${dust.map(({ id }) => id)})`)
    .execute();
}
