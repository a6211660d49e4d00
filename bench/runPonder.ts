import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { printedProgress } from '../testkit/servers/progress.ts';
import { toolFolder } from '../testkit/servers/toolFolder.ts';
import { checkDeposits } from './databases/checkDeposits.ts';
import { createDatabase, createDatabases } from './databases/createDatabases.ts';
import { startBenchPostgres } from './databases/startBenchPostgres.ts';
import { getFixture } from './fixture/getFixture.ts';
import { readFixture } from './fixture/readFixture.ts';
import { lastBlock, shape } from './fixture/shape.ts';
import { ponderBackfill } from './ponder/backfill.ts';
import { installPonder } from './ponder/installPonder.ts';
import { ponderFigures, printPonder } from './ponder/ponderFigures.ts';
import { startNode } from './processes/startNode.ts';
import { isMet, machineFacts } from './report.ts';
import type { BenchRun } from './runScan.ts';
import { startScanner } from './scan/startScanner.ts';

/** How often each has its turn: a disturbance of the machine then affects both. */
const rounds = 2;
/**
 * Ponder begins with 20 calls a second for each URL and raises that slowly. The one node gets this many URLs,
 * so that ponder's work is measured and not its politeness.
 */
const rpcUrls = 25;

/**
 * Reads the same blocks with the scanner and with ponder in turn, each time in a new process and into an
 * empty database. Both watch the same 1,000 addresses. Returns the exit code: 1 if a deposit is missing or
 * wrong.
 */
export async function runPonder({ json, profile, cleanup }: BenchRun): Promise<number> {
  const progress = printedProgress(process.stderr);
  const tools = toolFolder(process.env, join(import.meta.dirname, '../.purser/tools'));
  const folder = await getFixture(tools, progress);
  const nodeModules = await installPonder(tools, progress);
  const fixture = readFixture(folder);
  const node = await startNode(folder, ['ranges']);
  cleanup.add(node.stop);
  const serverUrl = await startBenchPostgres(cleanup, progress);
  const projects = await mkdtemp(join(import.meta.dirname, '../.purser/bench-ponder-'));
  cleanup.add(() => rm(projects, { recursive: true, force: true }));

  const scan = async (round: number) => {
    const name = `bench_scan_${String(round)}`;
    const [database] = await createDatabases(
      serverUrl,
      [shape.paidPurses],
      fixture.paidPurses,
      progress,
      name,
    );
    if (!database) throw new Error('no database was made');
    await node.setHead(shape.start);
    const scanner = await startScanner(node.url, [database.url], profile);
    cleanup.add(scanner.stop);
    await node.setHead(lastBlock);
    const { ms } = await progress.during('the scanner', () => scanner.walk(0, lastBlock));
    const calls = await node.setHead(lastBlock);
    await scanner.stop();
    return { ms, calls, wrong: await checkDeposits(database, fixture, lastBlock) };
  };
  const ponder = async (round: number) => {
    const options = {
      nodeModules,
      project: join(projects, String(round)),
      databaseUrl: await createDatabase(serverUrl, `bench_ponder_${String(round)}`),
      rpcUrls: Array.from({ length: rpcUrls }, (_, nth) => `${node.url}${String(nth)}`),
      purses: fixture.paidPurses,
    };
    return progress.during('ponder', () => ponderBackfill(options, fixture, node, cleanup));
  };

  const scans = [];
  const backfills = [];
  for (let round = 0; round < rounds; round++) {
    scans.push(await scan(round));
    backfills.push(await ponder(round));
  }
  const wrong = [...scans, ...backfills].flatMap(each => each.wrong);
  const figures = ponderFigures(scans, backfills);
  const facts = await machineFacts(serverUrl);
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  if (json) {
    const bars = [{ ...figures.bar, met: isMet(figures.bar) }];
    print(JSON.stringify({ ...figures.summary, bars, facts, wrong }, null, 2));
  } else {
    printPonder(figures, facts, print);
  }
  for (const what of wrong) process.stderr.write(`WRONG: ${what}\n`);
  return wrong.length === 0 ? 0 : 1;
}
