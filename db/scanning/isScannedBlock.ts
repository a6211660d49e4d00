import type { BlockHeader } from '../../domain/scanning/transfer.ts';
import type { Db } from '../connect.ts';

/** Whether this is the block that was scanned at its height; also false if that block is no longer stored. */
export async function isScannedBlock(
  db: Db,
  { chainId, number, hash }: Pick<BlockHeader, 'chainId' | 'number' | 'hash'>,
): Promise<boolean> {
  const stored = await db
    .selectFrom('blocks')
    .select('hash')
    .where('chain_id', '=', chainId)
    .where('number', '=', number)
    .executeTakeFirst();
  return stored?.hash === hash;
}
