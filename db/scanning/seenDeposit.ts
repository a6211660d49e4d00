import type { Hit } from '../../domain/scanning/foundBlock.ts';
import type { PurseRow, TransactionRow } from '../schema.ts';

/** A deposit as the scanner recorded it from a transfer. */
export interface SeenDeposit {
  readonly row: TransactionRow;
  readonly hit: Hit;
  readonly purse: PurseRow;
  /** The deposit is new in a block or back in one, not just found again where it was. */
  readonly isNews: boolean;
  /** The deposit was in no block before, whether or not an event had said so. */
  readonly entered: boolean;
}
