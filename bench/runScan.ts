import { join } from 'node:path';
import { printedProgress } from '../testkit/servers/progress.ts';
import { toolFolder } from '../testkit/servers/toolFolder.ts';
import { checkDeposits } from './databases/checkDeposits.ts';
import { createDatabases } from './databases/createDatabases.ts';
import { startBenchPostgres } from './databases/startBenchPostgres.ts';
import { getFixture } from './fixture/getFixture.ts';
import { readFixture } from './fixture/readFixture.ts';
import { lastBlock, shape } from './fixture/shape.ts';
import type { Cleanup } from './processes/cleanup.ts';
import { startNode } from './processes/startNode.ts';
import { isMet, machineFacts } from './report.ts';
import { Floor } from './scan/floor.ts';
import { measureBlocks } from './scan/measureBlocks.ts';
import { printScan, scanFigures } from './scan/scanFigures.ts';
import { startScanner } from './scan/startScanner.ts';

/** How many addresses are watched. */
const sizes = [1_000, 100_000, 1_000_000] as const;

export interface BenchRun {
  readonly json: boolean;
  /** The folder for a CPU profile of the scanner's process. */
  readonly profile: string | undefined;
  readonly cleanup: Cleanup;
}

/** Measures the scanner's time for a block. Returns the exit code: 1 if a deposit is missing or wrong. */
export async function runScan({ json, profile, cleanup }: BenchRun): Promise<number> {
  const progress = printedProgress(process.stderr);
  const tools = toolFolder(process.env, join(import.meta.dirname, '../.purser/tools'));
  const folder = await getFixture(tools, progress);
  const fixture = readFixture(folder);
  const node = await startNode(folder);
  cleanup.add(node.stop);
  const serverUrl = await startBenchPostgres(cleanup, progress);
  const databases = await createDatabases(serverUrl, sizes, fixture.paidPurses, progress);

  await node.setHead(shape.start);
  const urls = databases.map(database => database.url);
  const scanner = await startScanner(node.url, urls, profile);
  cleanup.add(scanner.stop);
  const floors = await Promise.all(urls.map(url => Floor.connect(node.url, url)));
  for (const floor of floors) cleanup.add(() => floor.close());

  const measured = await progress.during('the blocks', () =>
    measureBlocks(fixture.blocks.slice(1, shape.blocks + 1), { node, scanner, floors }),
  );
  const wrong = (await Promise.all(databases.map(each => checkDeposits(each, fixture, lastBlock)))).flat();
  const figures = scanFigures(sizes, measured);
  const facts = await machineFacts(serverUrl);
  if (json) {
    const bars = figures.bars.map(bar => ({ ...bar, met: isMet(bar) }));
    process.stdout.write(`${JSON.stringify({ ...figures.summary, bars, facts, wrong }, null, 2)}\n`);
  } else {
    printScan(figures, facts, line => process.stdout.write(`${line}\n`));
  }
  for (const what of wrong) process.stderr.write(`WRONG: ${what}\n`);
  return wrong.length === 0 ? 0 : 1;
}
