import { sql } from 'kysely';
import type { TransactionStatus } from '../../domain/deposits/states.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

/**
 * What an unfinished deposit waits for: to be mined, a verdict, its block to be final, to be posted. `dust`
 * is a quiet deposit, whatever it waits for: nobody need look at it.
 */
export type DepositWait = 'block' | 'verdict' | 'finality' | 'posting' | 'dust';

export interface MeasuredDeposits {
  readonly chainId: ChainId;
  readonly status: TransactionStatus;
  readonly wait: DepositWait;
  readonly count: number;
  /** Since the oldest of these deposits was first seen. */
  readonly oldestSeconds: number;
}

/** The unfinished deposits, from two partial indexes of only these rows. */
export async function measureDeposits(db: Db): Promise<readonly MeasuredDeposits[]> {
  const { rows } = await sql<MeasuredDeposits>`
    select chain_id as "chainId", status, wait, count(*), extract(epoch from now() - min(created_at))::float8 as "oldestSeconds"
    from (
      select chain_id, status, 'block' as wait, created_at from transactions where status = 'MEM_POOL_FOUND'
      union all
      select chain_id, status, case
          when quiet then 'dust'
          when verdict is null and status = 'PENDING_COMPLIANCE_CHECK' then 'verdict'
          when final_block_hash is distinct from block_hash then 'finality'
          else 'posting' end, created_at
      from transactions where credited_to is null and status in ('PENDING_COMPLIANCE_CHECK', 'DECLINED')
    ) unfinished
    group by chain_id, status, wait
  `.execute(db);
  return rows;
}
