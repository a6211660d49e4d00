import type { ChecksumAddress } from '../../domain/address.ts';
import type { CustomerId, PurseId, TransactionId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { customerBusy } from '../customers/customerBusy.ts';
import type { PurseRow, TransactionRow } from '../schema.ts';

/** A purse and whether its customer is blocked, read under their locks. */
export interface LockedPurse {
  readonly purse: PurseRow & { readonly address_checksum: ChecksumAddress };
  readonly customerBlocked: boolean;
}

/** A deposit with the rows that decide over it, read under their locks. */
export interface LockedDeposit extends LockedPurse {
  readonly deposit: TransactionRow;
  readonly currency: Currency;
}

/**
 * Locks customer, purse and deposit, in the one order, so that any other decision on the deposit comes wholly
 * before or wholly after. The customer's lock is exclusive: it also decides which session gets a deposit, and
 * whether a balance is enough for a charge. Returns undefined if there is no such deposit. Throws
 * `customer_busy` if lock waits are limited.
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
  const owner = await lockPurse(trx, known.purse_id, known.customer_id);
  const deposit = await trx
    .selectFrom('transactions')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return { ...owner, deposit, currency: currencyOf(deposit.currency) };
}

/** Locks a customer and one of its purses, which must have an address, in the one order. */
export async function lockPurse(trx: Db, purseId: PurseId, customerId: CustomerId): Promise<LockedPurse> {
  const { blocked } = await trx
    .selectFrom('customers')
    .select('blocked')
    .where('id', '=', customerId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
    .catch(customerBusy);
  const { address_checksum, ...purse } = await trx
    .selectFrom('purses')
    .selectAll()
    .where('id', '=', purseId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (address_checksum === null) throw new Error(`purse ${purse.id} has a deposit and no address`);
  return { purse: { ...purse, address_checksum }, customerBlocked: blocked };
}
