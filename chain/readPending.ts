import type { Address } from '../domain/address.ts';
import type { PendingTransfer } from '../domain/scanning/transfer.ts';
import { RpcRefusal } from './rpc/refusals.ts';
import type { Rpc } from './rpc/rpc.ts';
import type { Listed } from './transfers.ts';
import { pendingTransfers } from './transfers.ts';
import { pendingTransactions } from './wire.ts';

/** What the node's pending block forecasts; nothing if it has no such block. No part of it is certain. */
export interface Forecast {
  readonly transfers: readonly PendingTransfer[];
  /** Whether the pending block has a transaction of this sender with this nonce. */
  isTaken(sender: Address, nonce: number): boolean;
}

export async function readPending(rpc: Rpc, listed: Listed): Promise<Forecast> {
  const block = await pendingBlock(rpc);
  const transactions = block === null ? [] : pendingTransactions(block);
  const taken = new Set(transactions.map(({ from, nonce }) => `${from} ${String(nonce)}`));
  return {
    transfers: pendingTransfers(transactions, listed),
    isTaken: (sender, nonce) => taken.has(`${sender} ${String(nonce)}`),
  };
}

/** Null also if the node has no pending block, like those of many providers. */
async function pendingBlock(rpc: Rpc): Promise<unknown> {
  try {
    return await rpc.call('eth_getBlockByNumber', ['pending', true]);
  } catch (error) {
    if (error instanceof RpcRefusal) return null;
    throw error;
  }
}
