import { readHeader } from '../chain/readBlock.ts';
import { readProvenReceipts } from '../chain/readReceipts.ts';
import type { Rpc } from '../chain/rpc.ts';
import { withoutBooked } from '../db/bookedByBalance.ts';
import type { BlockToProve } from '../db/blocksToProve.ts';
import { blocksToProve, markProven } from '../db/blocksToProve.ts';
import type { FoundBlock } from '../db/commitBlock.ts';
import { recordAgain } from '../db/recordAgain.ts';
import { PurserError } from '../domain/errors.ts';
import type { FinalHeights } from '../domain/finality.ts';
import { highestFinal } from '../domain/finality.ts';
import { balanceOrdinal } from '../domain/transfer.ts';
import { currencyIn } from '../domain/registry.ts';
import { findInBlock } from './findInBlock.ts';
import type { Scan } from './scan.ts';
import { isPassing, withEndpoint } from './scan.ts';

/** How many blocks are proven before the walk goes on. */
const atOnce = 20;

/**
 * Before money becomes final, two nodes must have its block in their chains, with the same transfers to our purses,
 * and they must be those that were found; the other node's receipts must add up to the root of its header. While
 * there is no other node that answers, finality waits. Throws `chain_disagreement` where two nodes tell different
 * stories of a block that is final for all: that is for a person to judge. Above it they may differ in passing.
 */
export async function proveBlocks(scan: Scan, first: Rpc, final: FinalHeights): Promise<void> {
  const { deps, network, pool } = scan;
  for (const block of await blocksToProve(deps.db, network.chainId, highestFinal(final), atOnce)) {
    scan.progress();
    try {
      const proven = await withEndpoint(pool, other => confirm(scan, first, other, block), first);
      if (proven) await markProven(deps.db, network.chainId, block);
    } catch (error) {
      const passes = error instanceof PurserError && error.code === 'chain_disagreement';
      if (!isPassing(error) && !(passes && block.number > final.all)) throw error;
      scan.onTrouble(error);
      // The node does not answer now; one that contradicts itself may still confirm other blocks.
      if (error.code === 'rpc_unavailable') return;
    }
  }
}

/** Whether both nodes confirm the block as it is stored; false while they cannot. */
async function confirm(scan: Scan, first: Rpc, other: Rpc, block: BlockToProve): Promise<boolean> {
  if (other === first) return false;
  const { deps, network } = scan;
  const [ours, theirs] = [
    await readHeader(first, network.chainId, block.number),
    await readHeader(other, network.chainId, block.number),
  ];
  // One is behind, or the chain forked, which the walk will meet.
  if (!theirs || ours?.hash !== block.hash) return false;
  // By its number: a node goes on knowing a block by its hash after it left the chain.
  if (theirs.hash !== block.hash) throw disagreement(scan, block, 'another block is there');

  const proven = await readProvenReceipts(other, block.hash);
  if (!proven) return false;
  if (block.receiptsRoot !== null && proven.receiptsRoot !== block.receiptsRoot) {
    throw disagreement(scan, block, 'it has other receipts');
  }
  const [here, there] = [await transfersIn(scan, first, block), await transfersIn(scan, other, block)];
  if (!here || !there) return false;
  const stored = keysOf(block.deposits.filter(({ ordinal }) => ordinal !== balanceOrdinal));
  if (!isSame(keysOf(here.hits), keysOf(there.hits))) {
    throw disagreement(scan, block, 'it has other transfers');
  }
  if (stored.difference(keysOf(here.hits)).size > 0) {
    throw disagreement(scan, block, 'a transfer that was found is in it no more');
  }
  if (isSame(stored, keysOf(here.hits))) return true;
  // Both show what was not found: a currency was listed meanwhile, or the first reading was of a node that lied.
  await recordAgain(deps.db, here, { currencyOf: currencyIn(deps.registry), mustBeProven: true });
  return false;
}

/** What a node has for our purses in the block; undefined where it is another block by now. */
async function transfersIn(
  scan: Scan,
  rpc: Rpc,
  { number, hash }: BlockToProve,
): Promise<FoundBlock | undefined> {
  const block = await findInBlock(scan, rpc, number);
  return block?.hash === hash ? withoutBooked(scan.deps.db, block) : undefined;
}

type Compared = Omit<BlockToProve['deposits'][number], 'to'>;

function keysOf(transfers: readonly Compared[]): ReadonlySet<string> {
  return new Set(
    transfers.map(({ txHash, kind, ordinal, currency, amount, purseId }) =>
      [txHash, kind, ordinal, currency, String(amount), purseId].join(' '),
    ),
  );
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.symmetricDifference(other).size === 0;
}

function disagreement({ network }: Scan, { number }: BlockToProve, what: string): PurserError {
  return new PurserError(
    'chain_disagreement',
    `${network.code}, block ${String(number)}: by another node ${what}`,
  );
}
