import type { BlockHash, TxHash } from '../domain/address.ts';
import { PurserError } from '../domain/errors.ts';
import type { Transfer } from '../domain/scanning/transfer.ts';
import type { Rpc } from './rpc/rpc.ts';
import type { Listed } from './transfers.ts';
import { pendingTransfers } from './transfers.ts';
import { blockNumberOf, pendingTransactions, wireReceipt } from './wire.ts';

/** Where one transaction is, and whether it succeeded. */
export type TransactionPlace =
  | { readonly kind: 'unknown' }
  /** It is in no block. `transfers` is what it would transfer of listed currencies. */
  | { readonly kind: 'pending'; readonly transfers: readonly Transfer[] }
  | {
      readonly kind: 'mined';
      readonly blockNumber: number;
      readonly blockHash: BlockHash;
      readonly succeeded: boolean;
    };

/**
 * Asks the node for a transaction and, if it is in a block, for its receipt. `listed` comes from `listedOn`.
 * Throws `rpc_unavailable`, and `rpc_inconsistent` if the receipt is missing or belongs to another
 * transaction.
 */
export async function readTransaction(rpc: Rpc, txHash: TxHash, listed: Listed): Promise<TransactionPlace> {
  const transaction = await rpc.call('eth_getTransactionByHash', [txHash]);
  if (transaction === null) return { kind: 'unknown' };
  const blockNumber = blockNumberOf(transaction);
  if (blockNumber === null) {
    const pending = pendingTransactions({ transactions: [transaction] });
    return { kind: 'pending', transfers: pendingTransfers(pending, listed) };
  }
  const receipt = wireReceipt(await rpc.call('eth_getTransactionReceipt', [txHash]));
  if (receipt?.transactionHash !== txHash) {
    throw new PurserError('rpc_inconsistent', 'the node has a transaction in a block, but not its receipt');
  }
  return { kind: 'mined', blockNumber, blockHash: receipt.blockHash, succeeded: receipt.succeeded };
}
