import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearPostgres } from '../testkit/servers/postgres.ts';
import { inspectProcess } from '../testkit/servers/process.ts';
import { clearTemporal } from '../testkit/servers/temporal.ts';
import { readArgs } from './readArgs.ts';
import { readRunning, removeRunning, stateFolder } from './stack/running.ts';
import { fail } from './stack/runningStack.ts';

const usage = `Stops the local stack that runs with this state folder, in the background or in another terminal. Nothing is lost. If
no stack runs, it ends what a killed stack left behind, and that is not a failure.

  npm run stop

The state folder is .purser of this clone, or PURSER_HOME.
`;

/** Longer than all parts together may take to end, in ms. */
const withinMs = 60_000;

/** `npm run stop`: ends the stack and waits until it has ended. */
async function main(): Promise<void> {
  readArgs({ run: 'npm run stop', usage, options: {} });
  const home = stateFolder(process.env);
  const running = readRunning(home);
  if (!running) {
    // A killed start may have left servers. If a start under way still owns them, this throws.
    if (existsSync(home)) {
      await clearTemporal(join(home, 'temporal.db'));
      await clearPostgres(join(home, 'postgres'));
      removeRunning(home);
    }
    process.stdout.write(`No stack runs with ${home}.\n`);
    return;
  }
  const { pid } = running;
  const begins = await inspectProcess(pid);
  // If another program runs the stack, that program must end it.
  if (!begins || !/\bstart\.ts\b/.test(begins.commandLine)) {
    throw new Error(
      `process ${String(pid)}, which runs the stack in ${home}, is not \`npm start\`: stop it yourself`,
    );
  }
  process.kill(pid, 'SIGTERM');
  const until = performance.now() + withinMs;
  while ((await inspectProcess(pid))?.commandLine === begins.commandLine) {
    if (performance.now() > until) {
      throw new Error(
        `process ${String(pid)} does not end; its output is in ${home}/logs. End it with kill -9 ${String(pid)}`,
      );
    }
    await sleep(50);
  }
  process.stdout.write(`Stopped ${running.api}. Nothing is lost; \`npm start\` continues from here.\n`);
}

try {
  await main();
} catch (error) {
  fail('stop', error);
}
