import type { PurseState } from './states.ts';

/**
 * Whether a deposit is late: its purse had expired before the deposit was recorded. A deposit that was late once stays
 * late, whatever block has it (docs/rules-of-money.md, 1).
 */
export function isLate(purse: { readonly state: PurseState }, known?: { readonly late: boolean }): boolean {
  return known?.late === true || purse.state === 'ARCHIVED';
}
