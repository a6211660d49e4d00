import { spawn } from 'node:child_process';
import type { Environment } from './toolFolder.ts';

const TAIL_LINES = 3;

/** A tool failed. `tail` is the end of its output, in one line. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly tail: string;

  constructor(command: string, outcome: string, tail: string) {
    super(`${command} ${outcome}: ${tail}`);
    this.tail = tail;
  }
}

type Options = {
  readonly env?: Environment;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly signal?: AbortSignal | undefined;
};

/** Runs a program to its end and returns its output. Throws `ToolError`. An aborted run is terminated. */
export function runTool(command: string, args: readonly string[], options: Options = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    const collect = (text: string): void => void (printed += text);
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const tail = printed.trimEnd().split('\n').slice(-TAIL_LINES).join(' | ');
      if (code === 0) resolve(printed);
      else reject(new ToolError(command, `ended with ${signal ?? `code ${code}`}`, tail));
    });
  });
}
