import type { TransactionId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import type { PurseRow, TransactionRow } from './schema.ts';

/** A deposit with the rows that decide over it, as they are under their locks. */
export interface DepositRows {
  readonly deposit: TransactionRow;
  readonly purse: PurseRow;
  readonly customerBlocked: boolean;
}

/**
 * Locks customer, purse and transaction, in the one order, so that whatever else decides over the deposit comes
 * wholly before or wholly after. Undefined when there is no such deposit.
 */
export async function lockDeposit(trx: Db, id: TransactionId): Promise<DepositRows | undefined> {
  // A deposit's customer and purse never change, so they can be read before they are locked.
  const known = await trx
    .selectFrom('transactions')
    .select(['customer_id', 'purse_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!known) return undefined;
  const { blocked } = await trx
    .selectFrom('customers')
    .select('blocked')
    .where('id', '=', known.customer_id)
    .forShare()
    .executeTakeFirstOrThrow();
  const purse = await trx
    .selectFrom('purses')
    .selectAll()
    .where('id', '=', known.purse_id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const deposit = await trx
    .selectFrom('transactions')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return { deposit, purse, customerBlocked: blocked };
}
