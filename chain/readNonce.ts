import type { Rpc } from './rpc/rpc.ts';
import { quantity } from './wireValues.ts';

/** How many transactions of the address are in blocks: the lowest nonce that is not used. */
export async function readNonce(rpc: Rpc, address: string): Promise<number> {
  return quantity(await rpc.call('eth_getTransactionCount', [address, 'latest']), 'transaction count');
}
