import { once } from 'node:events';
import { printedProgress } from '../testkit/servers/progress.ts';
import { StartError } from '../testkit/servers/StartError.ts';
import { readArgs, UsageError } from './readArgs.ts';
import { stateFolder } from './stack/running.ts';
import type { Stack } from './stack/stack.ts';
import { startStack } from './stack/stack.ts';
import { stackSettings } from './stack/stackSettings.ts';
import { startDetached, startedMessage } from './stack/startDetached.ts';
import { untilReady } from './stack/untilReady.ts';
import { welcome } from './stack/welcome.ts';

const usage = `Starts all of Purser with three test chains, until Ctrl-C. All state is saved in .purser.

  npm start
  npm start -- --detach --wait

  --detach    returns to the terminal when it runs, and continues in the background until \`npm run stop\`
  --wait      waits until everything answers (/readyz), and fails after a minute
  --attached  ends when its standard input ends, and so with the program that started it

The exit code is 0 if it runs in the background or was stopped normally. It is 1 if it did not start: then nothing of it
is left.

Variables change the settings (docs/configuration.md, "Local stack"), such as PURSER_PORT=9000. A second stack beside
this one needs its own folder and ports:

  PURSER_HOME=~/.purser-2 PURSER_PORT=0 PURSER_SHOP_PORT=0 PURSER_TEMPORAL_PORT=0 PURSER_TEMPORAL_UI_PORT=0 PURSER_CHAIN_PORT=0 npm start
`;

const options = {
  detach: { type: 'boolean', default: false },
  wait: { type: 'boolean', default: false },
  attached: { type: 'boolean', default: false },
} as const;

/** `npm start`: runs a complete Purser with test chains until Ctrl-C. */
async function main(): Promise<number> {
  const { values } = readArgs({ run: 'npm start', usage, options });
  const { detach, wait, attached } = values;
  const home = stateFolder(process.env);
  if (detach && attached) throw new UsageError('give --detach or --attached, not both');
  if (detach) return startDetached(home, wait ? ['--wait'] : []);
  const isInBackground = process.connected;
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupt.abort();
    });
  }
  let isRunning = false;
  process.once('disconnect', () => {
    // The process that waited for the start in the background has ended.
    if (!isRunning) interrupt.abort();
  });
  if (attached) endWithInput(interrupt);
  const began = performance.now();
  process.stdout.write('Starting Purser with its test chains.\n');
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      ...stackSettings(process.env),
      home,
      sweeps: true,
      env: process.env,
      progress: printedProgress(process.stdout),
      signal: interrupt.signal,
    });
    if (wait) await untilReady(stack.running.api, interrupt.signal);
    interrupt.signal.throwIfAborted();
  } catch (error) {
    await stack?.stop();
    if (!interrupt.signal.aborted) throw error;
    process.stdout.write('\nStopped before it was ready.\n');
    return 1;
  }
  isRunning = true;
  const seconds = (performance.now() - began) / 1000;
  const stoppedBy = isInBackground ? '`npm run stop`' : 'Ctrl-C';
  process.stdout.write(welcome(stack.running, seconds, stoppedBy, process.env['PURSER_HOME']));
  if (process.connected) process.send?.(startedMessage);

  const broken = await Promise.race([
    stack.broken,
    stack.worker().exited.then(() => 'the worker'),
    once(interrupt.signal, 'abort').then(() => undefined),
  ]);
  if (broken === undefined) process.stdout.write('\nStopping.\n');
  else
    process.stderr.write(
      `\npurser: ${broken} ended unexpectedly; stopping the rest. Its log is in the state folder.\n`,
    );
  await stack.stop();
  process.stdout.write('Stopped. Nothing is lost; `npm start` continues from here.\n');
  return broken === undefined ? 0 : 1;
}

function endWithInput(interrupt: AbortController): void {
  const end = (): void => {
    interrupt.abort();
  };
  process.stdin.once('end', end).once('error', end).resume();
}

try {
  process.exitCode = await main();
} catch (error) {
  const text =
    error instanceof StartError || error instanceof UsageError
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`purser: ${text}\n`);
  process.exitCode = 1;
}
process.exit();
