import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Finding } from './compareFile.ts';

/** Runs a command of an installed package under this Node; its output is shown if it fails. */
export function runTool(root: string, command: string, args: readonly string[]): Promise<Finding> {
  const { promise, resolve } = Promise.withResolvers<Finding>();
  const child = spawn(process.execPath, [join(root, 'node_modules/.bin', command), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', error => resolve({ passed: false, output: String(error) }));
  child.once('close', code => resolve({ passed: code === 0, output: output.trim() }));
  return promise;
}
