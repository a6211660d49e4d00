import type { PurseId, TransactionId } from '../../domain/ids.ts';

/** A deposit of which its purse must hear. */
export interface ChangedDeposit {
  readonly id: TransactionId;
  readonly purseId: PurseId;
}
