import type { BlockHash } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';
import type { ChainId } from '../domain/registry.ts';
import type { BlockHeader, ScannedBlock, Transfer } from '../domain/transfer.ts';
import type { Rpc } from './rpc.ts';
import type { Listed } from './transfers.ts';
import { nativeTransfers, tokenTransfers } from './transfers.ts';
import { wireBlock, wireLogs, wireReceipt } from './wire.ts';
import type { WireBlock } from './wire.ts';

const hex = (number: number): string => `0x${number.toString(16)}`;

/**
 * Reads block `number` with every transfer of a listed currency in it; null while the node has no such block.
 * Logs are asked for by the block's hash, so that both answers are of one block even while the chain forks:
 * by number, a lagging node answers `[]`. Throws `rpc_unavailable`, `rpc_inconsistent`.
 */
export async function readBlock(
  rpc: Rpc,
  chainId: ChainId,
  number: number,
  listed: Listed,
): Promise<ScannedBlock | null> {
  const block = wireBlock(await rpc.call('eth_getBlockByNumber', [hex(number), true]));
  if (!block) return null;
  if (block.number !== number) throw new PurserError('rpc_inconsistent', 'the node gave another block');

  const logs = wireLogs(await rpc.call('eth_getLogs', [{ blockHash: block.hash }]));
  if (logs.some(log => log.blockHash !== block.hash)) {
    throw new PurserError('rpc_inconsistent', 'the node gave logs of another block');
  }
  const inOrder = logs.toSorted((a, b) => a.logIndex - b.logIndex);
  return {
    ...header(chainId, block),
    transfers: [...nativeTransfers(block.transactions, listed), ...tokenTransfers(inOrder, listed)],
  };
}

/** The header of a block; null while the node has no such block. */
export async function readHeader(rpc: Rpc, chainId: ChainId, number: number): Promise<BlockHeader | null> {
  const block = wireBlock(await rpc.call('eth_getBlockByNumber', [hex(number), true]));
  return block && header(chainId, block);
}

/**
 * Keeps the transfers that took place: a transaction in a block may have failed, and then its value did not
 * move. Only receipts tell, so this is asked for the few transfers that concern a purse, not for the block.
 */
export async function succeededTransfers(
  rpc: Rpc,
  blockHash: BlockHash,
  transfers: readonly Transfer[],
): Promise<readonly Transfer[]> {
  const doubtful = new Set(transfers.filter(transfer => transfer.kind === 'native').map(t => t.txHash));
  const failed = new Set<string>();
  await Promise.all(
    [...doubtful].map(async txHash => {
      const receipt = wireReceipt(await rpc.call('eth_getTransactionReceipt', [txHash]));
      // The block may have left the chain since it was read: read again rather than guess.
      if (receipt?.blockHash !== blockHash) {
        throw new PurserError('rpc_inconsistent', `the receipt of ${txHash} is not of its block`);
      }
      if (!receipt.succeeded) failed.add(txHash);
    }),
  );
  return transfers.filter(transfer => !failed.has(transfer.txHash));
}

function header(chainId: ChainId, block: WireBlock): BlockHeader {
  return {
    chainId,
    number: block.number,
    hash: block.hash,
    parentHash: block.parentHash,
    minedAt: new Date(block.timestamp * 1000),
  };
}
