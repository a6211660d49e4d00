import type { SweepId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { isSigned, leavePlan, saveItems } from './saveSigned.ts';

/**
 * Saves which items of a sweep were in a transaction that the database lost, by their positions, in the transaction's order. From
 * then on the sweep is sent, and is settled as any other. False if it is not planned any more.
 */
export async function saveMatched(
  trx: Db,
  sweepId: SweepId,
  { all, included }: { readonly all: readonly number[]; readonly included: readonly number[] },
): Promise<boolean> {
  if (!(await leavePlan(trx, sweepId)) || (await isSigned(trx, sweepId))) return false;
  const dropped = all
    .filter(position => !included.includes(position))
    .map(position => ({ position, reason: 'not_due' }) as const);
  await saveItems(trx, { sweepId, included, dropped });
  return true;
}
