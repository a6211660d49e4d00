import type { Address, TxHash } from '../domain/address.ts';
import type { Rpc } from './rpc/rpc.ts';
import { blockNumberOf, senderOf } from './wire.ts';

/** Where a transaction that was seen pending is now. */
export type Fate =
  | { readonly kind: 'pending' }
  | { readonly kind: 'mined'; readonly blockNumber: number }
  | { readonly kind: 'unknown' };

/** Asks the node where one transaction is. */
export async function readFate(rpc: Rpc, txHash: TxHash): Promise<Fate> {
  const transaction = await rpc.call('eth_getTransactionByHash', [txHash]);
  if (transaction === null) return { kind: 'unknown' };
  const blockNumber = blockNumberOf(transaction);
  return blockNumber === null ? { kind: 'pending' } : { kind: 'mined', blockNumber };
}

/** The signer of a transaction; undefined if the node does not know the transaction. */
export async function readSender(rpc: Rpc, txHash: TxHash): Promise<Address | undefined> {
  return senderOf(await rpc.call('eth_getTransactionByHash', [txHash]));
}
