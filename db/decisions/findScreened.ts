import { sql } from 'kysely';
import type { Verdict } from '../../domain/deposits/states.ts';
import type { AccountId, PurseId, TransactionId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';

/** A deposit as a provider names it: by our id, by its own reference, or by both. */
export type ScreenedName =
  | { readonly transactionId: TransactionId; readonly reference?: string | undefined }
  | { readonly transactionId?: undefined; readonly reference: string };

export interface ScreenedDeposit {
  readonly id: TransactionId;
  readonly account_id: AccountId;
  readonly purse_id: PurseId;
  readonly currency: string;
  readonly verdict: Verdict | null;
}

/**
 * The deposit that a provider names, of any account. If it is named twice, both names must be of one deposit.
 */
export async function findScreened(
  db: Db,
  { transactionId, reference }: ScreenedName,
): Promise<ScreenedDeposit | undefined> {
  const named =
    transactionId === undefined
      ? sql<boolean>`screening_reference = ${reference}`
      : reference === undefined
        ? sql<boolean>`id = ${transactionId}`
        : // The provider may call back before its answer with the reference arrives.
          sql<boolean>`id = ${transactionId} and coalesce(screening_reference, ${reference}) = ${reference}`;
  return db
    .selectFrom('transactions')
    .select(['id', 'account_id', 'purse_id', 'currency', 'verdict'])
    .where(named)
    .executeTakeFirst();
}
