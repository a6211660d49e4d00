import { sql } from 'kysely';
import { changesOf } from '../../domain/ledger/audit.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { ChainId, Currency } from '../../domain/registry.ts';
import { pausedBy, seized } from '../../domain/sweeping/finding.ts';
import { recordAudit } from '../accounts/recordAudit.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { FindingRow } from '../schema.ts';
import { isProven } from '../isProven.ts';
import { bookLeft } from './bookLeft.ts';
import { isMatchedCoin, isOurs } from './isOurs.ts';
import { ofAccount, openFindings } from './openFindings.ts';
import { stopLanes } from './stopLanes.ts';

interface Rules {
  /** Final by the network's own rule; -1 if nothing is. */
  readonly height: number;
  readonly mustBeProven: boolean;
  readonly currencyOf: (code: string) => Currency;
}

/**
 * Draws the conclusions of findings on a chain, after the final height was moved. Returns the events:
 *
 * 1. what a block shows is final when the block is;
 * 2. a final one pauses sending, and is told once. If a token's issuer took coins, only that purse's coins of the token are
 *    left alone, which is not told;
 * 3. what a person resolved is audited with his words, and what left by it is booked;
 * 4. when a person has resolved the last one, the end of the pause is told.
 *
 * The caller holds the lock on the chain's cursor.
 */
export async function settleFindings(
  trx: Db,
  chainId: ChainId,
  { height, mustBeProven, currencyOf }: Rules,
): Promise<readonly AccountEvent[]> {
  if (height >= 0) {
    // A person matched its transaction before its block was proven.
    await sql`
      delete from findings f where chain_id = ${chainId} and not is_final
        and (${isOurs(chainId, sql.ref('f.tx_hash'))} or ${isMatchedCoin})
    `.execute(trx);
    await sql`
      update findings f set is_final = true
      where chain_id = ${chainId} and not is_final and block_number <= ${height}
        and (not ${mustBeProven} or ${isProven('f')})
    `.execute(trx);
  }
  const { rows } = await sql<FindingRow>`
    select * from findings
    where chain_id = ${chainId} and is_final and (told_at is null or (resolved_at is not null and closed_at is null))
    order by id for update
  `.execute(trx);
  const events: AccountEvent[] = [];
  for (const row of rows) {
    if (row.told_at === null) events.push(...(await pause(trx, row, currencyOf)));
  }
  for (const row of rows) {
    if (row.resolved_at !== null) events.push(...(await close(trx, row)));
  }
  return events;
}

async function pause(
  trx: Db,
  row: FindingRow,
  currencyOf: Rules['currencyOf'],
): Promise<readonly AccountEvent[]> {
  await trx
    .updateTable('findings')
    .set({ told_at: sql<Date>`now()` })
    .where('id', '=', row.id)
    .execute();
  if (row.resolved_at === null) await (pausedBy[row.kind] === 'purse' ? pausePurse : stopLanes)(trx, row);
  if (pausedBy[row.kind] === 'purse') return [];
  const { currency, amount } = row;
  return [
    eventOf('SENDING_PAUSED', 1, row, {
      reason: row.kind,
      purseId: row.purse_id,
      currency,
      amount:
        currency === null || amount === null
          ? null
          : formatAmount(baseUnits(amount), currencyOf(currency).decimals),
      transactionHash: row.tx_hash,
    }),
  ];
}

/** Until a person asks for it by name, or resolves the finding. */
async function pausePurse(trx: Db, { purse_id, currency }: FindingRow): Promise<void> {
  if (currency === null) return;
  const paused = { reason: seized, until: null } as const;
  await trx
    .insertInto('sweep_pauses')
    .values({ purse_id, currency, skips: 1, ...paused })
    .onConflict(conflict => conflict.columns(['purse_id', 'currency']).doUpdateSet(paused))
    .execute();
}

async function close(trx: Db, row: FindingRow): Promise<readonly AccountEvent[]> {
  const { id, account_id, network, kind, purse_id, currency, explanation } = row;
  await trx
    .updateTable('findings')
    .set({ closed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  await bookLeft(trx, row);
  await auditOf(trx, row);
  if (pausedBy[kind] === 'purse') {
    await sql`
      delete from sweep_pauses p where purse_id = ${purse_id} and currency = ${currency} and reason = ${seized}
        and not exists (select from findings f where f.purse_id = p.purse_id and f.currency = p.currency
          and f.kind = ${kind} and f.is_final and f.resolved_at is null)
    `.execute(trx);
    return [];
  }
  if ((await openFindings(trx, account_id, network)).length > 0) return [];
  return [eventOf('SENDING_RESUMED', 2, row, { explanation })];
}

async function auditOf(
  trx: Db,
  { id, account_id, explanation, resolved_by, left_amount, destination_id }: FindingRow,
): Promise<void> {
  const said = {
    leftAmount: left_amount === null ? null : String(left_amount),
    destinationId: destination_id,
  };
  await recordAudit(trx, {
    ...{ accountId: account_id, action: 'resolve', resourceType: 'finding', resourceId: id },
    ...{ reason: explanation, by: null, decidedBy: resolved_by, changes: changesOf({}, said) },
  });
}

function eventOf(
  type: 'SENDING_PAUSED' | 'SENDING_RESUMED',
  version: number,
  { id, account_id: accountId, network, chain_id: chainId, kind }: FindingRow,
  more: AccountEvent['data'],
): AccountEvent {
  return {
    accountId,
    type,
    resource: { type: 'finding', id, version },
    customerId: null,
    data: { network, chainId, findingId: id, allNetworks: ofAccount.includes(kind), ...more },
  };
}
