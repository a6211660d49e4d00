import { readHeader } from '../../chain/readBlock.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import type { StoredBlock } from '../../db/scanning/rollbackChain.ts';
import { storedBlocksBelow } from '../../db/scanning/rollbackChain.ts';
import type { Scan } from '../scanning/scan.ts';

type Asking = Pick<Scan, 'deps' | 'network'>;

/**
 * The highest stored block that is final and not above `head`, if the node has another block at its height:
 * then the node is on another chain than the scanned one. Null if the node has the same block or lacks it, or
 * if no such block is stored.
 */
export async function deniesFinal(scan: Asking, node: Rpc, head: number): Promise<StoredBlock | null> {
  const ours = await lastFinal(scan, head);
  const theirs = ours && (await readHeader(node, scan.network.chainId, ours.number));
  return theirs && theirs.hash !== ours.hash ? ours : null;
}

/** The highest stored block that is final and not above `head`. */
export async function lastFinal(scan: Asking, head: number): Promise<StoredBlock | undefined> {
  const { deps, network } = scan;
  const below = Math.min(head, await finalHeightOf(scan)) + 1;
  const [stored] = await storedBlocksBelow(deps.db, network.chainId, below, 1);
  return stored;
}

export async function finalHeightOf({ deps, network }: Asking): Promise<number> {
  const row = await deps.db
    .selectFrom('chain_cursors')
    .select('final_height')
    .where('chain_id', '=', network.chainId)
    .executeTakeFirstOrThrow();
  return row.final_height;
}
