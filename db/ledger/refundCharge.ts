import { PurserError } from '../../domain/errors.ts';
import type { ChargeId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Part } from '../../domain/ledger/charge.ts';
import { splitRefund } from '../../domain/ledger/charge.ts';
import { move } from '../../domain/ledger/ledger.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits } from '../../domain/money.ts';
import type { Currency } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import { customerBusy } from '../customers/customerBusy.ts';
import type { ChargeRow } from '../schema.ts';
import { writeEntry } from './postEntry.ts';

export interface RefundRequest {
  /** In the decimals of the charge; null: all that is left of it. */
  readonly amount: BaseUnits | null;
  readonly reason: string | null;
}

/**
 * Returns a charge to the buckets it was taken from, in whole or in part. It locks the customer, like
 * everything that posts to the customer's books, and then the charge: two refunds never return the same
 * money. Throws `already_refunded` for more than is left of the charge, and `customer_busy`.
 */
export async function refundCharge(
  trx: Db,
  currencyOf: (code: string) => Currency,
  // Neither ever changes, so they can be read before the charge is locked.
  { id: chargeId, customer_id: customerId }: Pick<ChargeRow, 'id' | 'customer_id'>,
  request: RefundRequest,
): Promise<void> {
  await trx
    .selectFrom('customers')
    .select('id')
    .where('id', '=', customerId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
    .catch(customerBusy);
  const charge = await trx
    .selectFrom('charges')
    .select(['account_id', 'amount', 'refunded', 'decimals'])
    .where('id', '=', chargeId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const left = baseUnits(charge.amount - charge.refunded);
  const amount = request.amount ?? left;
  if (left === 0n || amount > left) throw new PurserError('already_refunded');

  const { account_id: accountId } = charge;
  const id = newId('rfd');
  await trx
    .insertInto('refunds')
    .values({ id, account_id: accountId, charge_id: chargeId, amount, reason: request.reason })
    .execute();
  await trx
    .updateTable('charges')
    .set({ refunded: baseUnits(charge.refunded + amount) })
    .where('id', '=', chargeId)
    .execute();
  const parts = splitRefund(await readParts(trx, currencyOf, chargeId), charge, amount);
  await writeEntry(trx, { accountId, customerId }, { purpose: 'refund', refundId: id }, parts.flatMap(given));
}

function given({ currency, bucket, amount }: Part) {
  return move('charges', 'customer', currency.code, amount, bucket);
}

/** The parts of the charge, in the order in which they were taken. */
async function readParts(
  trx: Db,
  currencyOf: (code: string) => Currency,
  chargeId: ChargeId,
): Promise<readonly Part[]> {
  const rows = await trx
    .selectFrom('postings')
    .innerJoin('entries', 'entries.id', 'postings.entry_id')
    .select(['currency', 'amount', 'product_id', 'form_id'])
    .where('charge_id', '=', chargeId)
    .where('ledger', '=', 'charges')
    .orderBy('postings.id')
    .execute();
  return rows.map(({ currency, amount, product_id, form_id }) => ({
    currency: currencyOf(currency),
    bucket: { productId: product_id, formId: form_id },
    amount,
  }));
}
