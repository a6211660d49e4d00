import { sql } from 'kysely';
import type { PurseId, TransactionId } from '../../domain/ids.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/** How long a claimer has to settle a quiet deposit before another tries; longer for older deposits. */
const usualLeaseSeconds = 60;

/** The most purses and currencies that share a claim. */
const groupsAtOnce = 10;

export interface ClaimedDust {
  readonly id: TransactionId;
  readonly purseId: PurseId;
}

/**
 * Claims up to `limit` quiet deposits in final blocks, to be screened and posted. Purses and currencies take
 * turns with equal shares, so that thousands of deposits of one do not delay the others. Within each, new
 * deposits come first. A deposit that stays unsettled because nobody gave a verdict is claimed again when it
 * is twice as old.
 *
 * The groups' rows are locked by a statement of their own before their deposits are read. So a deposit that
 * becomes final meanwhile is either seen here, or schedules its group again when it commits.
 */
export async function claimQuietDust(
  db: Db,
  limit: number,
  leaseSeconds = usualLeaseSeconds,
): Promise<readonly ClaimedDust[]> {
  return db.transaction().execute(async trx => {
    const groups = await sql<Group>`
      select purse_id, currency from dust_sums where settle_at <= now()
      order by settle_at limit ${Math.min(limit, groupsAtOnce)} for update skip locked
    `.execute(trx);
    if (groups.rows.length === 0) return [];
    const share = Math.floor(limit / groups.rows.length);
    const named = sql`jsonb_to_recordset(${JSON.stringify(groups.rows)}::jsonb) as g (purse_id text, currency text)`;
    const claimed = await claimOf(trx, named, share, leaseSeconds);
    await putNext(trx, named);
    return claimed;
  });
}

interface Group {
  readonly purse_id: PurseId;
  readonly currency: CurrencyCode;
}

const quiet = sql`t.purse_id = g.purse_id and t.currency = g.currency and t.quiet and t.credited_to is null
  and t.status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')`;

async function claimOf(
  trx: Db,
  groups: ReturnType<typeof sql>,
  share: number,
  leaseSeconds: number,
): Promise<readonly ClaimedDust[]> {
  const { rows } = await sql<ClaimedDust>`
    update transactions t set leased_until = now()
      + least(interval '1 day', greatest(make_interval(secs => ${leaseSeconds}), now() - created_at))
    from (
      select due.id from ${groups} cross join lateral (
        select id from transactions t
        where ${quiet} and t.final_block_hash = t.block_hash and (t.leased_until is null or t.leased_until < now())
        order by t.leased_until nulls first, t.id limit ${share} for update skip locked
      ) due
    ) due
    where t.id = due.id
    returning t.id, t.purse_id as "purseId"
  `.execute(trx);
  return rows;
}

/** Schedules each group for when the first of its final deposits may be claimed. */
async function putNext(trx: Db, groups: ReturnType<typeof sql>): Promise<void> {
  await sql`
    update dust_sums s set settle_at = (
      select greatest(now(), coalesce(t.leased_until, now())) from transactions t
      where ${quiet} and t.final_block_hash = t.block_hash
      order by t.leased_until nulls first, t.id limit 1
    )
    from ${groups} where s.purse_id = g.purse_id and s.currency = g.currency
  `.execute(trx);
}
