import type { BlockHash, TxHash } from '../domain/address.ts';
import { receiptsRootOf } from './receiptsRoot.ts';
import { RpcRefusal } from './rpc/refusals.ts';
import type { Rpc } from './rpc/rpc.ts';
import type { WireFullReceipt, WireLog } from './wire.ts';
import { transactionHashes, wireFullReceipt, wireHeader } from './wire.ts';
import { array, contradiction } from './wireValues.ts';

/** The outcome of one transaction of a block, proven by the block's header. */
export interface ProvenReceipt {
  readonly txHash: TxHash;
  readonly succeeded: boolean;
  /** The transaction's type (EIP-2718); 0 for the oldest. */
  readonly type: number;
  readonly gasUsed: bigint;
  /** In order: a log's position inside its receipt is its index here. */
  readonly logs: readonly WireLog[];
}

export interface ProvenBlock {
  readonly number: number;
  readonly receiptsRoot: BlockHash;
  /** One for each transaction, in the block's order. */
  readonly receipts: readonly ProvenReceipt[];
}

/**
 * Reads the receipts of a block and proves that they are complete and unaltered: the receipts root rebuilt
 * from them equals that of the header. Null while the node has no such block. Throws `rpc_unavailable`, and
 * `rpc_inconsistent` if the proof fails.
 */
export async function readProvenReceipts(rpc: Rpc, blockHash: BlockHash): Promise<ProvenBlock | null> {
  const answer = await rpc.call('eth_getBlockByHash', [blockHash, false]);
  const header = wireHeader(answer);
  if (!header) return null;
  if (header.hash !== blockHash) throw contradiction('the node gave another block');
  const txHashes = transactionHashes(answer);
  const answers =
    (await readBlockReceipts(rpc, blockHash)) ??
    (await Promise.all(txHashes.map(txHash => rpc.call('eth_getTransactionReceipt', [txHash]))));
  const receipts = inOrder(answers.map(wireFullReceipt), blockHash, txHashes);
  if ((await receiptsRootOf(receipts)) !== header.receiptsRoot) {
    throw contradiction(`the receipts of ${blockHash} do not match its header`);
  }
  return {
    number: header.number,
    receiptsRoot: header.receiptsRoot,
    receipts: receipts.map(({ transactionHash: txHash, succeeded, type, cumulativeGasUsed, logs }, at) => ({
      txHash,
      succeeded,
      type,
      gasUsed: cumulativeGasUsed - (receipts[at - 1]?.cumulativeGasUsed ?? 0n),
      logs,
    })),
  };
}

/** All receipts of a block in one call, not checked; undefined if the node refuses the call. */
export async function readBlockReceipts(
  rpc: Rpc,
  blockHash: BlockHash,
): Promise<readonly unknown[] | undefined> {
  try {
    return array(await rpc.call('eth_getBlockReceipts', [blockHash]), 'receipts');
  } catch (error) {
    if (error instanceof RpcRefusal) return undefined;
    throw error;
  }
}

/** Checks what the root does not cover: the hashes of block and transaction, and the numbers of the logs. */
function inOrder(
  receipts: readonly (WireFullReceipt | null)[],
  blockHash: BlockHash,
  txHashes: readonly TxHash[],
): readonly WireFullReceipt[] {
  if (receipts.length !== txHashes.length)
    throw contradiction('the number of receipts differs from the number of transactions');
  let logIndex = 0;
  return txHashes.map((txHash, at) => {
    const receipt = receipts[at];
    if (receipt?.blockHash !== blockHash)
      throw contradiction(`a receipt names another block than ${blockHash}`);
    if (receipt.transactionHash !== txHash || receipt.transactionIndex !== at) {
      throw contradiction('the receipts are in another order');
    }
    for (const log of receipt.logs) {
      const isOurs = log.blockHash === blockHash && log.transactionHash === txHash;
      if (!isOurs || log.logIndex !== logIndex++)
        throw contradiction(`a log does not belong to the receipt of ${txHash}`);
    }
    return receipt;
  });
}
