import { readArgs, UsageError } from '../cli/readArgs.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { StartError } from '../testkit/servers/StartError.ts';
import { crashAt } from './crashes/crashAt.ts';
import { crashPoints } from './crashes/crashPoints.ts';
import { outages } from './crashes/outages.ts';
import { transferRegistry } from './crashes/sweptStory.ts';
import { runOutage } from './crashes/runOutage.ts';
import type { SeedResult } from './run/runSeed.ts';
import type { World } from './world/startWorld.ts';
import { startWorld } from './world/startWorld.ts';

const usage = `Ends a process of the engine at each step of a deposit and of its sweep, and takes a server away for a while. Compares each end with a
model that reads only the chains.

  npm run simulate:crashes
  npm run simulate:crashes -- --only dust

  --only TEXT  only the crashes and outages whose name contains it

Prints a table. The exit code is 0 only if each process died where it should, an alarm sounded during each outage, and
each end is as the model says.
`;

interface Trial {
  readonly name: string;
  /** What dies or is away. */
  readonly what: string;
  /** Undefined if this machine cannot make it. */
  readonly run: ((world: World, seed: number) => Promise<SeedResult>) | undefined;
}

const trials: readonly Trial[] = [
  ...crashPoints.map(point => ({
    name: point.name,
    what: point.part,
    run: (world: World, seed: number) => crashAt(world, point, seed),
  })),
  ...outages.map(outage => ({
    name: outage.name,
    what: 'outage',
    run:
      outage.possible?.() === false
        ? undefined
        : (world: World, seed: number) => runOutage(world, outage, seed),
  })),
];

async function main(): Promise<boolean> {
  const { values } = readArgs({
    run: 'npm run simulate:crashes',
    usage,
    options: { only: { type: 'string', default: '' } },
  });
  const chosen = trials.filter(({ name }) => name.includes(values.only));
  if (chosen.length === 0) throw new UsageError(`no crash or outage is called ${values.only}`);
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interrupt.abort(new Error(`interrupted by ${name}`));
    });
  }
  const world = await startWorld(printedProgress(process.stdout), interrupt.signal, {
    durable: true,
    stack: { sweeps: true, env: { ...process.env, PURSER_LOCAL_REGISTRY: transferRegistry } },
  });
  const counts = { ok: 0, failed: 0, notRun: 0 };
  try {
    for (const [seed, { name, what, run }] of chosen.entries()) {
      interrupt.signal.throwIfAborted();
      const result = await run?.(world, seed);
      const [first] = result?.differences ?? [];
      const outcome = !result
        ? 'not run: needs the superuser of Linux'
        : first
          ? `FAILED: ${first.what}`
          : 'ok';
      counts[!result ? 'notRun' : first ? 'failed' : 'ok'] += 1;
      const time = `${((result?.ms ?? 0) / 1000).toFixed(1)} s`;
      process.stdout.write(`${name.padEnd(50)} ${what.padEnd(10)} ${time.padStart(7)}  ${outcome}\n`);
    }
  } finally {
    await world.stop();
  }
  const { ok, failed, notRun } = counts;
  process.stdout.write(
    `crashes: ${failed === 0 ? 'ok' : 'failed'}, ${String(ok)} ok, ${String(failed)} failed, ${String(notRun)} not run\n`,
  );
  return failed === 0;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  const text =
    error instanceof StartError || error instanceof UsageError
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`purser crashes: ${text}\n`);
  process.exitCode = 1;
}
// Timers and sockets of a part that failed must not keep it alive.
process.exit();
