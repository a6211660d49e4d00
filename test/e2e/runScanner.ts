import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Registry } from '../../domain/registry.ts';

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

/** Runs a scanner to its end or its death. Gives the boundaries it passed, or null where it was killed. */
export async function runScanner(order: ScannerOrder): Promise<number | null> {
  const script = fileURLToPath(new URL('./scannerProcess.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', chunk => (out += String(chunk)));
  child.stderr.on('data', chunk => (err += String(chunk)));
  const [code, signal] = await new Promise<[number | null, string | null]>(resolve =>
    child.once('close', (...end) => resolve(end)),
  );
  if (signal === 'SIGKILL') return null;
  if (code !== 0) throw new Error(`the scanner ended with ${String(code)}: ${err}`);
  return Number(out);
}
