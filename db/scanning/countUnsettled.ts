import { sql } from 'kysely';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/**
 * How many purses have deposits on a network that are still pending or not posted yet. The network is that of
 * the chain's cursor.
 */
export async function countUnsettled(db: Db, network: NetworkCode): Promise<number> {
  const { rows } = await sql<{ readonly purses: number }>`
    select count(distinct t.purse_id) as purses
    from transactions t join chain_cursors c on c.chain_id = t.chain_id
    where c.network = ${network}
      and (t.status = 'MEM_POOL_FOUND'
        or t.credited_to is null and t.status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED'))
  `.execute(db);
  return rows[0]?.purses ?? 0;
}
