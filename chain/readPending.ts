import type { PendingTransfer } from '../domain/transfer.ts';
import type { Rpc } from './rpc.ts';
import type { Listed } from './transfers.ts';
import { pendingTransfers } from './transfers.ts';
import { pendingTransactions } from './wire.ts';

/** Transfers that the node's pending block forecasts. Nothing of it is certain. */
export async function readPending(rpc: Rpc, listed: Listed): Promise<readonly PendingTransfer[]> {
  const block = await rpc.call('eth_getBlockByNumber', ['pending', true]);
  return block === null ? [] : pendingTransfers(pendingTransactions(block), listed);
}
