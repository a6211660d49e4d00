// `npm run test:cluster`: two of everything under load. Each process is killed once and restarted once, and the database's
// replica takes its place.
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArgs, UsageError } from '../../cli/readArgs.ts';
import { stateFolder } from '../../cli/stack/running.ts';
import { fail } from '../../cli/stack/runningStack.ts';
import type { Difference } from '../../simulate/model/compare.ts';
import { runStory } from '../../simulate/run/runSeed.ts';
import type { SeedWorld } from '../../simulate/run/seedWorld.ts';
import { startWorld } from '../../simulate/world/startWorld.ts';
import { printedProgress } from '../../testkit/servers/progress.ts';
import { findTemporalServer } from './findTemporalServer.ts';
import type { Member } from './member.ts';
import type { Cluster, Played, Strike } from './playCluster.ts';
import { playCluster } from './playCluster.ts';
import { startPurserMembers } from './purserMembers.ts';
import { startReplicatedPostgres } from './replicatedPostgres.ts';
import { startTemporalCluster } from './startTemporalCluster.ts';

const usage = `Runs two of everything: APIs, workers, dispatchers, each service of Temporal's server, and a PostgreSQL with a replica. Under
load it kills each process once, restarts each by SIGTERM, one after another, and kills the database, whose replica is
promoted. Compares the end with a model that reads only the chains.

  npm run test:cluster
  npm run test:cluster -- --only history

  --only TEXT  ends only the processes whose name contains it

Compiles Temporal's server and its SQL tool with Go the first time, which takes minutes. The exit code is 0 only if no
call was answered with 500 or more other than 503 with Retry-After, each chain had another scanner within 12 s, and the
end is as the model says. If not, the logs stay, and the output says where.
`;

/** Nothing is promised of this time, and a slow machine may have got behind. */
const settlesWithinMs = 300_000;

interface Outcome {
  readonly played: Played;
  readonly deposits: number;
  readonly differences: readonly Difference[];
}

async function main(): Promise<boolean> {
  const { values } = readArgs({
    run: 'npm run test:cluster',
    usage,
    options: { only: { type: 'string', default: '' } },
  });
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interrupt.abort(new Error(`interrupted by ${name}`));
    });
  }
  const folder = mkdtempSync(join(tmpdir(), 'purser-cluster-'));
  // PostgreSQL may run as another user than this process.
  chmodSync(folder, 0o755);
  let isOk = false;
  try {
    const outcome = await runIn(folder, interrupt.signal, name => name.includes(values.only));
    isOk = report(outcome);
    return isOk;
  } finally {
    if (isOk) rmSync(folder, { recursive: true, force: true });
    else print(`The logs are in ${folder}.`);
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts everything in the folder, plays, and stops everything. */
async function runIn(
  folder: string,
  signal: AbortSignal,
  isChosen: (name: string) => boolean,
): Promise<Outcome> {
  const progress = printedProgress(process.stdout);
  const stops: (() => Promise<void>)[] = [];
  const alsoStop = (stop: () => Promise<void>): void => void stops.unshift(stop);
  try {
    const fallbackToolFolder = join(stateFolder(process.env), 'tools');
    const programs = await findTemporalServer({ env: process.env, fallbackToolFolder, progress, signal });
    const { postgres, failOver, stop } = await startReplicatedPostgres({ folder, progress, signal });
    alsoStop(stop);
    const databaseUrl = postgres.url;
    const temporal = await startTemporalCluster({ programs, databaseUrl, folder, progress, signal });
    alsoStop(() => temporal.stop());
    const world = await startWorld(progress, signal, {
      durable: true,
      stack: {
        env: { ...process.env, TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'default' },
        ownRelay: false,
        postgres,
        // What a dead process held is taken over when it is by default, not sooner. So it is with the time to end.
        workersEnv: { PURSER_DATABASE_POOL: '10', PURSER_SHUTDOWN_SECONDS: '25' },
        blockTimeMs: 1000,
      },
    });
    alsoStop(async () => {
      cpSync(join(world.home, 'logs'), join(folder, 'logs'), { recursive: true });
      await world.stop();
    });
    const purser = await startPurserMembers(world);
    alsoStop(() => purser.stop());
    // The old primary does not start again: its replica has its place.
    const nothing = (): Promise<void> => Promise.resolve();
    const database: Member = { name: 'postgresql', kill: failOver, start: nothing, stop: nothing };
    const cluster: Cluster = { purser: purser.members, temporal: temporal.members, database };
    const names = [...cluster.purser, ...cluster.temporal, database].map(({ name }) => name);
    if (!names.some(isChosen)) throw new UsageError(`no process is called so: ${names.join(', ')}`);
    print(heading);
    const played = Promise.withResolvers<Played>();
    const play = async (seedWorld: SeedWorld): Promise<void> => {
      const printStrike = (strike: Strike): void => {
        print(rowOf(strike));
      };
      played.resolve(await playCluster(seedWorld, cluster, { isChosen, print: printStrike, signal }));
    };
    const journal = { waits: (): void => undefined };
    const { deposits, differences } = await runStory(world, { seed: 0 }, journal, play, settlesWithinMs);
    return { played: await played.promise, deposits, differences };
  } finally {
    for (const stop of stops) {
      await stop().catch((error: unknown) => {
        print(`not stopped as it should be: ${String(error)}`);
      });
    }
    progress.done();
  }
}

const columns = [24, 9, 8, 16, 14, 6, 8] as const;
const heading = lineOf(['what', 'how', 'ended in', 'nothing credited', 'chains passed', '503s', 'broken']);

function rowOf({ name, how, endedMs, notCreditedMs, takenOverMs, unavailable, broken }: Strike): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const taken = takenOverMs === undefined ? '' : seconds(takenOverMs);
  const signal = how === 'kill' ? 'SIGKILL' : 'SIGTERM';
  return lineOf([
    name,
    signal,
    seconds(endedMs),
    seconds(notCreditedMs),
    taken,
    String(unavailable),
    String(broken),
  ]);
}

function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at < 2 ? cell.padEnd(columns[at] ?? 0) : cell.padStart(columns[at] ?? 0)))
    .join('  ')
    .trimEnd();
}

/** Prints the last lines. Returns whether all is as it must be. */
function report({ played: { strikes, answers, wrong }, deposits, differences }: Outcome): boolean {
  const many = (kind: Difference['kind']): string =>
    String(differences.filter(each => each.kind === kind).length);
  const count = (how: Strike['how']): string => String(strikes.filter(each => each.how === how).length);
  const unavailable = strikes.reduce((sum, each) => sum + each.unavailable, 0);
  for (const line of [...wrong, ...differences.map(({ what }) => what)]) print(`  FAILED: ${line}`);
  print(`${String(answers)} calls were answered, ${String(unavailable)} of them with 503 and Retry-After.`);
  const isOk = wrong.length === 0 && differences.length === 0;
  print(
    `test:cluster: ${isOk ? 'ok' : 'failed'}, ${String(deposits)} deposits, ${count('kill')} kills, ` +
      `${count('restart')} restarts, ${many('missed')} missed, ${many('doubled')} doubled`,
  );
  return isOk;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  fail('test:cluster', error);
}
// Timers and sockets of a part that failed must not keep it alive.
process.exit();
