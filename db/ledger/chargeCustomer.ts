import { sql } from 'kysely';
import type { Coin } from '../../domain/coin.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, ChargeId, CustomerId, FormId, ProductId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Part, BucketBalance } from '../../domain/ledger/charge.ts';
import { chargeDecimals, splitCharge } from '../../domain/ledger/charge.ts';
import { move } from '../../domain/ledger/ledger.ts';
import type { PostingId } from '../../domain/ledger/statement.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { Currency, CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { lockCustomer } from '../customers/customers.ts';
import { bucketsOf } from './bucketsOf.ts';
import { writeEntry } from './postEntry.ts';

export interface ChargeRequest {
  readonly customer: CustomerRef;
  /** Only this product's money is taken; null: any money. */
  readonly productId: ProductId | null;
  readonly coin: Coin;
  /** In 10^-`chargeDecimals` of the coin. */
  readonly amount: BaseUnits;
  readonly description: string | null;
}

/**
 * Takes money out of a customer's books for the merchant. Every posting to these books is made under the
 * customer's lock, so what is read here stays true until the commit: two charges never spend the same money,
 * and no reversal comes between. Throws `customer_not_found`, `insufficient_balance`.
 */
export async function chargeCustomer(
  trx: Db,
  accountId: AccountId,
  { customer, productId, coin, amount, description }: ChargeRequest,
): Promise<ChargeId> {
  const { id: customerId } = await lockCustomer(trx, accountId, customer);
  const parts = splitCharge(coin, productId, await readBucketBalances(trx, customerId, coin), amount);
  if (!parts) throw new PurserError('insufficient_balance');
  const id = newId('chg');
  await trx
    .insertInto('charges')
    .values({
      id,
      account_id: accountId,
      customer_id: customerId,
      product_id: productId,
      coin: coin.code,
      amount,
      decimals: chargeDecimals(coin),
      description,
    })
    .execute();
  const owner = { accountId, customerId };
  // In the order of the parts: a refund reads them back in the order of the postings.
  await writeEntry(trx, owner, { purpose: 'charge', chargeId: id }, parts.flatMap(taken));
  return id;
}

function taken({ currency, bucket, amount }: Part) {
  return move('customer', 'charges', currency.code, amount, bucket);
}

interface Row {
  readonly currency: CurrencyCode;
  readonly productId: ProductId | '';
  readonly formId: FormId | '';
  readonly amount: BaseUnits;
  readonly firstPosting: PostingId;
}

/** The customer's buckets of the coin that are not at zero. */
async function readBucketBalances(
  trx: Db,
  customerId: CustomerId,
  coin: Coin,
): Promise<readonly BucketBalance[]> {
  const currencies = new Map<string, Currency>(coin.members.map(member => [member.code, member]));
  const { rows } = await sql<Row>`
    select currency, product_id as "productId", form_id as "formId", sum(amount) as amount,
      min(first_posting) as "firstPosting"
    from ${bucketsOf({ customer: customerId })} b
    where ledger = 'customer' and currency = any (${[...currencies.keys()]})
    group by currency, product_id, form_id
    having sum(amount) <> 0
  `.execute(trx);
  return rows.flatMap(({ currency: code, productId, formId, amount, firstPosting }) => {
    const currency = currencies.get(code);
    const bucket = { productId: productId || null, formId: formId || null };
    return currency ? [{ currency, bucket, amount, firstPosting }] : [];
  });
}
