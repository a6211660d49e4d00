import { sql } from 'kysely';
import { unknownSender } from '../../domain/deposits/compliance.ts';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import type { DepositFacts, HeldMoney } from '../../domain/messages.ts';
import { baseUnits, formatAmount } from '../../domain/money.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { isHeld } from '../isHeld.ts';
import type { TransactionRow } from '../schema.ts';
import { standingVerdict } from './standingVerdict.ts';

type CurrencyOf = (code: string) => Currency;

/** The facts of the purse's deposits among `ids`. */
export async function describeDeposits(
  db: Db,
  currencyOf: CurrencyOf,
  purseId: PurseId,
  ids: readonly TransactionId[],
): Promise<readonly DepositFacts[]> {
  const rows = await db
    .selectFrom('transactions')
    .selectAll()
    .where('purse_id', '=', purseId)
    .where(sql<boolean>`id = any (${ids})`)
    .orderBy('id')
    .execute();
  return rows.map(row => factsOf(currencyOf, row));
}

/**
 * What the purse holds until a person frees it, without dust, with the oldest `limit` of these deposits; null
 * if it holds nothing.
 */
export async function describeHeld(
  db: Db,
  currencyOf: CurrencyOf,
  purseId: PurseId,
  limit: number,
): Promise<HeldMoney | null> {
  const held = db.selectFrom('transactions').where('purse_id', '=', purseId).where(isHeld);
  const sums = await held
    .select(({ fn }) => ['currency', fn.countAll<string>().as('count'), fn.sum<string>('amount').as('sum')])
    .groupBy('currency')
    .orderBy('currency')
    .execute();
  if (sums.length === 0) return null;
  const rows = await held.selectAll().orderBy('id').limit(limit).execute();
  return {
    count: sums.reduce((total, { count }) => total + Number(count), 0),
    sums: sums.map(({ currency, sum }) => ({
      currency,
      amount: formatAmount(baseUnits(sum), currencyOf(currency).decimals),
    })),
    deposits: rows.map(row => ({ ...factsOf(currencyOf, row), declinedBy: declinedBy(row) })),
  };
}

function factsOf(currencyOf: CurrencyOf, row: TransactionRow): DepositFacts {
  return {
    transactionId: row.id,
    amount: formatAmount(row.amount, currencyOf(row.currency).decimals),
    currency: row.currency,
    from: String(row.address_from) === unknownSender ? null : row.address_from,
    seenAt: row.created_at.toISOString(),
  };
}

function declinedBy(row: TransactionRow): string | null {
  const decided = standingVerdict(row);
  return decided?.verdict === 'decline' ? (decided.by ?? 'a person') : null;
}
