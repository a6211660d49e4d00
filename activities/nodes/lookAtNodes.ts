import type { TagAnswer } from '../../chain/readTags.ts';
import { readTags } from '../../chain/readTags.ts';
import type { EndpointReport, RpcPool } from '../../chain/rpc/rpcPool.ts';
import type { Network } from '../../domain/registry.ts';

export const nodeTroubles = ['unasked', 'behind', 'tag'] as const;
export type NodeTroubleKind = (typeof nodeTroubles)[number];

/** The troubles of one endpoint, by kind; a kind that is missing is in order. */
export interface NodeReport {
  readonly endpoint: string;
  readonly troubles: Partial<Readonly<Record<NodeTroubleKind, string>>>;
}

/** The time between two looks at a node: this many of the network's `pollMs`, and at most `longestMs`. */
const looksBetween = 60;
const longestMs = 5 * 60_000;
/**
 * A node that met its limit in this many looks in a row counts as one that does not answer: its quota may be
 * used up.
 */
const limitedLooks = 3;

export interface NodeLooks {
  /** Whether it is time to look at all nodes again. `height` is that of the last scanned block. */
  due(height: number | undefined): boolean;
  look(): Promise<readonly NodeReport[]>;
}

/**
 * Looks at each endpoint of a network by itself, also at those that the walk does not use: nothing else asks
 * a second one before money waits for it. A node is behind if its head is below the block that was scanned at
 * the look before.
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
    return looks < limitedLooks ? failure : 'hits its rate limit at every check';
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

/** Undefined for an endpoint that has just asked for a rest: nothing is known about it now. */
function troublesOf(
  { name, answer, failure }: EndpointReport<TagAnswer>,
  before: number | undefined,
): NodeReport['troubles'] | undefined {
  if (!answer) return failure === null ? undefined : { unasked: failure };
  const { head, tag } = answer;
  return {
    ...(before !== undefined &&
      head < before && {
        behind: `${name} is behind: its head is block ${String(head)}, but block ${String(before)} was scanned`,
      }),
    ...(tag !== null && { tag }),
  };
}
