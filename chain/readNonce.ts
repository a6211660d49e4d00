import type { Rpc } from './rpc/rpc.ts';
import { quantity } from './wireValues.ts';

/** The number of the address's transactions in blocks, which is its lowest unused nonce. */
export async function readNonce(rpc: Rpc, address: string): Promise<number> {
  return quantity(await rpc.call('eth_getTransactionCount', [address, 'latest']), 'transaction count');
}
