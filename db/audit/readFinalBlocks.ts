import { sql } from 'kysely';
import type { BlockHash } from '../../domain/address.ts';
import type { ChainId } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';

export interface FinalBlock {
  readonly chainId: ChainId;
  /** The highest block that is final for the scanner; -1 while none is. */
  readonly finalHeight: number;
  readonly number: number;
  /** The block's hash if it is still stored. */
  readonly hash: BlockHash | null;
}

/**
 * For each scanned chain, the block at which its books are compared: the one asked for, else the last final
 * one.
 */
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

/** The last block that the scanner has read, which may yet leave the chain; undefined before the first. */
export async function readScannedBlock(
  db: Db,
  chainId: ChainId,
): Promise<{ readonly number: number; readonly hash: BlockHash } | undefined> {
  const row = await db
    .selectFrom('chain_cursors')
    .select(['height', 'hash'])
    .where('chain_id', '=', chainId)
    .executeTakeFirst();
  return row?.hash ? { number: row.height ?? 0, hash: row.hash } : undefined;
}

/** Whether the scanner still has this block in its chain. */
export async function isStored(db: Db, chainId: ChainId, hash: BlockHash, number: number): Promise<boolean> {
  const row = await db
    .selectFrom('blocks')
    .select('number')
    .where('chain_id', '=', chainId)
    .where('number', '=', number)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row !== undefined;
}
