import { readArgs, UsageError } from '../cli/readArgs.ts';
import { printedProgress } from '../testkit/servers/progress.ts';
import { StartError } from '../testkit/servers/StartError.ts';
import { notStarted } from './notStarted.ts';
import { sweepStories } from './sweeps/stories.ts';
import { sweepWorldOf } from './sweeps/sweepWorld.ts';
import { startWorld } from './world/startWorld.ts';

const usage = `Plays stories of sweeps on the real engine: held money beside credited, forks, planners that meet, a disk that is slow.
Compares what reached the treasury with the books.

  npm run simulate:sweeps
  npm run simulate:sweeps -- --only held

  --only TEXT  only the stories whose name contains it

The exit code is 0 only if each end is as it must be.
`;

async function main(): Promise<boolean> {
  const { values } = readArgs({
    run: 'npm run simulate:sweeps',
    usage,
    options: { only: { type: 'string', default: '' } },
  });
  const chosen = Object.entries(sweepStories).filter(([name]) => name.includes(values.only));
  if (chosen.length === 0) throw new UsageError(`no story is called ${values.only}`);
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interrupt.abort(new Error(`interrupted by ${name}`));
    });
  }
  const world = await startWorld(printedProgress(process.stdout), interrupt.signal, {
    stack: { sweeps: true },
  });
  let failed = 0;
  try {
    for (const [name, play] of chosen) {
      interrupt.signal.throwIfAborted();
      const began = performance.now();
      const wrong = await sweepWorldOf(world, name)
        .then(play)
        .then(
          () => undefined,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
      if (wrong !== undefined) failed += 1;
      const time = `${((performance.now() - began) / 1000).toFixed(1)} s`;
      process.stdout.write(`story ${name}: ${wrong === undefined ? 'ok' : `FAILED: ${wrong}`} (${time})\n`);
    }
  } finally {
    await world.stop();
  }
  process.stdout.write(
    `sweeps: ${failed === 0 ? 'ok' : 'failed'}, ${String(chosen.length)} stories, ${String(failed)} failed\n`,
  );
  return failed === 0;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  const isExpected = error instanceof StartError || error instanceof UsageError;
  const text = isExpected ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`purser sweeps: ${text}\n`);
  process.exitCode = error instanceof StartError ? notStarted : 1;
}
// Timers and sockets of a part that failed must not keep it alive.
process.exit();
