import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { createDatabase } from './databases/createDatabases.ts';
import { startBenchPostgres } from './databases/startBenchPostgres.ts';
import { isMet, machineFacts } from './report.ts';
import type { BenchRun } from './runScan.ts';
import { BenchChain } from './sweep/benchChain.ts';
import { measureGas } from './sweep/measureGas.ts';
import { measureLane } from './sweep/measureLane.ts';
import { prepareLane } from './sweep/prepareLane.ts';
import { readContracts } from './sweep/readContracts.ts';
import { shape } from './sweep/shape.ts';
import { startBenchNode } from './sweep/startBenchNode.ts';
import { printSweep, sweepFigures, sweepSummary } from './sweep/sweepFigures.ts';

/**
 * Measures the gas of a swept item beside contracts without guards, and how many batches one lane sends beside a bare loop.
 * Returns the exit code: 1 if an item was not swept.
 */
export async function runSweep({ json, cleanup }: BenchRun): Promise<number> {
  const progress = printedProgress(process.stderr);
  const artifacts = await readContracts();
  const gas = await progress.during('the gas', () => measureGas(artifacts, shape.gasOf));

  const serverUrl = await startBenchPostgres(cleanup, progress);
  const db = connect(await createDatabase(serverUrl, 'bench_sweep'), { max: 4 });
  cleanup.add(() => db.destroy());
  await migrate(db);
  const rpc = await progress.during('the node', () => startBenchNode(cleanup));
  const chain = new BenchChain((method, params) => rpc.call(method, params), artifacts);
  const lane = await progress.during('the purses', () => prepareLane(chain, db, rpc, shape));
  const times = await progress.during('the batches', () => measureLane(lane, shape));

  const wrong = [...gas.wrong, ...times.wrong];
  const figures = sweepFigures(gas, times, shape);
  const facts = await machineFacts(serverUrl);
  if (json) {
    const bars = figures.bars.map(bar => ({ ...bar, met: isMet(bar) }));
    process.stdout.write(`${JSON.stringify({ ...sweepSummary(figures), bars, facts, wrong }, null, 2)}\n`);
  } else {
    printSweep(figures, facts, line => process.stdout.write(`${line}\n`));
  }
  for (const what of wrong) process.stderr.write(`WRONG: ${what}\n`);
  return wrong.length === 0 ? 0 : 1;
}
