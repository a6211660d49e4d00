import { sql } from 'kysely';
import type { Judgement } from '../domain/compliance.ts';
import type { TransactionId } from '../domain/ids.ts';
import type { Currency } from '../domain/registry.ts';
import type { AccountEvent } from './appendEvents.ts';
import { appendEvents } from './appendEvents.ts';
import type { Db } from './connect.ts';
import { eventOfDeposit } from './eventOfDeposit.ts';
import type { PurseRow, TransactionRow } from './schema.ts';

export type VerdictOutcome = 'recorded' | 'already_decided' | 'not_found';

/**
 * Records what was decided of a deposit and tells it. Must come last in its transaction, as it appends the
 * events; signals to the purse are the caller's, before it.
 */
export async function recordVerdict(
  trx: Db,
  currency: Currency,
  transactionId: TransactionId,
  judgement: Judgement,
): Promise<VerdictOutcome> {
  const { outcome, events } = await decideDeposit(trx, currency, transactionId, judgement);
  await appendEvents(trx, events);
  return outcome;
}

/**
 * The decision without its telling, for a caller that has more to write first. Under the locks of customer,
 * purse and transaction, in this order:
 * 1. a verdict stands, or the money is posted already: it stays as it is;
 * 2. approved: the verdict alone is stored, the deposit waits for its block to be final;
 * 3. declined: a deposit in a block is `DECLINED`; one that is in none keeps its status, and is held when a
 *    block has it. The purse is declined with it unless the amount is below the minimum (dust would kill
 *    purses). An archived purse stays archived: its customer may have another by now.
 */
export async function decideDeposit(
  trx: Db,
  currency: Currency,
  transactionId: TransactionId,
  judgement: Judgement,
): Promise<{ readonly outcome: VerdictOutcome; readonly events: readonly AccountEvent[] }> {
  const locked = await lockForVerdict(trx, transactionId);
  if (!locked) return { outcome: 'not_found', events: [] };
  const { deposit, purse } = locked;
  if (deposit.verdict !== null || deposit.credited_to !== null) {
    return { outcome: 'already_decided', events: [] };
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
    .where('id', '=', transactionId)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (!declined) return { outcome: 'recorded', events: [] };

  if (purse.state === 'ACTIVE' && deposit.amount >= currency.minDeposit) {
    await trx
      .updateTable('purses')
      .set({ state: 'DECLINED', declined_at: sql<Date>`now()` })
      .where('id', '=', purse.id)
      .execute();
  }
  if (!inBlock || purse.address_checksum === null) return { outcome: 'recorded', events: [] };
  return {
    outcome: 'recorded',
    events: [eventOfDeposit('CUSTOMER_PURSE_COMPLIANCE_DECLINED', row, purse.address_checksum, currency)],
  };
}

async function lockForVerdict(
  trx: Db,
  id: TransactionId,
): Promise<{ readonly deposit: TransactionRow; readonly purse: PurseRow } | undefined> {
  // A deposit's customer and purse never change, so they can be read before they are locked.
  const known = await trx
    .selectFrom('transactions')
    .select(['customer_id', 'purse_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!known) return undefined;
  await trx.selectFrom('customers').select('id').where('id', '=', known.customer_id).forShare().execute();
  const purse = await trx
    .selectFrom('purses')
    .selectAll()
    .where('id', '=', known.purse_id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const deposit = await trx
    .selectFrom('transactions')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return { deposit, purse };
}
