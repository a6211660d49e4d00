import { sql } from 'kysely';
import type { LastOfDay } from '../../domain/scanning/unsupportedLimits.ts';
import { sentPerDay } from '../../domain/scanning/unsupportedLimits.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';

/** Whether a declined deposit below the minimum sends an event; `last`: as the last of its day. */
export type DustNotice = 'sent' | 'counted' | { readonly last: LastOfDay };

/**
 * Counts a declined deposit below the minimum, and returns whether it sends an event: a purse and an account
 * each send only so many a day. The purse must be locked, so its count is exact. The account's count is read
 * without a lock, so deposits declined at the same moment may exceed its limit.
 */
export async function countDirtyDust(
  trx: Db,
  { account_id, purse_id, chain_id }: Pick<TransactionRow, 'account_id' | 'purse_id' | 'chain_id'>,
): Promise<DustNotice> {
  const { ofPurse, ofAccount } = sentPerDay;
  const { rows } = await sql<{ count: number; day: string; ofAccount: number }>`
    with account as (
      select coalesce(sum(least(count, ${ofPurse})), 0)::bigint as sent from (
        select count from stranger_tallies
        where account_id = ${account_id} and kind = 'dirty_dust' and day = (now() at time zone 'UTC')::date
          and scope_id <> account_id
        limit ${ofAccount}
      ) purses
    ), tallied as (
      insert into stranger_tallies as t (kind, scope_id, account_id, chain_id, day, count)
      values ('dirty_dust', ${purse_id}, ${account_id}, ${chain_id}, (now() at time zone 'UTC')::date, 1)
      on conflict (kind, scope_id, chain_id, day) do update set count = t.count + 1
      returning count, day
    )
    select tallied.count, tallied.day::text, account.sent as "ofAccount" from tallied, account
  `.execute(trx);
  const [tally] = rows;
  if (!tally) throw new Error('a count returns one row');
  const { count, day } = tally;
  if (tally.ofAccount >= ofAccount) {
    const first = await isFirst(trx, account_id, chain_id);
    return first ? { last: { of: 'account', day, told: tally.ofAccount } } : 'counted';
  }
  if (count <= ofPurse) return 'sent';
  return count === ofPurse + 1 ? { last: { of: 'purse', day, told: ofPurse } } : 'counted';
}

/**
 * Whether this is the chain's first deposit over the account's limit today. The row is written once, and
 * nothing locks it afterwards.
 */
async function isFirst(
  trx: Db,
  accountId: TransactionRow['account_id'],
  chainId: TransactionRow['chain_id'],
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into stranger_tallies (kind, scope_id, account_id, chain_id, day, count)
    values ('dirty_dust', ${accountId}, ${accountId}, ${chainId}, (now() at time zone 'UTC')::date, 1)
    on conflict do nothing
  `.execute(trx);
  return Number(numAffectedRows ?? 0) > 0;
}
