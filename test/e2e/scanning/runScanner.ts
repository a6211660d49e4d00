import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { ScannerOrder } from './scannerOrder.ts';

/**
 * Runs scanners, one after another, each in its own process. The next process starts while the previous one
 * works, and waits for its order: starting takes longer than scanning.
 */
export interface Scanners {
  /** To its end or its death. Returns the boundaries it passed, or null if it was killed. */
  run(order: ScannerOrder): Promise<number | null>;
  /** Ends the waiting process. */
  end(): Promise<void>;
}

export async function startScanners(): Promise<Scanners> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-scanner-'));
  const program = join(folder, 'scanner.mjs');
  await bundle(program);
  let next = startScanner(program);
  return {
    async run(order) {
      const scanner = next;
      next = startScanner(program);
      scanner.order(JSON.stringify(order));
      const { code, signal, out, err } = await scanner.ended;
      if (signal === 'SIGKILL') return null;
      if (code !== 0) throw new Error(`the scanner ended with ${String(code)}: ${err}`);
      return Number(out);
    },
    async end() {
      next.order('');
      await next.ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** One file instead of hundreds: each of the many processes starts in a third of the time. */
async function bundle(program: string): Promise<void> {
  const input = join(import.meta.dirname, 'scannerProcess.ts');
  const built = await rolldown({ input, platform: 'node', external: ['pg-native'], logLevel: 'silent' });
  await built.write({ file: program, format: 'esm', codeSplitting: false });
  await built.close();
}

function startScanner(program: string) {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', chunk => (out += String(chunk)));
  child.stderr.on('data', chunk => (err += String(chunk)));
  const ended = new Promise<{ code: number | null; signal: string | null; out: string; err: string }>(
    resolve =>
      child.once('close', (code, signal) => {
        resolve({ code, signal, out, err });
      }),
  );
  return { ended, order: (text: string) => child.stdin.end(text) };
}
