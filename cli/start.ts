import { printedProgress } from '../testkit/servers/progress.ts';
import { StartError } from '../testkit/servers/StartError.ts';
import { stateFolder } from './running.ts';
import type { Stack } from './stack.ts';
import { startStack } from './stack.ts';
import { stackSettings } from './stackSettings.ts';
import { welcome } from './welcome.ts';

/** `npm start`: the whole of Purser with test chains, until Ctrl-C. */
async function main(): Promise<number> {
  const asked = firstSignal();
  const began = performance.now();
  process.stdout.write('Starting Purser with its test chains.\n');
  const starting = startStack({
    ...stackSettings(process.env),
    home: stateFolder(process.env),
    durable: true,
    env: process.env,
    progress: printedProgress(process.stdout),
  });
  // A start that is interrupted is finished first: stopping half of it would leave the other half.
  const stack: Stack = await starting;
  process.stdout.write(welcome(stack.running, (performance.now() - began) / 1000));

  const broken = stack.broken.then(name => ({ broken: name }));
  const end = await Promise.race([asked, broken]);
  if (typeof end === 'object')
    process.stderr.write(`\npurser: ${end.broken} ended by itself; stopping the rest.\n`);
  else process.stdout.write('\nStopping.\n');
  await stack.stop();
  process.stdout.write('Stopped. Everything is kept; `npm start` goes on from here.\n');
  return typeof end === 'object' ? 1 : 0;
}

function firstSignal(): Promise<string> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
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
