import type { Network } from '../domain/registry.ts';
import { isPlausible } from '../domain/scanning/finality.ts';
import { RpcRefusal } from './rpc/refusals.ts';
import type { Rpc } from './rpc/rpc.ts';
import { wireHeader } from './wire.ts';
import { quantity } from './wireValues.ts';

/**
 * A node's head, and the first fault of the tags that the network's finality uses; null if they have none.
 */
export interface TagAnswer {
  readonly head: number;
  readonly tag: string | null;
}

/**
 * Asks a node for its head and for each tag that the network's finality uses. A tag has a fault if the node
 * refuses it, has no block for it, or gives a block that the network cannot have. The text says what follows
 * from the fault. Throws as `call` does, except for refusals of a tag, and `rpc_inconsistent`.
 */
export async function readTags(rpc: Rpc, network: Pick<Network, 'finality' | 'tiers'>): Promise<TagAnswer> {
  const policies = [network.finality, ...network.tiers.map(tier => tier.policy)];
  const head = quantity(await rpc.call('eth_blockNumber', []), 'block number');
  const faults: string[] = [];
  for (const tag of ['safe', 'finalized'] as const) {
    const policy = policies.find(one => one.kind === 'tag' && one.tag === tag);
    if (policy?.kind !== 'tag') continue;
    const asked = await askForTag(rpc, tag);
    const fault =
      'refused' in asked
        ? `its ${tag} block is refused (${asked.refused})`
        : faultOf(
            isPlausible(policy, { head, safe: null, finalized: null, [tag]: asked.height }),
            asked,
            tag,
          );
    if (fault === null) continue;
    const instead =
      policy.maxLag === null
        ? 'no block becomes final'
        : `blocks become final ${String(policy.maxLag)} blocks below the head instead`;
    faults.push(`${rpc.name}: ${fault}, so ${instead}`);
  }
  return { head, tag: faults[0] ?? null };
}

type Asked = { readonly height: number | null } | { readonly refused: string };

function faultOf(plausible: boolean, { height }: { readonly height: number | null }, tag: string) {
  if (height === null) return `it has no ${tag} block`;
  return plausible ? null : `its ${tag} block is its head, which is refused unless finality.atHead is set`;
}

async function askForTag(rpc: Rpc, tag: 'safe' | 'finalized'): Promise<Asked> {
  try {
    return { height: wireHeader(await rpc.call('eth_getBlockByNumber', [tag, false]))?.number ?? null };
  } catch (error) {
    if (!(error instanceof RpcRefusal)) throw error;
    return { refused: error.message };
  }
}
