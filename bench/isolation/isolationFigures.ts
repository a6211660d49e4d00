import type { Bar } from '../report.ts';
import { barLine, percentile, rounded } from '../report.ts';
import type { HotResult } from './hotPhases.ts';
import { shape } from './shape.ts';

/** What the neighbour does, and for each the time in ms that is always acceptable. */
export const neighbourFigures = {
  apiRead: { name: 'API read', floorMs: 50 },
  apiWrite: { name: 'API write', floorMs: 50 },
  credit: { name: 'credit', floorMs: 1000 },
  webhook: { name: 'webhook', floorMs: 1000 },
} as const;
export type NeighbourFigure = keyof typeof neighbourFigures;
const kinds = Object.keys(neighbourFigures) as NeighbourFigure[];

/** The times of each figure, in ms; infinite if the result did not come. */
export type NeighbourTimes = Readonly<Record<NeighbourFigure, readonly number[]>>;

/** How many cores each group used during a phase; undefined if the system does not report it. */
export type Cores = Readonly<Record<string, number>> | undefined;

export interface MeasuredPhase {
  readonly name: string;
  readonly offered: string;
  readonly result: HotResult;
  readonly times: NeighbourTimes;
  /** Ms from the mining of a block to its commit by the scanner: part of each credit. */
  readonly scan: readonly number[];
  readonly cores: Cores;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}
type Quantiles = Readonly<Record<NeighbourFigure, Percentiles>>;

interface PhaseFigures extends Omit<MeasuredPhase, 'times' | 'scan'>, Quantiles {
  readonly scan: Percentiles;
  /** How many more cores were used than in calm: by the load and by everything that handles it. */
  readonly hotCores: number | null;
}

type CalmFigures = Quantiles & { readonly scan: Percentiles; readonly cores: Cores };

export interface IsolationFigures {
  /** Both calm times together. The hot phases are compared with this. */
  readonly calm: CalmFigures;
  readonly calmBefore: CalmFigures;
  readonly calmAfter: CalmFigures;
  readonly hot: readonly PhaseFigures[];
  readonly bars: readonly Bar[];
}

interface MeasuredCalm {
  readonly times: NeighbourTimes;
  /** Ms from the mining of a block to its commit by the scanner: part of each credit. */
  readonly scan: readonly number[];
  readonly cores: Cores;
}

/** Pools the measurements of both calm times, and compares each hot phase with them. */
export function isolationFigures(
  before: MeasuredCalm,
  after: MeasuredCalm,
  phases: readonly MeasuredPhase[],
): IsolationFigures {
  const pooled = quantiles(pool([before.times, after.times]));
  const calmCores = meanCores([before.cores, after.cores]);
  const hot = phases.map(({ times, scan, ...phase }) => ({
    ...phase,
    ...quantiles(times),
    scan: percentiles(scan),
    hotCores: phase.cores && calmCores ? rounded(sum(phase.cores) - sum(calmCores)) : null,
  }));
  const bars = hot.flatMap(phase =>
    kinds.map(kind => barOf(kind, phase.name, phase[kind].p95, pooled[kind].p95)),
  );
  const calmOf = ({ times, scan, cores }: MeasuredCalm): CalmFigures => ({
    ...quantiles(times),
    scan: percentiles(scan),
    cores,
  });
  return {
    calm: { ...pooled, scan: percentiles([...before.scan, ...after.scan]), cores: calmCores },
    calmBefore: calmOf(before),
    calmAfter: calmOf(after),
    hot,
    bars,
  };
}

/** The bar for one figure's p95 in one phase: twice the calm p95, or `floorMs` if that is more. */
export function barOf(kind: NeighbourFigure, phase: string, p95: number, calmP95: number): Bar {
  const { name, floorMs } = neighbourFigures[kind];
  const bar = rounded(Math.max(2 * calmP95, floorMs));
  return { figure: `${name} p95, ${phase} hot`, value: p95, bar, wanted: 'atMost', unit: 'ms' };
}

