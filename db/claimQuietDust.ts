import { sql } from 'kysely';
import type { PurseId, TransactionId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

/** How long one who claimed a quiet deposit has to settle it, before another tries; older ones have longer. */
const leaseSeconds = 60;

/**
 * Claims up to `limit` quiet deposits in final blocks that are to be screened and posted: new ones first. What is
 * not settled, as nobody gave a verdict, comes again when it is twice as old: old ones do not keep new ones waiting.
 */
export async function claimQuietDust(
  db: Db,
  limit: number,
): Promise<readonly { readonly id: TransactionId; readonly purseId: PurseId }[]> {
  const { rows } = await sql<{ id: TransactionId; purseId: PurseId }>`
    update transactions t set leased_until = now()
      + least(interval '1 day', greatest(make_interval(secs => ${leaseSeconds}), now() - created_at))
    from (
      select id from transactions
      where quiet and credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
        and final_block_hash = block_hash and (leased_until is null or leased_until < now())
      order by leased_until nulls first, id limit ${limit} for update skip locked
    ) due
    where t.id = due.id
    returning t.id, t.purse_id as "purseId"
  `.execute(db);
  return rows;
}
