import { sql } from 'kysely';
import type { BlockHash } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

export interface FinalBlock {
  readonly chainId: ChainId;
  /** The highest that is final to the scanner; -1 while none is. */
  readonly finalHeight: number;
  readonly number: number;
  /** Its hash where it is still stored. */
  readonly hash: BlockHash | null;
}

/** The block of each chain that is scanned at which its books are compared: the one asked for, else the last final one. */
export async function readFinalBlocks(
  db: Db,
  asked: ReadonlyMap<ChainId, number>,
): Promise<readonly FinalBlock[]> {
  const { rows } = await sql<FinalBlock>`
    select c.chain_id as "chainId", c.final_height as "finalHeight", wanted.number, b.hash
    from chain_cursors c
      left join unnest(${[...asked.keys()]}::bigint[], ${[...asked.values()]}::bigint[]) as asked (chain_id, number)
        on asked.chain_id = c.chain_id
      cross join lateral (select coalesce(asked.number, c.final_height) as number) wanted
      left join blocks b on b.chain_id = c.chain_id and b.number = wanted.number
    where c.height is not null
    order by c.chain_id
  `.execute(db);
  return rows;
}
