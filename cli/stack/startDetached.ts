import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../testkit/servers/StartError.ts';

const lookAgainMs = 200;

/**
 * The message that the start in the background sends when the stack runs. From then on it runs on its own.
 */
export const startedMessage = { started: true } as const;

/**
 * Starts the stack in the background, with its output in `logs/start.log` of the state folder. Shows that
 * output until the stack runs. Returns the exit code: 0 if the stack runs, and it then continues without this
 * process. Otherwise nothing of the stack is left. Throws `StartError` if the log cannot be written.
 */
export async function startDetached(home: string, args: readonly string[]): Promise<number> {
  const { file, log } = openLog(home);
  const show = createTail(log);
  const child = spawn(process.execPath, [join(import.meta.dirname, '../start.ts'), ...args], {
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  const pass = (): void => void child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
  const showing = setInterval(show, lookAgainMs);
  try {
    const code = await Promise.race([started(child), ended(child)]);
    show();
    if (code !== undefined) return code === 0 ? 1 : code;
    child.disconnect();
    child.unref();
    process.stdout.write(`Purser runs in the background; its output is in ${file}.\n`);
    return 0;
  } finally {
    clearInterval(showing);
    closeSync(log);
  }
}

function openLog(home: string): { readonly file: string; readonly log: number } {
  const file = join(home, 'logs', 'start.log');
  try {
    mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o711 });
    return { file, log: openSync(file, 'a+', 0o600) };
  } catch (cause) {
    throw new StartError(
      `the state folder ${home} cannot be written`,
      'make it writable, or name another with PURSER_HOME',
      { cause },
    );
  }
}

/** Returns a function that prints what was written to the file since its last call. */
function createTail(log: number): () => void {
  let at = fstatSync(log).size;
  return () => {
    const bytes = Buffer.alloc(fstatSync(log).size - at);
    if (bytes.length === 0) return;
    at += readSync(log, bytes, 0, bytes.length, at);
    process.stdout.write(bytes);
  };
}

function started(child: ChildProcess): Promise<undefined> {
  return new Promise(resolve => {
    child.on('message', message => {
      if (typeof message === 'object' && 'started' in message) resolve(undefined);
    });
  });
}

/** The exit code; 1 if a signal ended the process. */
function ended(child: ChildProcess): Promise<number> {
  return once(child, 'exit').then(([code]: (number | string | null)[]) =>
    typeof code === 'number' ? code : 1,
  );
}
