import type { CoinCode } from '../registry.ts';

/** What the audit compares, in the order in which it does. */
export const auditChecks = [
  'currencies',
  'entries',
  'deposits',
  'charges',
  'payments',
  'snapshots',
  'dust',
  'sequences',
  'chain',
] as const;
export type AuditCheck = (typeof auditChecks)[number];

/** Two figures that should be one. */
export interface Difference {
  /** An id, an address or a currency: where to look. */
  readonly where: string;
  /** What the figures are of. */
  readonly what: string;
  /** Of amounts, which are in base units of it; null where the figures count things. */
  readonly currency: CoinCode | null;
  readonly expected: bigint;
  readonly found: bigint;
}
