import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { StartError } from '../../testkit/servers/StartError.ts';

export interface ManagedOptions {
  /** Its name in messages and logs: `api`, `worker`. */
  readonly name: string;
  /** Entry file, relative to the repository. */
  readonly entry: string;
  /** Options of Node. */
  readonly nodeOptions?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFolder: string;
}

/** A process of the stack. */
export interface ManagedProcess {
  readonly pid: number;
  /** The message that it sent when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Settles when the process has ended, with its exit code or the signal that ended it. */
  readonly exited: Promise<number | string>;
  /** Asks the process to end, and kills it after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
  /** Ends the process at once, like a crash. */
  kill(): Promise<void>;
}

const readyWithinMs = 30_000;

/**
 * Starts one of our own processes and waits until it reports that it is ready. It runs in its own process
 * group, so that Ctrl-C reaches only the stack, which then stops its processes in order. If the stack dies,
 * the broken channel makes the process end.
 */
export async function startManaged({
  name,
  entry,
  nodeOptions = [],
  env,
  logFolder,
}: ManagedOptions): Promise<ManagedProcess> {
  const logFile = join(logFolder, `${name}.log`);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [...nodeOptions, join(import.meta.dirname, '../..', entry)], {
    env: { ...pick('PATH', 'NODE_COMPILE_CACHE'), NODE_ENV: 'production', ...env },
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  closeSync(log);
  const exited = once(child, 'exit').then(
    ([code, signal]: (number | string | null)[]) => code ?? signal ?? 1,
  );
  const ready = await Promise.race([
    readyMessage(child),
    exited.then(code => {
      throw new StartError(
        `the ${name} ended with code ${String(code)}: ${lastLines(logFile)}`,
        `see ${logFile}`,
      );
    }),
    new Promise<never>((_resolve, reject) => {
      setTimeout(() => {
        reject(
          new StartError(
            `the ${name} is not ready after ${String(readyWithinMs / 1000)} s`,
            `see ${logFile}`,
          ),
        );
      }, readyWithinMs).unref();
    }),
  ]).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  if (child.pid === undefined) throw new StartError(`the ${name} could not be started`, `see ${logFile}`);

  return {
    pid: child.pid,
    ready,
    exited,
    stop: async (graceMs = 9_000) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Those of our own variables that any program of Node may have. */
const pick = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])));

function readyMessage(child: ChildProcess): Promise<Readonly<Record<string, unknown>>> {
  return new Promise(resolve => {
    child.on('message', message => {
      if (typeof message === 'object' && 'ready' in message) resolve({ ...message });
    });
  });
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ');
}
