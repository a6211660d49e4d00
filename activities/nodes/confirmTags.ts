import { readHeights } from '../../chain/readHeights.ts';
import type { Rpc } from '../../chain/rpc/rpc.ts';
import { PurserError } from '../../domain/errors.ts';
import type { Heights } from '../../domain/scanning/finality.ts';
import { isPlausible } from '../../domain/scanning/finality.ts';
import type { Scan } from '../scanning/scan.ts';
import { isPassing, reportOnce } from '../scanning/scan.ts';

/**
 * The heights, with tags that no node decides alone. If there are two nodes, the lower of both tags counts,
 * and none while the other node does not answer: final money cannot be made less final. A tag that its
 * network cannot have is reported.
 */
export async function confirmTags(scan: Scan, rpc: Rpc, heights: Heights): Promise<Heights> {
  reportRefusedTag(scan, rpc, heights);
  if (scan.pool.size === 1 || (heights.safe === null && heights.finalized === null)) return heights;
  try {
    const other = await scan.pool.pick(rpc);
    const theirs = other === rpc ? null : await readHeights(other, scan.network);
    return {
      ...heights,
      safe: lower(heights.safe, theirs?.safe ?? null),
      finalized: lower(heights.finalized, theirs?.finalized ?? null),
    };
  } catch (error) {
    if (!isPassing(error)) throw error;
    return { ...heights, safe: null, finalized: null };
  }
}

function lower(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.min(one, other);
}

function reportRefusedTag(scan: Scan, rpc: Rpc, heights: Heights): void {
  const { network } = scan;
  const policies = [network.finality, ...network.tiers.map(tier => tier.policy)];
  const refused = policies.find(policy => policy.kind === 'tag' && !isPlausible(policy, heights));
  if (refused?.kind !== 'tag') return;
  const message = `${rpc.name}: its ${refused.tag} block is its head, which is refused unless finality.atHead is set`;
  reportOnce(scan, new PurserError('rpc_inconsistent', message, { endpoint: rpc.name }), 'tag');
}
