import type { LoadResult } from '../load/protocol.ts';
import type { Bar } from '../report.ts';
import { barLine, median, rounded } from '../report.ts';
import type { Answers } from './measureAnswers.ts';
import type { Sequenced } from './sequence.ts';
import { shape } from './shape.ts';

/** The results of one server. */
interface ServerFigures {
  readonly perSecond: number;
  /** How many cores the generator used meanwhile. */
  readonly generatorCores: number;
  /** Latencies in ms, over all requests of all rounds with fixed arrivals. */
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly generatorCoresOpen: number;
}

export interface ApiFigures {
  readonly servers: Readonly<Record<'floor' | 'api', ServerFigures>>;
  readonly sequence: {
    readonly eventsPerSecond: number;
    readonly floorPerSecond: number;
    readonly ratio: number;
  };
  readonly bars: readonly Bar[];
}

export function apiFigures(
  answers: Readonly<Record<'floor' | 'api', Answers>>,
  sequenced: Sequenced,
): ApiFigures {
  const servers = { floor: serverFigures(answers.floor), api: serverFigures(answers.api) };
  // Measurements close in time are compared: the machine was in the same state for both.
  const ratio = median(answers.api.closed.map((api, round) => rate(api) / rate(answers.floor.closed[round])));
  const eventsPerSecond = median(sequenced.events);
  const floorPerSecond = median(sequenced.floor);
  return {
    servers,
    sequence: { eventsPerSecond, floorPerSecond, ratio: eventsPerSecond / floorPerSecond },
    bars: [
      { figure: 'answers a second', value: servers.api.perSecond, bar: 1000, wanted: 'atLeast' },
      { figure: 'answers a second to the floor', value: ratio, bar: 0.5, wanted: 'atLeast' },
      {
        figure: `p99 at ${shape.perSecond.toLocaleString('en')} arrivals a second`,
        value: servers.api.p99,
        bar: 20,
        wanted: 'atMost',
        unit: 'ms',
      },
    ],
  };
}

const rate = (result: LoadResult | undefined): number =>
  result ? result.answered / result.seconds : Number.NaN;

const cores = (results: readonly LoadResult[]): number =>
  median(results.map(({ generatorCpu, seconds }) => generatorCpu / seconds));

function serverFigures({ closed, open }: Answers): ServerFigures {
  const latencies = open.flatMap(result => result.latencies).toSorted((a, b) => a - b);
  const at = (share: number): number => latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN;
  return {
    perSecond: median(closed.map(rate)),
    generatorCores: cores(closed),
    p50: at(0.5),
    p99: at(0.99),
    p999: at(0.999),
    generatorCoresOpen: cores(open),
  };
}

/** Describes the wrong answers. */
export function wrongAnswers(answers: Readonly<Record<string, Answers>>): readonly string[] {
  return Object.entries(answers).flatMap(([name, { closed, open }]) =>
    [...closed, ...open].flatMap(({ wrong, firstWrong }) =>
      wrong > 0 ? [`${name}: ${String(wrong)} answers, the first ${String(firstWrong)}`] : [],
    ),
  );
}

/** The JSON document. */
export function apiSummary({ servers, sequence }: ApiFigures): object {
  const roundAll = (figures: object): object =>
    Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(Number(value))]));
  return {
    api: roundAll(servers.api),
    floor: roundAll(servers.floor),
    sequence: roundAll(sequence),
    shape,
  };
}

/** Prints the figures for people. */
export function printApi(
  { servers, sequence, bars }: ApiFigures,
  facts: Readonly<Record<string, string>>,
  print: (line: string) => void,
): void {
  for (const [name, fact] of Object.entries(facts)) print(`${name}: ${fact}`);
  print('');
  print(
    `GET /v1/purse of ${shape.customers.toLocaleString('en')} customers over ${String(shape.connections)} connections; ` +
      'the floor: bare Express, one indexed query. Generator, server and PostgreSQL share the cores.',
  );
  print('');
  print(
    `            as fast as it goes      at ${shape.perSecond.toLocaleString('en')} arrivals a second, from when they were due`,
  );
  print('            a second  generator     p50 ms   p99 ms  p99.9 ms  generator');
  for (const [name, figures] of Object.entries(servers)) {
    const columns = [
      figures.perSecond.toFixed(0).padStart(12),
      `${figures.generatorCores.toFixed(2)} cores`.padStart(11),
      figures.p50.toFixed(2).padStart(11),
      figures.p99.toFixed(2).padStart(9),
      figures.p999.toFixed(2).padStart(10),
      `${figures.generatorCoresOpen.toFixed(2)} cores`.padStart(11),
    ];
    print(`${name.padEnd(8)}${columns.join('')}`);
  }
  print('');
  print(
    `One account sequences ${sequence.eventsPerSecond.toFixed(0)} events a second, ${String(shape.writers)} transactions at once ` +
      `(a counted row and an inserted one: ${sequence.floorPerSecond.toFixed(0)}, ratio ${sequence.ratio.toFixed(2)}).`,
  );
  print('');
  for (const bar of bars) print(barLine(bar));
}
