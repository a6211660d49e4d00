import { once } from 'node:events';
import { printedProgress } from '../testkit/servers/progress.ts';
import { StartError } from '../testkit/servers/StartError.ts';
import { stateFolder } from './running.ts';
import type { Stack } from './stack.ts';
import { startStack } from './stack.ts';
import { stackSettings } from './stackSettings.ts';
import { welcome } from './welcome.ts';

/** `npm start`: the whole of Purser with test chains, until Ctrl-C. */
async function main(): Promise<number> {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupt.abort();
    });
  }
  const began = performance.now();
  process.stdout.write('Starting Purser with its test chains.\n');
  let stack: Stack;
  try {
    stack = await startStack({
      ...stackSettings(process.env),
      home: stateFolder(process.env),
      durable: true,
      env: process.env,
      progress: printedProgress(process.stdout),
      signal: interrupt.signal,
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    process.stdout.write('\nStopped before it was ready.\n');
    return 1;
  }
  process.stdout.write(welcome(stack.running, (performance.now() - began) / 1000));

  const broken = await Promise.race([
    stack.broken,
    stack.worker().exited.then(() => 'the worker'),
    once(interrupt.signal, 'abort').then(() => undefined),
  ]);
  if (broken === undefined) process.stdout.write('\nStopping.\n');
  else
    process.stderr.write(
      `\npurser: ${broken} ended by itself; stopping the rest. Its log is in the state folder.\n`,
    );
  await stack.stop();
  process.stdout.write('Stopped. Everything is kept; `npm start` goes on from here.\n');
  return broken === undefined ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const text =
    error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`purser: ${text}\n`);
  process.exitCode = 1;
}
process.exit();
