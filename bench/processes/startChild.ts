import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface ChildOptions {
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  /** Variables in addition to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** The file for its standard output. The default is our standard output. */
  readonly outputTo?: string;
}

export interface Child {
  readonly pid: number;
  /** Sends a message and returns the answer. One at a time. Rejects if the process ends instead. */
  readonly ask: (message: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/**
 * Runs a script, by its path from bench/, as a process that answers messages one by one. Returns the process
 * and its first message. It ends when this process ends.
 */
export async function startChild(
  script: string,
  args: readonly string[],
  { nodeOptions = [], env = {}, outputTo }: ChildOptions = {},
): Promise<Child & { readonly first: unknown }> {
  const path = join(import.meta.dirname, '..', script);
  const output = outputTo === undefined ? undefined : openSync(outputTo, 'a');
  const child = fork(path, args, {
    execArgv: [...nodeOptions],
    env: { ...process.env, ...env },
    stdio: ['ignore', output ?? 'inherit', 'inherit', 'ipc'],
  });
  if (output !== undefined) closeSync(output);
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`${script} ended with ${signal ?? String(code)}`));
    });
  });
  // A caller who waits for an answer gets this error. At other times it may be ignored.
  ended.catch(() => undefined);
  const next = (): Promise<unknown> =>
    Promise.race([ended, new Promise<unknown>(resolve => child.once('message', resolve))]);
  const first = await next();
  return {
    first,
    pid: child.pid ?? 0,
    ask: message => {
      const answer = next();
      child.send(message as object);
      return answer;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended.catch(() => undefined);
    },
  };
}

/** The options of Node that write a CPU profile of a process into the folder. */
export const profiling = (folder: string | undefined): readonly string[] =>
  folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(folder)}`];
