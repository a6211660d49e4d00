import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Runs a module in its own process, which is killed at its first line of output: what it started is left
 * behind. Returns that line. Imports are relative to the repository.
 */
export async function leaveBehind(code: string): Promise<string> {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(parent, 'exit');
  const printed = await new Promise<string>((resolve, reject) => {
    parent.stdout.setEncoding('utf8').once('data', resolve);
    void exited.then(([code]) => {
      reject(new Error(`it ended with ${String(code)} and printed nothing`));
    });
  });
  parent.kill('SIGKILL');
  await exited;
  return printed.trim();
}
