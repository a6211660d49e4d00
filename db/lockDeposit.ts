import type { ChecksumAddress } from '../domain/address.ts';
import type { TransactionId } from '../domain/ids.ts';
import type { Currency } from '../domain/registry.ts';
import type { Db } from './connect.ts';
import type { PurseRow, TransactionRow } from './schema.ts';

/** A deposit with the rows that decide over it, as they are under their locks. */
export interface LockedDeposit {
  readonly deposit: TransactionRow;
  readonly purse: PurseRow & { readonly address_checksum: ChecksumAddress };
  readonly customerBlocked: boolean;
  readonly currency: Currency;
}

/**
 * Locks customer, purse and transaction, in the one order, so that whatever else decides over the deposit comes
 * wholly before or wholly after. The customer's lock is exclusive: it also decides which session gets a deposit, and
 * whether a balance is enough for a charge. Undefined when there is no such deposit.
 */
export async function lockDeposit(
  trx: Db,
  currencyOf: (code: string) => Currency,
  id: TransactionId,
): Promise<LockedDeposit | undefined> {
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
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const { address_checksum, ...purse } = await trx
    .selectFrom('purses')
    .selectAll()
    .where('id', '=', known.purse_id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (address_checksum === null) throw new Error(`purse ${purse.id} has a deposit and no address`);
  const deposit = await trx
    .selectFrom('transactions')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return {
    deposit,
    purse: { ...purse, address_checksum },
    customerBlocked: blocked,
    currency: currencyOf(deposit.currency),
  };
}
