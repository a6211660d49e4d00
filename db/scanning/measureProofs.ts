import { sql } from 'kysely';
import type { NetworkCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

export interface MeasuredProofs {
  readonly network: NetworkCode;
  readonly blocks: number;
  /** Since the oldest of these blocks was mined. */
  readonly oldestSeconds: number;
}

/** The blocks with money that would be final but lack a second node's proof. */
export async function measureProofs(db: Db): Promise<readonly MeasuredProofs[]> {
  const { rows } = await sql<MeasuredProofs>`
    select c.network, count(distinct b.number) as blocks,
      extract(epoch from now() - min(b.mined_at))::float8 as "oldestSeconds"
    from chain_cursors c
    join transactions t on t.chain_id = c.chain_id and t.block_number <= c.final_height and t.final_block_hash is null
    join blocks b on b.chain_id = t.chain_id and b.number = t.block_number and b.hash = t.block_hash
    where not b.proven
    group by c.network
  `.execute(db);
  return rows;
}
