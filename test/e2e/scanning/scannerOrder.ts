import type { Registry } from '../../../domain/registry.ts';

/** The order for a scanner in its own process. */
export interface ScannerOrder {
  readonly databaseUrl: string;
  /** The registry, with big numbers as text ending in `n`. */
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
