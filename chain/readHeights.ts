import type { FinalityPolicy } from '../domain/registry.ts';
import type { Heights } from '../domain/finality.ts';
import type { Rpc } from './rpc.ts';
import { quantity, wireBlock } from './wire.ts';

/** The node's head and, where the network's finality goes by a tag, the height of that tag. */
export async function readHeights(rpc: Rpc, policy: FinalityPolicy): Promise<Heights> {
  const head = quantity(await rpc.call('eth_blockNumber', []), 'block number');
  if (policy.kind === 'confirmations') return { head, safe: null, finalized: null };
  const tagged = wireBlock(await rpc.call('eth_getBlockByNumber', [policy.tag, true]));
  return { head, safe: null, finalized: null, [policy.tag]: tagged?.number ?? null };
}

/** The chain the node serves (EIP-695). */
export async function readChainId(rpc: Rpc): Promise<number> {
  return quantity(await rpc.call('eth_chainId', []), 'chain id');
}
