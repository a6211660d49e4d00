import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { endProcess, type StopSignals } from './process.ts';
import { StartError, errorCode, writing } from './StartError.ts';
import type { OwnedProcess } from './stopPrevious.ts';

/** One of our own servers in the background. */
export type RunningServer = {
  readonly name: string;
  readonly logFile: string;
  /**
   * Shuts the server down, and kills it if that takes too long: at most 5 s. May be called more than once.
   */
  readonly stop: () => Promise<void>;
  /** The exit code, or null if a signal ended the server. It also settles if the server ends by itself. */
  readonly exited: Promise<number | null>;
  /** What the server logged in this run. */
  readonly log: () => Promise<string>;
};

type ServerOptions = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  /** Records which process runs and who owns it, for `stopPrevious` of the next start. */
  readonly pidFile: string;
  readonly stopSignals: StopSignals;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
};

/**
 * Starts a server in its own process group: a Ctrl-C goes to every process of the terminal's group, and the
 * database must outlive the worker that still writes to it. Throws `StartError` if the program cannot be run.
 */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const { name, command, args, logFile, pidFile, stopSignals, ...place } = options;
  const log = await writing(dirname(logFile), async () => {
    await mkdir(dirname(logFile), { recursive: true });
    return openSync(logFile, 'a', 0o600);
  });
  const logStart = fstatSync(log).size;
  const child = spawn(command, args, { ...place, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  if (child.pid !== undefined) {
    // Written at once: if the parent is killed between the start and this line, no later start knows the
    // server.
    try {
      writeFileSync(pidFile, JSON.stringify({ pid: child.pid, owner: process.pid } satisfies OwnedProcess));
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }
  const { pid } = child;
  let gone = false;
  const exited = new Promise<number | null>(resolve => {
    child.once('exit', code => {
      gone = true;
      rmSync(pidFile, { force: true });
      resolve(code);
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', cause => {
      reject(
        new StartError(`${name} cannot be run (${errorCode(cause)}: ${command})`, 'install it again', {
          cause,
        }),
      );
    });
  });
  let stopping: Promise<void> | undefined;
  return {
    name,
    logFile,
    exited,
    stop: () => {
      stopping ??= (async () => {
        if (pid !== undefined) await endProcess(pid, stopSignals, async () => gone);
        await exited;
      })();
      return stopping;
    },
    log: async () => (await readFile(logFile)).subarray(logStart).toString('utf8'),
  };
}
