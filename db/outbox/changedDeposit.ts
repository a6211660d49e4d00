import type { PurseId, TransactionId } from '../../domain/ids.ts';

/** A deposit whose purse must be signalled. */
export interface ChangedDeposit {
  readonly id: TransactionId;
  readonly purseId: PurseId;
}
