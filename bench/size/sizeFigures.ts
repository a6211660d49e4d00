import type { Sizes, Wal } from './measureTables.ts';
import type { HistorySize } from './readHistory.ts';

/** The tables before something was made, right after, and after they were written anew. */
export interface Step {
  readonly before: Sizes;
  readonly grown: Sizes;
  readonly after: Sizes;
}

/** What one thing that was made adds to a table. */
export interface Growth {
  readonly table: string;
  readonly rows: number;
  /** Of the table written anew: what the rows need. */
  readonly tableBytes: number;
  readonly indexBytes: number;
  /** Of table and indexes as they grew, dead rows and half-full pages included. */
  readonly grownBytes: number;
}

export interface SizeFigures {
  readonly purse: readonly Growth[];
  /** What the first deposit adds for the purse and its customer. */
  readonly paidPurse: readonly Growth[];
  readonly deposit: readonly Growth[];
  readonly walPerDeposit: Wal;
  readonly history: HistorySize;
}

/** The growth of each table that is asked for and grew, the largest first, then of all together. */
export function growthOf(
  { before, grown, after }: Step,
  count: number,
  isAsked: (table: string) => boolean = () => true,
): readonly Growth[] {
  const tables = [...after].flatMap(([table, size]) => {
    if (!isAsked(table)) return [];
    const was = before.get(table) ?? { rows: 0, tableBytes: 0, indexBytes: 0 };
    const as = grown.get(table) ?? size;
    const growth = {
      table,
      rows: (size.rows - was.rows) / count,
      tableBytes: (size.tableBytes - was.tableBytes) / count,
      indexBytes: (size.indexBytes - was.indexBytes) / count,
      grownBytes: (as.tableBytes + as.indexBytes - was.tableBytes - was.indexBytes) / count,
    };
    return growth.rows > 0 ? [growth] : [];
  });
  const sum = (of: (growth: Growth) => number): number => tables.reduce((total, each) => total + of(each), 0);
  return [
    ...tables.toSorted((a, b) => b.tableBytes + b.indexBytes - a.tableBytes - a.indexBytes),
    {
      table: 'all',
      rows: sum(({ rows }) => rows),
      tableBytes: sum(({ tableBytes }) => tableBytes),
      indexBytes: sum(({ indexBytes }) => indexBytes),
      grownBytes: sum(({ grownBytes }) => grownBytes),
    },
  ];
}

export function printSizes(
  { purse, paidPurse, deposit, walPerDeposit, history }: SizeFigures,
  facts: Readonly<Record<string, string>>,
  print: (line: string) => void,
): void {
  for (const [name, fact] of Object.entries(facts)) print(`${name}: ${fact}`);
  printGrowth('a customer with a purse', purse, print);
  printGrowth('the first deposit of a customer and a purse, once more', paidPurse, print);
  printGrowth('a deposit, with its events delivered to one endpoint', deposit, print);
  print('');
  print(
    `PostgreSQL's log (WAL) of a deposit: ${whole(walPerDeposit.bytes)} bytes, with ${walPerDeposit.fullPages.toFixed(2)} full pages`,
  );
  print(
    `Temporal's history, from a recorded one: a purse that was opened and signalled once ${whole(history.openedBytes)} bytes ` +
      `in ${String(history.openedEvents)} events; each further signal ${whole(history.signalBytes)} bytes in ` +
      `${whole(history.signalEvents)} events; a lone deposit sends two signals`,
  );
}

function printGrowth(title: string, growths: readonly Growth[], print: (line: string) => void): void {
  print('');
  print(`bytes for ${title}`);
  print('table                    rows     table   indexes  together  as grown');
  for (const { table, rows, tableBytes, indexBytes, grownBytes } of growths) {
    const figures = [tableBytes, indexBytes, tableBytes + indexBytes, grownBytes];
    print(
      `${table.padEnd(22)}${rows.toFixed(2).padStart(7)}${figures.map(each => whole(each).padStart(10)).join('')}`,
    );
  }
}

const whole = (figure: number): string => Math.round(figure).toLocaleString('en');
