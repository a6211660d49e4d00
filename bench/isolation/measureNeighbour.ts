import type { Load, LoadResult } from '../load/protocol.ts';
import type { Child } from '../processes/startChild.ts';
import type { NeighbourTimes } from './isolationFigures.ts';
import type { Prepared } from './prepareIsolation.ts';
import type { Credit, NeighbourAnswer, NeighbourMessage } from './protocol.ts';
import { shape } from './shape.ts';

export interface Watchers {
  readonly api: string;
  readonly reads: Pick<Child, 'ask'>;
  readonly writes: Pick<Child, 'ask'>;
  readonly neighbour: Pick<Child, 'ask'>;
  /** When each block was mined, in Unix ms. */
  readonly minedAt: ReadonlyMap<number, number>;
  /** How many blocks a deposit needs, including its own. */
  readonly confirmations: number;
}

export interface NeighbourMeasured {
  readonly times: NeighbourTimes;
  /** The scanner's part of a credit's time: ms from the mining of a block to its commit. */
  readonly scan: readonly number[];
  readonly wrong: readonly string[];
}

/** Lets the neighbour read, write, get payments and get events for this time, each at its fixed rate. */
export async function measureNeighbour(
  { api, reads, writes, neighbour, minedAt, confirmations }: Watchers,
  { neighbour: { key, customers } }: Prepared,
  seconds: number,
): Promise<NeighbourMeasured> {
  const load = async (
    child: Pick<Child, 'ask'>,
    part: Pick<Load, 'targets' | 'perSecond'>,
  ): Promise<LoadResult> => {
    const whole: Load = {
      ...part,
      url: api,
      headers: { authorization: `Bearer ${key}` },
      connections: shape.neighbour.connections,
      seconds,
    };
    return (await child.ask(whole)) as LoadResult;
  };
  const [read, written, measured] = await Promise.all([
    load(reads, {
      perSecond: shape.neighbour.reads,
      targets: customers.map(({ customerId }) => ({
        path: `/v1/purse?currency=ETH&customerId=${customerId}`,
        holds: `"${customerId}"`,
      })),
    }),
    load(writes, {
      perSecond: shape.neighbour.writes,
      targets: customers.map(({ customerId }) => ({
        path: `/v1/customers/${customerId}`,
        body: JSON.stringify({ metadata: { at: Date.now() } }),
        holds: `"${customerId}"`,
      })),
    }),
    neighbour.ask({ seconds } satisfies NeighbourMessage) as Promise<NeighbourAnswer>,
  ]);
  const times = {
    apiRead: read.latencies,
    apiWrite: written.latencies,
    credit: measured.credits.map(credit => creditMs(credit, minedAt, confirmations)),
    webhook: measured.webhooks.map(ms => ms ?? Infinity),
  };
  const scan = measured.scanned.flatMap(([height, at]) => {
    const mined = minedAt.get(height);
    return mined === undefined ? [] : [Math.max(0, at - mined)];
  });
  return { times, scan, wrong: [...wrongAnswers({ reads: read, writes: written }), ...lost(times)] };
}

/** The ms from the mining of the block that makes the deposit final to its credit. */
export function creditMs(
  credit: Credit | null,
  minedAt: ReadonlyMap<number, number>,
  confirmations: number,
): number {
  if (!credit) return Infinity;
  const finalAt = minedAt.get(credit.block + confirmations - 1);
  if (finalAt === undefined)
    throw new Error(`block ${String(credit.block)} was credited before it was final`);
  return Math.max(0, credit.creditedAt - finalAt);
}

function wrongAnswers(results: Readonly<Record<string, LoadResult>>): readonly string[] {
  return Object.entries(results).flatMap(([name, { wrong, firstWrong }]) =>
    wrong > 0 ? [`the neighbour's ${name}: ${String(wrong)} answers, the first ${String(firstWrong)}`] : [],
  );
}

function lost(times: NeighbourTimes): readonly string[] {
  return (['credit', 'webhook'] as const).flatMap(kind => {
    const missing = times[kind].filter(ms => ms === Infinity).length;
    return missing > 0 ? [`${String(missing)} results of the neighbour are missing: ${kind}`] : [];
  });
}
