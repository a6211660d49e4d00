import { readHeader } from '../chain/readBlock.ts';
import type { ProvenBlock } from '../chain/readReceipts.ts';
import { readProvenReceipts } from '../chain/readReceipts.ts';
import type { Rpc } from '../chain/rpc.ts';
import { tokenTransfers } from '../chain/transfers.ts';
import type { BlockToProve } from '../db/blocksToProve.ts';
import { blocksToProve, markProven } from '../db/blocksToProve.ts';
import { findPursesByAddress } from '../db/findPursesByAddress.ts';
import { PurserError } from '../domain/errors.ts';
import { balanceOrdinal } from '../domain/transfer.ts';
import type { Scan } from './scan.ts';
import { isPassing, withEndpoint } from './scan.ts';
import { currencyIn } from './settleDeposits.ts';

/** How many blocks are proven before the walk goes on. */
const atOnce = 20;

/**
 * Before money becomes final, another node than the one it was read from must have the same block, its receipts
 * must add up to the root of its header, and they must hold exactly the transfers we found. While no other node
 * answers, finality waits. Throws `chain_disagreement` where two nodes tell different stories: that is for a
 * person to judge.
 */
export async function proveBlocks(scan: Scan, first: Rpc, height: number): Promise<void> {
  const { deps, network, pool } = scan;
  for (const block of await blocksToProve(deps.db, network.chainId, height, atOnce)) {
    scan.progress();
    try {
      const proven = await withEndpoint(pool, other => confirm(scan, first, other, block), first);
      if (!proven) return;
    } catch (error) {
      if (!isPassing(error)) throw error;
      scan.onTrouble(error);
      return;
    }
    await markProven(deps.db, network.chainId, block);
  }
}

/** Whether `other` confirms the block; false while it cannot. */
async function confirm(scan: Scan, first: Rpc, other: Rpc, block: BlockToProve): Promise<boolean> {
  if (other === first) return false;
  const proven = await readProvenReceipts(other, block.hash);
  if (!proven) {
    const theirs = await readHeader(other, scan.network.chainId, block.number);
    // It is behind; or the chain forked, which the walk will meet.
    if (!theirs || theirs.hash === block.hash) return false;
    const ours = await readHeader(first, scan.network.chainId, block.number);
    if (ours?.hash !== block.hash) return false;
    throw disagreement(scan, block, 'has another block there');
  }
  if (block.receiptsRoot !== null && proven.receiptsRoot !== block.receiptsRoot) {
    throw disagreement(scan, block, 'has other receipts');
  }
  await compareTransfers(scan, block, proven);
  return true;
}

async function compareTransfers(scan: Scan, block: BlockToProve, proven: ProvenBlock): Promise<void> {
  const { deps, listed } = scan;
  const succeeded = new Set(proven.receipts.filter(receipt => receipt.succeeded).map(({ txHash }) => txHash));
  const tokens = tokenTransfers(
    proven.receipts.flatMap(receipt => receipt.logs),
    listed,
  );
  const purses = await findPursesByAddress(deps.db, [...new Set(tokens.map(({ to }) => to))]);
  const currencyOf = currencyIn(deps.registry);
  const key = (transfer: Pick<(typeof tokens)[number], 'txHash' | 'ordinal' | 'currency' | 'amount'>) => {
    const exact = currencyOf(transfer.currency).credit === 'transferred';
    return [transfer.txHash, transfer.ordinal, transfer.currency, exact ? transfer.amount : ''].join(' ');
  };
  const theirs = new Set(tokens.filter(({ to }) => purses.has(to)).map(key));
  for (const deposit of block.deposits) {
    const there =
      deposit.kind === 'token'
        ? theirs.delete(key(deposit))
        : deposit.ordinal === balanceOrdinal || succeeded.has(deposit.txHash);
    if (!there) throw disagreement(scan, block, `does not have the transfer of ${deposit.txHash}`);
  }
  for (const missed of theirs) {
    if (!missed.endsWith(' '))
      throw disagreement(scan, block, `has a transfer that was not found: ${missed}`);
  }
}

function disagreement({ network }: Scan, { number }: BlockToProve, what: string): PurserError {
  return new PurserError(
    'chain_disagreement',
    `${network.code}: of block ${String(number)}, which is final, another node ${what}`,
  );
}
