import { RpcRefusal } from '../rpc/refusals.ts';
import type { Rpc } from '../rpc/rpc.ts';

/** `taken`: the node has the transaction now, perhaps since before. `refused`: it does not, and says why. */
export type Broadcast = { readonly taken: true } | { readonly taken: false; readonly why: string };

/** The words of the nodes for a transaction that they have already (geth, Nethermind, Besu, Erigon, Reth). */
const alreadyKnown = /already known|already imported|known transaction|already exists|alreadyknown/i;

/**
 * Gives signed bytes to a node, which may be done any number of times. What a node says of it decides nothing: a nonce
 * is over by what blocks show alone. Throws `rpc_unavailable` if the node gave no answer, and then it may have
 * the transaction.
 */
export async function broadcast(rpc: Rpc, raw: string): Promise<Broadcast> {
  try {
    await rpc.call('eth_sendRawTransaction', [raw]);
    return { taken: true };
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
    return alreadyKnown.test(error.message) ? { taken: true } : { taken: false, why: error.message };
  }
}
