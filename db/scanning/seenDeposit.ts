import type { Hit } from '../../domain/scanning/foundBlock.ts';
import type { PurseRow, TransactionRow } from '../schema.ts';

/** A deposit as the scanner recorded it from a transfer. */
export interface SeenDeposit {
  readonly row: TransactionRow;
  readonly hit: Hit;
  readonly purse: PurseRow;
  /** It is new in a block, or back in one: not just found again where it was. */
  readonly isNews: boolean;
  /** It was in no block before, whether that was told already or not. */
  readonly entered: boolean;
}
