import type { Bar } from '../report.ts';
import { barLine, median, rounded } from '../report.ts';
import type { Measured } from './measureBlocks.ts';

/** The cost with one number of watched addresses: medians in ms. */
interface SizeFigures {
  readonly addresses: number;
  readonly perBlockMs: number;
  readonly floorMs: number;
  readonly floorRpcMs: number;
  readonly floorLookupMs: number;
  readonly floorInsertMs: number;
  readonly ratioToFloor: number;
}

export interface ScanFigures {
  readonly sizes: readonly SizeFigures[];
  readonly bars: readonly Bar[];
  readonly calls: Measured['calls'];
  /** The JSON document. `floorMs` and `ratioToFloor` are those of the largest number of addresses. */
  readonly summary: object;
}

export function scanFigures(addresses: readonly number[], measured: Measured): ScanFigures {
  const sizes = addresses.map((count, at) => sizeFigures(count, measured, at));
  const [least, most] = [sizes[0], sizes.at(-1)];
  if (!least || !most) throw new Error('nothing was measured');
  const ratio1MTo1k = most.perBlockMs / least.perBlockMs;
  const perBlockMs = Object.fromEntries(sizes.map(size => [size.addresses, rounded(size.perBlockMs)]));
  return {
    sizes,
    calls: measured.calls,
    bars: [
      { figure: '1,000,000 addresses to 1,000', value: ratio1MTo1k, bar: 1.3, wanted: 'atMost' },
      ...sizes.map((size): Bar => ({
        figure: `${size.addresses.toLocaleString('en')} addresses to their floor`,
        value: size.ratioToFloor,
        bar: 2.5,
        wanted: 'atMost',
      })),
      {
        figure: 'most memory of the scanner (all sizes)',
        value: measured.rssPeakMb,
        bar: 300,
        wanted: 'atMost',
        unit: 'MB',
      },
    ],
    summary: {
      perBlockMs,
      floorMs: rounded(most.floorMs),
      ratio1MTo1k: rounded(ratio1MTo1k),
      ratioToFloor: rounded(most.ratioToFloor),
      rssMb: rounded(measured.rssPeakMb),
      bySize: sizes.map(size =>
        Object.fromEntries(Object.entries(size).map(([k, v]) => [k, rounded(Number(v))])),
      ),
      callsPerBlock: measured.calls,
      blocks: measured.scanMs[0]?.length ?? 0,
    },
  };
}

function sizeFigures(addresses: number, { scanMs, floors }: Measured, at: number): SizeFigures {
  const times = floors[at] ?? [];
  const perBlockMs = median(scanMs[at] ?? []);
  const floorMs = median(times.map(({ rpc, lookup, insert }) => rpc + lookup + insert));
  return {
    addresses,
    perBlockMs,
    floorMs,
    floorRpcMs: median(times.map(({ rpc }) => rpc)),
    floorLookupMs: median(times.map(({ lookup }) => lookup)),
    floorInsertMs: median(times.map(({ insert }) => insert)),
    ratioToFloor: perBlockMs / floorMs,
  };
}

/** Prints the figures for people. */
export function printScan(
  { sizes, bars, calls }: ScanFigures,
  facts: Readonly<Record<string, string>>,
  print: (line: string) => void,
): void {
  for (const [name, fact] of Object.entries(facts)) print(`${name}: ${fact}`);
  print('');
  print('Medians in ms a block of 600 transactions, 300 token transfers and 30 transfers to purses.');
  print('The floor: fetch and parse the same answers; look the recipients up; insert 30 rows and commit.');
  print(
    `Calls a block: ${Object.entries(calls)
      .map(([name, count]) => `${String(count)} ${name}`)
      .join(', ')}`,
  );
  print('');
  print('addresses    scanner    floor = RPC + lookup + insert');
  for (const size of sizes) {
    const parts = [size.floorRpcMs, size.floorLookupMs, size.floorInsertMs].map(part => part.toFixed(1));
    print(
      `${size.addresses.toLocaleString('en').padStart(9)}  ${size.perBlockMs.toFixed(1).padStart(9)}  ` +
        `${size.floorMs.toFixed(1).padStart(7)} = ${parts.join(' + ')}`,
    );
  }
  print('');
  for (const bar of bars) print(barLine(bar));
}
