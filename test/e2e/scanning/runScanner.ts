import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Registry } from '../../../domain/registry.ts';

/** What a scanner in a process of its own is told. */
export interface ScannerOrder {
  readonly databaseUrl: string;
  /** The registry, its big numbers as text with an `n` behind. */
  readonly registry: string;
  /** The boundary at which it dies; 0 for none. */
  readonly dieAt: number;
  /** The height at which it ends. */
  readonly until: number;
}

export function writeRegistry(registry: Registry): string {
  return JSON.stringify(registry, (_, value: unknown) =>
    typeof value === 'bigint' ? `${String(value)}n` : value,
  );
}

export function registryOf({ registry }: Pick<ScannerOrder, 'registry'>): Registry {
  return JSON.parse(registry, (_, value: unknown) =>
    typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as Registry;
}

/**
 * Runs scanners, one after another, each in a process of its own. The next process starts while the one before works, and
 * waits for its order: starting takes longer than scanning.
 */
export interface Scanners {
  /** To its end or its death. Gives the boundaries it passed, or null where it was killed. */
  run(order: ScannerOrder): Promise<number | null>;
  /** Ends the process that waits. */
  end(): Promise<void>;
}

export function startScanners(): Scanners {
  let next = startScanner();
  return {
    async run(order) {
      const scanner = next;
      next = startScanner();
      scanner.order(JSON.stringify(order));
      const { code, signal, out, err } = await scanner.ended;
      if (signal === 'SIGKILL') return null;
      if (code !== 0) throw new Error(`the scanner ended with ${String(code)}: ${err}`);
      return Number(out);
    },
    async end() {
      next.order('');
      await next.ended;
    },
  };
}

function startScanner() {
  const script = fileURLToPath(new URL('./scannerProcess.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
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
