import { readRunning, stateFolder } from './running.ts';
import type { Running } from './running.ts';

/** The stack that runs with this state folder; without one, says so and ends the command. */
export function runningStack(command: string): Running {
  const home = stateFolder(process.env);
  const running = readRunning(home);
  if (running) return running;
  process.stderr.write(`purser ${command}: no stack runs with ${home}. Start one with \`npm start\`.\n`);
  process.exit(1);
}

/** Ends the command with one line for what went wrong. */
export function fail(command: string, error: unknown): never {
  process.stderr.write(`purser ${command}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
