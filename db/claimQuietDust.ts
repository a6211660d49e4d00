import { sql } from 'kysely';
import type { PurseId, TransactionId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

/** How long one who claimed a quiet deposit has to settle it, before another tries. */
const leaseSeconds = 60;

/**
 * Claims up to `limit` quiet deposits in final blocks that are to be screened and posted, for a minute: what
 * is not settled by then, as the provider gave no verdict, comes again.
 */
export async function claimQuietDust(
  db: Db,
  limit: number,
): Promise<readonly { readonly id: TransactionId; readonly purseId: PurseId }[]> {
  const { rows } = await sql<{ id: TransactionId; purseId: PurseId }>`
    update transactions t set leased_until = now() + make_interval(secs => ${leaseSeconds})
    from (
      select id from transactions
      where quiet and credited_to is null and status = 'PENDING_COMPLIANCE_CHECK'
        and final_block_hash = block_hash and (leased_until is null or leased_until < now())
      order by id limit ${limit} for update skip locked
    ) due
    where t.id = due.id
    returning t.id, t.purse_id as "purseId"
  `.execute(db);
  return rows;
}
