import type { CoinCode } from '../registry.ts';

/** What the audit compares, in this order. */
export const auditChecks = [
  'currencies',
  'entries',
  'deposits',
  'charges',
  'sweeps',
  'payments',
  'snapshots',
  'dust',
  'sequences',
  'chain',
] as const;
export type AuditCheck = (typeof auditChecks)[number];

/** Two figures that should be equal. */
export interface Difference {
  /** An id, an address or a currency: where to look. */
  readonly where: string;
  /** What the figures measure. */
  readonly what: string;
  /** The currency of the figures, which are amounts in its base units; null if the figures count things. */
  readonly currency: CoinCode | null;
  readonly expected: bigint;
  readonly found: bigint;
}
