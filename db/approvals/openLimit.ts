import { sql } from 'kysely';
import type { AccountId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { parseAmount } from '../../domain/money.ts';
import type { Registry } from '../../domain/registry.ts';
import { currencyIn } from '../../domain/registry.ts';
import { lockAccount } from '../accounts/accounts.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';
import { hasSweeper } from '../sweepers/hasSweeper.ts';

/**
 * Whether one person may allocate a deposit of an account: the money cannot leave its purses, or with it no more of the currency
 * was allocated within 24 hours than `payoutLimit` says. The account's row is locked before any deposit (docs/locking.md), and stays
 * so: two at once count each other.
 */
export async function openLimit(
  trx: Db,
  registry: Registry,
  accountId: AccountId,
): Promise<(deposit: TransactionRow) => Promise<boolean>> {
  if (!(await hasSweeper(trx, accountId))) return () => Promise.resolve(true);
  const { payout_limit } = await lockAccount(trx, accountId);
  return async ({ currency, amount }) => {
    const whole = payout_limit[currency];
    const limit =
      whole === undefined ? undefined : parseAmount(whole, currencyIn(registry)(currency).decimals);
    if (limit === undefined) return false;
    const { rows } = await sql<{ readonly allocated: BaseUnits }>`
      select coalesce(sum(t.amount), 0) as allocated from audits a join transactions t on t.id = a.resource_id
      where a.account_id = ${accountId} and a.action = 'allocate' and a.created_at > now() - interval '24 hours'
        and t.currency = ${currency}
    `.execute(trx);
    return amount + (rows[0]?.allocated ?? 0n) <= limit;
  };
}
