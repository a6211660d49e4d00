import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface KeysOutcome {
  readonly code: number | null;
  /** Of both streams. */
  readonly output: string;
}

/** Runs a command of `cli/keys.ts` in a folder, with this text on its standard input, and these settings alone. */
export async function runKeys(
  args: readonly string[],
  {
    folder,
    input,
    timeoutMs,
    settings = {},
  }: {
    readonly folder: string;
    readonly input: string;
    readonly timeoutMs: number;
    readonly settings?: Readonly<Record<string, string>>;
  },
): Promise<KeysOutcome> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../cli/keys.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    timeout: timeoutMs,
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => void (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => void (output += text.toString()));
  // A command that ends before it reads closes the pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, output };
}
