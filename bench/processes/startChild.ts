import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface Child {
  /** Sends a message and gives back the answer: one at a time. Rejects when the process ends instead. */
  readonly ask: (message: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/**
 * Runs a script of bench/ as a process that answers messages one by one, and gives back its first message with it.
 * It ends when this process does.
 */
export async function startChild(
  script: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<Child & { readonly first: unknown }> {
  const path = join(import.meta.dirname, '..', script);
  const child = fork(path, args, {
    execArgv: [...nodeOptions],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`${script} ended with ${signal ?? String(code)}`));
    });
  });
  // Whoever waits for an answer hears of the end; at other times nobody has to.
  ended.catch(() => undefined);
  const next = (): Promise<unknown> =>
    Promise.race([ended, new Promise<unknown>(resolve => child.once('message', resolve))]);
  return {
    first: await next(),
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
