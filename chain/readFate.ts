import type { Address, TxHash } from '../domain/address.ts';
import type { Rpc } from './rpc/rpc.ts';
import { blockNumberOf, senderOf } from './wire.ts';

/** Where a transaction is that was seen pending. */
export type Fate =
  | { readonly kind: 'pending' }
  | { readonly kind: 'mined'; readonly blockNumber: number }
  | { readonly kind: 'unknown' };

/** Asks the node for the place of one transaction. */
export async function readFate(rpc: Rpc, txHash: TxHash): Promise<Fate> {
  const transaction = await rpc.call('eth_getTransactionByHash', [txHash]);
  if (transaction === null) return { kind: 'unknown' };
  const blockNumber = blockNumberOf(transaction);
  return blockNumber === null ? { kind: 'pending' } : { kind: 'mined', blockNumber };
}

/** Who signed a transaction; undefined where the node does not know it. */
export async function readSender(rpc: Rpc, txHash: TxHash): Promise<Address | undefined> {
  return senderOf(await rpc.call('eth_getTransactionByHash', [txHash]));
}
