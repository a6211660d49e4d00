import { hitsPerBlock, shape, transfersPerBlock } from '../fixture/shape.ts';
import type { SeenRequest } from '../processes/startNode.ts';
import { countMethods } from '../processes/startNode.ts';
import type { Bar } from '../report.ts';
import { barLine, median, rounded } from '../report.ts';
import type { Backfill } from './backfill.ts';
import { ponderVersions } from './installPonder.ts';

interface Side {
  /** The time of each round. */
  readonly ms: readonly number[];
  /** Transfers examined per second, from the median of the rounds. */
  readonly perSecond: number;
  /** The calls of the last round. */
  readonly calls: Readonly<Record<string, number>>;
}

export interface PonderFigures {
  readonly scanner: Side;
  readonly ponder: Side;
  readonly bar: Bar;
  /** The JSON document. */
  readonly summary: object;
}

export function ponderFigures(
  scans: readonly { readonly ms: number; readonly calls: readonly SeenRequest[] }[],
  backfills: readonly Backfill[],
): PonderFigures {
  const scanner = side(
    scans.map(({ ms }) => ms),
    countMethods(scans.at(-1)?.calls ?? []),
  );
  const ponder = side(
    backfills.map(({ ms }) => ms),
    backfills.at(-1)?.calls ?? {},
  );
  const ratio = scanner.perSecond / ponder.perSecond;
  return {
    scanner,
    ponder,
    bar: { figure: "the scanner's rate to ponder's", value: ratio, bar: 3, wanted: 'atLeast' },
    summary: {
      scannerTransfersPerSecond: rounded(scanner.perSecond),
      ponderTransfersPerSecond: rounded(ponder.perSecond),
      ratio: rounded(ratio),
      scanner,
      ponder,
      blocks: shape.blocks,
      transfersPerBlock,
      versions: ponderVersions,
    },
  };
}

function side(ms: readonly number[], calls: Side['calls']): Side {
  return { ms, calls, perSecond: (shape.blocks * transfersPerBlock) / (median(ms) / 1000) };
}

/** Prints the figures for people. */
export function printPonder(
  { scanner, ponder, bar }: PonderFigures,
  facts: Readonly<Record<string, string>>,
  print: (line: string) => void,
): void {
  for (const [name, fact] of Object.entries(facts)) print(`${name}: ${fact}`);
  const blocks = String(shape.blocks);
  print(
    `\n${blocks} blocks of ${String(transfersPerBlock)} transfers, ${String(hitsPerBlock)} of them to purses.`,
  );
  const version = `ponder ${ponderVersions.ponder}`;
  for (const [name, { ms, perSecond, calls }] of [
    ['the scanner', scanner],
    [version, ponder],
  ] as const) {
    const seconds = ms.map(each => (each / 1000).toFixed(1)).join(' s, ');
    print(
      `${name.padEnd(14)} ${Math.round(perSecond).toLocaleString('en')} transfers a second (${seconds} s)`,
    );
    print(
      `  calls: ${Object.entries(calls)
        .map(([method, count]) => `${String(count)} ${method}`)
        .join(', ')}`,
    );
  }
  print('');
  print(barLine(bar));
}
