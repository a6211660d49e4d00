import { setTimeout as sleep } from 'node:timers/promises';
import { testRegistry } from '../cli/stack/testChains.ts';
import { connect } from '../db/connect.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { checkBooks } from './isolation/checkBooks.ts';
import type { HotPhase } from './isolation/hotPhases.ts';
import { hotPhases } from './isolation/hotPhases.ts';
import type { Cores, MeasuredPhase } from './isolation/isolationFigures.ts';
import { isolationFigures, phaseLine, printIsolation } from './isolation/isolationFigures.ts';
import type { NeighbourMeasured } from './isolation/measureNeighbour.ts';
import { measureNeighbour } from './isolation/measureNeighbour.ts';
import { mineSteadily } from './isolation/mineSteadily.ts';
import { prepareIsolation } from './isolation/prepareIsolation.ts';
import type { HotSettings, NeighbourSettings } from './isolation/protocol.ts';
import { shape } from './isolation/shape.ts';
import { startBenchStack } from './isolation/startBenchStack.ts';
import { cpuOfTree } from './processes/cpuOfTree.ts';
import { startChild } from './processes/startChild.ts';
import { isMet, machineFacts, rounded } from './report.ts';
import type { BenchRun } from './runScan.ts';

/**
 * Measures how long an account waits while another one is hot in each of six ways, and while all is calm.
 * Returns the exit code: 1 if an answer was wrong, or a deposit or an event was lost or doubled.
 */
export async function runIsolation({ json, profile, cleanup }: BenchRun): Promise<number> {
  const progress = printedProgress(process.stderr);
  const stack = await startBenchStack(cleanup, progress, profile);
  const db = connect(stack.databaseUrl, { max: 4 });
  cleanup.add(() => db.destroy());
  const start = async (script: string, args: readonly string[] = []) => {
    const child = await startChild(script, args);
    cleanup.add(child.stop);
    return child;
  };
  const bad = await start('badReceiver.ts');
  const { port } = bad.first as { readonly port: number };
  const badUrl = `http://127.0.0.1:${String(port)}`;
  const prepared = await prepareIsolation(stack, db, badUrl, progress);
  const { network, neighbour, hot } = prepared;
  const { databaseUrl } = stack;
  const chain = await mineSteadily(network, shape.blockMs);
  cleanup.add(chain.stop);

  const common = { databaseUrl, rpcUrl: network.rpcUrl };
  const forNeighbour: NeighbourSettings = {
    ...common,
    secretsKey: stack.running.secretsKey,
    accountId: neighbour.accountId,
    chainId: network.chainId,
    payerKey: neighbour.payer.key,
    addresses: neighbour.customers.map(({ address }) => address),
  };
  const forHot: HotSettings = { ...common, payerKey: hot.payer.key, batchPayer: hot.batchPayer };
  const reads = await start('loadGenerator.ts');
  const writes = await start('loadGenerator.ts');
  const observer = await start('neighbour.ts', [JSON.stringify(forNeighbour)]);
  const requests = await start('loadGenerator.ts');
  const load = await start('hotLoad.ts', [JSON.stringify(forHot)]);
  const groups = new Map([
    [process.pid, 'chains'],
    ...[reads, writes, observer].map(({ pid }) => [pid, 'neighbour'] as const),
    ...[requests, load, bad].map(({ pid }) => [pid, 'hot load'] as const),
  ]);

  const api = stack.running.api;
  const watchers = {
    api,
    reads,
    writes,
    neighbour: observer,
    minedAt: chain.minedAt,
    confirmations: confirmationsOn(network.code),
  };
  const wrong: string[] = [];
  const look = async (
    name: string,
    seconds: number,
  ): Promise<NeighbourMeasured & { readonly cores: Cores }> => {
    const coresSince = beginCores(groups);
    const cores = sleep(seconds * 1000).then(coresSince);
    const measured = await measureNeighbour(watchers, prepared, seconds);
    wrong.push(...measured.wrong);
    const taken = await cores;
    progress.note(phaseLine(name, measured.times, taken));
    return { ...measured, cores: taken };
  };
  const measurePhase = async ({ name, offered, before, heat, after }: HotPhase): Promise<MeasuredPhase> => {
    await before?.();
    const heating = heat(shape.leadInSeconds + shape.hotSeconds);
    // A failure is reported below.
    heating.catch(() => undefined);
    await sleep(shape.leadInSeconds * 1000);
    const { times, scan, cores } = await look(`${name} hot`, shape.hotSeconds);
    const result = await heating;
    wrong.push(...result.wrong);
    await after?.();
    await sleep(shape.restSeconds * 1000);
    return { name, offered, result, times, scan, cores };
  };

  await progress.during('the warm-up', () => look('warm-up', shape.warmUpSeconds));
  const before = await progress.during('the calm before', () => look('calm before', shape.calmSeconds));
  const heaters = { db, api, requests, load, releaseHanging: () => bad.ask('release') };
  const phases: MeasuredPhase[] = [];
  for (const phase of hotPhases(prepared, heaters)) {
    phases.push(await progress.during(`${phase.name} hot`, () => measurePhase(phase)));
  }
  const after = await progress.during('the calm after', () => look('calm after', shape.calmSeconds));
  wrong.push(...(await checkBooks(db, prepared, phases)));

  const figures = isolationFigures(before, after, phases);
  const facts = await machineFacts(databaseUrl);
  if (json) {
    const bars = figures.bars.map(bar => ({ ...bar, met: isMet(bar) }));
    process.stdout.write(`${JSON.stringify({ ...figures, bars, shape, facts, wrong }, null, 2)}\n`);
  } else {
    printIsolation(figures, facts, line => process.stdout.write(`${line}\n`));
  }
  for (const what of wrong) process.stderr.write(`WRONG: ${what}\n`);
  return wrong.length === 0 ? 0 : 1;
}

/** Returns a function that gives the cores that each group has used since now. */
function beginCores(groups: ReadonlyMap<number, string>): () => Cores {
  const before = cpuOfTree(groups, 'stack');
  const began = performance.now();
  return () => {
    const after = cpuOfTree(groups, 'stack');
    if (!before || !after) return undefined;
    const seconds = (performance.now() - began) / 1000;
    return Object.fromEntries(
      Object.entries(after).map(([name, total]) => [name, rounded((total - (before[name] ?? 0)) / seconds)]),
    );
  };
}

function confirmationsOn(code: string): number {
  const finality = testRegistry().networks.find(network => network.code === code)?.finality;
  if (finality?.kind !== 'confirmations') throw new Error(`${code} is not final by confirmations`);
  return finality.blocks;
}
