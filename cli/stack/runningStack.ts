import { describeFailure } from '../describeFailure.ts';
import type { Running } from './running.ts';
import { environmentOf, readRunning, signerEnvironmentOf, stateFolder } from './running.ts';

/** The stack that runs with this state folder. If there is none, prints that and ends the command. */
export function runningStack(command: string): Running {
  const home = stateFolder(process.env);
  const running = readRunning(home);
  if (running) return running;
  process.stderr.write(`purser ${command}: no stack runs with ${home}. Start one with \`npm start\`.\n`);
  process.exit(1);
}

/** Ends the command with one line for what went wrong. */
export function fail(command: string, error: unknown): never {
  process.stderr.write(`purser ${command}: ${describeFailure(error)}\n`);
  process.exit(1);
}

/** The environment of a deployment, else that of the stack that runs here. Throws if there is neither. */
export function environment(): Readonly<Record<string, string | undefined>> {
  if ((process.env['DATABASE_URL'] ?? '') !== '') return process.env;
  const home = stateFolder(process.env);
  const running = readRunning(home);
  if (running) return environmentOf(running, process.env);
  throw new Error(`DATABASE_URL is not set, and no stack runs with ${home}`);
}

/**
 * The environment of a deployment's signer, else that of the signer of the stack that runs here. If one of
 * the deployment's settings is there, the stack's are not mixed with it. Throws if there is neither.
 */
export function signerEnvironment(): Readonly<Record<string, string | undefined>> {
  const names = ['DATABASE_URL', 'PURSER_SIGNER_SETTINGS'] as const;
  if (names.some(name => (process.env[name] ?? '') !== '')) return process.env;
  const home = stateFolder(process.env);
  const running = readRunning(home);
  if (!running) throw new Error(`${names.join(' and ')} are not set, and no stack runs with ${home}`);
  if (running.treasury === null) throw new Error(`the stack that runs with ${home} does not sweep`);
  return { ...environmentOf(running), ...signerEnvironmentOf(home) };
}
