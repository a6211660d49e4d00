import type { TagAnswer } from '../../chain/readTags.ts';
import { readTags } from '../../chain/readTags.ts';
import type { EndpointReport, RpcPool } from '../../chain/rpc/rpcPool.ts';
import type { Network } from '../../domain/registry.ts';

export const nodeTroubles = ['unasked', 'behind', 'tag'] as const;
export type NodeTroubleKind = (typeof nodeTroubles)[number];

/** What is amiss with one endpoint, by kind; a kind that is not among them is in order. */
export interface NodeReport {
  readonly endpoint: string;
  readonly troubles: Partial<Readonly<Record<NodeTroubleKind, string>>>;
}

/** How often each node is looked at, in looks at an unchanged head; and at most, in ms. */
const looksBetween = 60;
const longestMs = 5 * 60_000;
/** After so many looks in a row that met its limit, a node counts as one that does not answer: its quota may be used up. */
const limitedLooks = 3;

export interface NodeLooks {
  /** Looks at all nodes when it is time again, beside whatever goes on. `height` is that of the last scanned block. */
  due(height: number | undefined): boolean;
  look(): Promise<readonly NodeReport[]>;
}

/**
 * Looks at each endpoint of a network by itself, also at those that the walk does not use: nobody else asks a second one
 * before money waits for it. A node is behind when it has not what was scanned at the look before.
 */
export function createNodeLooks(network: Network, pool: RpcPool): NodeLooks {
  const everyMs = Math.min(longestMs, looksBetween * network.pollMs);
  let nextAt = -Infinity;
  let height: number | undefined;
  let before: number | undefined;
  /** By endpoint, how many looks in a row met its limit. */
  const limited = new Map<string, number>();

  function failureOf({ name, answer, failure }: EndpointReport<TagAnswer>): string | null {
    const looks = answer || failure !== null ? 0 : (limited.get(name) ?? 0) + 1;
    limited.set(name, looks);
    return looks < limitedLooks ? failure : 'is asked too often at every look';
  }
  return {
    due(scanned) {
      if (performance.now() < nextAt) return false;
      nextAt = performance.now() + everyMs;
      before = height;
      height = scanned;
      return true;
    },
    async look() {
      const reports = await pool.each(rpc => readTags(rpc, network));
      return reports.flatMap(report => {
        const troubles = troublesOf({ ...report, failure: failureOf(report) }, before);
        return troubles ? [{ endpoint: report.name, troubles }] : [];
      });
    },
  };
}

/** Undefined of one that has just asked for a rest: nothing is known of it now. */
function troublesOf(
  { name, answer, failure }: EndpointReport<TagAnswer>,
  before: number | undefined,
): NodeReport['troubles'] | undefined {
  if (!answer) return failure === null ? undefined : { unasked: failure };
  const { head, tag } = answer;
  return {
    ...(before !== undefined &&
      head < before && {
        behind: `${name} is behind: its head is ${String(head)}, and ${String(before)} was scanned`,
      }),
    ...(tag !== null && { tag }),
  };
}
