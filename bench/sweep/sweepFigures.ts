import type { Bar } from '../report.ts';
import { barLine, median, rounded } from '../report.ts';
import type { Gas, GasFigure } from './measureGas.ts';
import type { LaneTimes, Way } from './measureLane.ts';
import { ways } from './measureLane.ts';
import type { SweepShape } from './shape.ts';

export interface LaneFigures {
  readonly batchesPerMinute: number;
  readonly barePerMinute: number;
  /** The median of the rounds. */
  readonly ratio: number;
  /** The least and the most of a round. */
  readonly ratios: readonly [number, number];
}

export interface SweepFigures {
  readonly gas: Omit<Gas, 'wrong'>;
  readonly lane: Readonly<Record<Way, LaneFigures>>;
  readonly bars: readonly Bar[];
  readonly shape: SweepShape;
}

export function sweepFigures(gas: Gas, { rounds }: LaneTimes, shape: SweepShape): SweepFigures {
  const figuresOf = (way: Way): LaneFigures => {
    const perMinute = (seconds: number): number => (shape.batches / seconds) * 60;
    // Measurements close in time are compared: the machine was in the same state for both.
    const ratios = rounds[way].map(({ lane, bare }) => bare / lane);
    return {
      batchesPerMinute: median(rounds[way].map(({ lane }) => perMinute(lane))),
      barePerMinute: median(rounds[way].map(({ bare }) => perMinute(bare))),
      ratio: median(ratios),
      ratios: [Math.min(...ratios), Math.max(...ratios)],
    };
  };
  const lane = { signed: figuresOf('signed'), whole: figuresOf('whole') };
  const ten = gas.sweeps.find(
    ({ by, coin, turn, items }) => by === 'ours' && coin === 'token' && turn === 'later' && items === 10,
  );
  return {
    gas: { sweeps: gas.sweeps, transfer: gas.transfer },
    ...{ lane, shape },
    bars: [
      {
        figure: 'gas of each of ten later token sweeps',
        value: ten?.perItem ?? Number.NaN,
        ...{ bar: 20_000, wanted: 'atMost' },
      },
      {
        figure: 'batches a minute to the bare loop',
        value: lane.signed.ratio,
        ...{ bar: 0.5, wanted: 'atLeast' },
      },
    ],
  };
}

/** The JSON document. */
export function sweepSummary({ gas, lane, shape }: SweepFigures): object {
  const laneOf = ({ batchesPerMinute, barePerMinute, ratio, ratios }: LaneFigures): object => ({
    ...{ batchesPerMinute: rounded(batchesPerMinute), barePerMinute: rounded(barePerMinute) },
    ...{ ratio: rounded(ratio), ratios: ratios.map(rounded) },
  });
  return { gas, lane: { signed: laneOf(lane.signed), whole: laneOf(lane.whole) }, shape };
}

const namesOf: Readonly<Record<Way, string>> = {
  signed: 'signed, saved and given to the node',
  whole: 'with each item judged before',
};

/** Prints the figures for people. */
export function printSweep(
  { gas, lane, bars, shape }: SweepFigures,
  facts: Readonly<Record<string, string>>,
  print: (line: string) => void,
): void {
  for (const [name, fact] of Object.entries(facts)) print(`${name}: ${fact}`);
  print('');
  print('gas of an item, without calldata and the 21,000 of each transaction (in brackets: with both)');
  for (const asked of shape.gasOf) {
    if (!gas.sweeps.some(({ items }) => items === asked)) {
      const most = Math.max(...gas.sweeps.map(({ items }) => items));
      print(
        `${String(asked)} items do not fit into a transaction (EIP-7825) with the gas that we give each: ${String(most)} do`,
      );
    }
  }
  print('coin    turn   items              ours     without guards');
  for (const ours of gas.sweeps.filter(({ by }) => by === 'ours')) {
    const bare = gas.sweeps.find(one => one.by === 'bare' && isSameBatch(one, ours));
    const columns = [ours, bare].map(one => (one ? both(one).padStart(18) : ''));
    print(
      `${ours.coin.padEnd(8)}${ours.turn.padEnd(7)}${String(ours.items).padStart(5)}${columns.join(' ')}`,
    );
  }
  print(`a token's transfer in a transaction of its holder: ${both(gas.transfer)}`);
  print('');
  print(
    `one lane, batches of ${String(shape.items)}, ${String(shape.batches)} a round, beside a bare loop that sends the same bytes`,
  );
  print('                                       a minute      bare   ratio   of the rounds');
  for (const way of ways) {
    const { batchesPerMinute, barePerMinute, ratio, ratios } = lane[way];
    const columns = [
      batchesPerMinute.toFixed(0).padStart(8),
      barePerMinute.toFixed(0).padStart(10),
      ratio.toFixed(2).padStart(8),
      `${ratios[0].toFixed(2)} to ${ratios[1].toFixed(2)}`.padStart(16),
    ];
    print(`${namesOf[way].padEnd(39)}${columns.join('')}`);
  }
  print('');
  for (const bar of bars) print(barLine(bar));
}

const isSameBatch = (one: GasFigure, other: GasFigure): boolean =>
  one.coin === other.coin && one.turn === other.turn && one.items === other.items;

const both = ({ perItem, totalPerItem }: Gas['transfer']): string =>
  `${perItem.toLocaleString('en')} (${totalPerItem.toLocaleString('en')})`;
