import type { Network } from '../domain/registry.ts';
import type { Heights } from '../domain/scanning/finality.ts';
import { RpcRefusal } from './rpc/refusals.ts';
import type { Rpc } from './rpc/rpc.ts';
import { wireHeader } from './wire.ts';
import { quantity } from './wireValues.ts';

/**
 * The node's head, and the heights of the tags that the finality of the network and its tiers uses. A height
 * is null
 * - if no policy uses its tag: then the node is not asked;
 * - if the node has no block for the tag yet;
 * - if the node refuses the tag and every policy that uses it has a depth to fall back on (`maxLag`).
 * Throws `rpc_unavailable`, also if the node refuses a tag without such a depth, and `rpc_inconsistent`.
 */
export async function readHeights(
  rpc: Rpc,
  { finality, tiers }: Pick<Network, 'finality' | 'tiers'>,
): Promise<Heights> {
  const policies = [finality, ...tiers.map(tier => tier.policy)];
  const tags = new Set(policies.flatMap(policy => (policy.kind === 'tag' ? [policy.tag] : [])));
  const isNeeded = (tag: Tag): boolean =>
    policies.some(policy => policy.kind === 'tag' && policy.tag === tag && policy.maxLag === null);
  const [head, safe, finalized] = await Promise.all([
    rpc.call('eth_blockNumber', []),
    tags.has('safe') ? taggedHeight(rpc, 'safe', isNeeded('safe')) : null,
    tags.has('finalized') ? taggedHeight(rpc, 'finalized', isNeeded('finalized')) : null,
  ]);
  return { head: quantity(head, 'block number'), safe, finalized };
}

type Tag = 'safe' | 'finalized';

async function taggedHeight(rpc: Rpc, tag: Tag, isNeeded: boolean): Promise<number | null> {
  try {
    return wireHeader(await rpc.call('eth_getBlockByNumber', [tag, false]))?.number ?? null;
  } catch (error) {
    if (error instanceof RpcRefusal && (!isNeeded || error.isOfTag)) return null;
    throw error;
  }
}

/** The id of the chain that the node serves (EIP-695). */
export async function readChainId(rpc: Rpc): Promise<number> {
  return quantity(await rpc.call('eth_chainId', []), 'chain id');
}