function pool(all: readonly NeighbourTimes[]): NeighbourTimes {
  const of = (kind: NeighbourFigure): readonly number[] => all.flatMap(times => times[kind]);
  return { apiRead: of('apiRead'), apiWrite: of('apiWrite'), credit: of('credit'), webhook: of('webhook') };
}

function quantiles(times: NeighbourTimes): Quantiles {
  return {
    apiRead: percentiles(times.apiRead),
    apiWrite: percentiles(times.apiWrite),
    credit: percentiles(times.credit),
    webhook: percentiles(times.webhook),
  };
}

const percentiles = (values: readonly number[]): Percentiles => ({
  p50: rounded(percentile(values, 0.5)),
  p95: rounded(percentile(values, 0.95)),
});

function meanCores(all: readonly Cores[]): Cores {
  const known = all.filter(cores => cores !== undefined);
  if (known.length === 0 || known.length < all.length) return undefined;
  const names = new Set(known.flatMap(cores => Object.keys(cores)));
  return Object.fromEntries(
    [...names].map(name => [
      name,
      rounded(known.reduce((total, cores) => total + (cores[name] ?? 0), 0) / known.length),
    ]),
  );
}

/** The cores that this run used, without `others` on the machine. */
const sum = (cores: Readonly<Record<string, number>>): number =>
  Object.entries(cores).reduce((total, [who, each]) => (who === 'others' ? total : total + each), 0);

/** One line about a finished phase, while the run continues. */
export function phaseLine(name: string, times: NeighbourTimes, cores: Cores): string {
  const figures = kinds.map(
    kind => `${neighbourFigures[kind].name} ${percentile(times[kind], 0.95).toFixed(0)}`,
  );
  const taken = Object.entries(cores ?? {}).map(([who, each]) => `${who} ${each.toFixed(2)}`);
  return `${name}, p95 in ms: ${figures.join(', ')}; cores: ${taken.join(', ')}`;
}

/** Prints the figures for people. */
export function printIsolation(
  { calm, calmBefore, calmAfter, hot, bars }: IsolationFigures,
  facts: Readonly<Record<string, string>>,
  print: (line: string) => void,
): void {
  for (const [name, fact] of Object.entries(facts)) print(`${name}: ${fact}`);
  const { neighbour } = shape;
  print('');
  print(
    `A neighbour that asks ${String(neighbour.reads)} times and writes ${String(neighbour.writes)} times a second, is paid ` +
      `${String(neighbour.credits)} times and told of ${String(neighbour.webhooks)} events a second, while another account is hot ` +
      `for ${String(shape.leadInSeconds + shape.hotSeconds)} s. A credit counts from the block that makes it final, a webhook from the event's commit.`,
  );
  print('');
  print(
    'p50 / p95, ms     API read       API write          credit         webhook    (its scan)  more cores than calm',
  );
  const row = (name: string, of: Quantiles & { readonly scan: Percentiles }, cores: string): void => {
    const columns = [...kinds, 'scan' as const].map(kind =>
      `${of[kind].p50.toFixed(0)} / ${of[kind].p95.toFixed(0)}`.padStart(16),
    );
    print(`${name.padEnd(10)}${columns.join('')}${cores.padStart(12)}`);
  };
  row('calm', calm, '');
  row('  before', calmBefore, '');
  row('  after', calmAfter, '');
  for (const phase of hot) row(phase.name, phase, phase.hotCores?.toFixed(2) ?? 'unknown');
  print('');
  const taken = (cores: Cores): void => {
    if (!cores) return;
    const of = Object.entries(cores).map(([who, each]) => `${who} ${each.toFixed(2)}`);
    print(`          cores: ${of.join(', ')}`);
  };
  print('calm      nothing is offered but what the neighbour does');
  taken(calm.cores);
  for (const { name, offered, result, cores } of hot) {
    const refused = result.refused > 0 ? `, of which ${String(result.refused)} were refused` : '';
    const unsent = result.unsent > 0 ? `, ${String(result.unsent)} not sent in time` : '';
    print(`${name.padEnd(10)}${offered}: ${String(result.sent)} sent${refused}${unsent}`);
    taken(cores);
  }
  print('');
  for (const bar of bars) print(barLine(bar));
}
