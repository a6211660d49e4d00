import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import type { ChargeId, CustomerId, ProductId, RefundId, TransactionId } from '../../domain/ids.ts';
import type { DepositPurpose } from '../../domain/ledger/ledger.ts';
import type { PostingId } from '../../domain/ledger/statement.ts';
import type { BaseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Db } from '../connect.ts';
import type { Page, Paged } from '../page.ts';
import { inPage, pageOrder, takePage } from '../page.ts';
import { booksOf } from './booksOf.ts';

/** One posting to a customer's book: a charge on several buckets has one for each. */
export type Movement = {
  readonly id: PostingId;
  readonly currency: CurrencyCode;
  readonly amount: BaseUnits;
  /** The balance of the currency after this movement. */
  readonly balance: BaseUnits;
  readonly productId: ProductId | null;
  readonly createdAt: Date;
} & (
  | { readonly purpose: DepositPurpose; readonly transactionId: TransactionId; readonly txHash: TxHash }
  | { readonly purpose: 'charge'; readonly chargeId: ChargeId }
  | { readonly purpose: 'refund'; readonly chargeId: ChargeId; readonly refundId: RefundId }
);

/**
 * The movements of a customer's balances, newest first. Each running balance is the current one less what
 * came later. So the cost depends on how far back the page lies, and the newest page of a long statement
 * costs as much as that of a short one.
 */
export async function listStatement(
  db: Db,
  customerId: CustomerId,
  currency: CurrencyCode | undefined,
  page: Page<PostingId>,
): Promise<Paged<Movement>> {
  const mine = sql`p.customer_id = ${customerId} and p.ledger = 'customer'
    ${currency ? sql`and p.currency = ${currency}` : sql``}`;
  const { rows } = await sql<Movement>`
    with page as (
      select p.* from postings p where ${mine} and ${inPage('p.id', page)}
      order by ${pageOrder('p.id', page)} limit ${page.limit + 1}
    ),
    current as (
      select currency, sum(amount) as balance from ${booksOf('customer', sql`${customerId}`)} books
      where ledger = 'customer' group by currency
    ),
    later as (
      select currency, sum(amount) as amount from postings p
      where ${mine} and p.id > (select max(id) from page) group by currency
    )
    select p.id, e.purpose, p.currency, p.amount, p.product_id as "productId",
      t.id as "transactionId", t.tx_hash as "txHash", coalesce(e.charge_id, r.charge_id) as "chargeId",
      e.refund_id as "refundId", e.created_at as "createdAt",
      current.balance - coalesce(later.amount, 0)
        - coalesce(sum(p.amount) over (
            partition by p.currency order by p.id desc rows between unbounded preceding and 1 preceding
          ), 0) as balance
    from page p
      join entries e on e.id = p.entry_id
      left join transactions t on t.id = e.transaction_id
      left join refunds r on r.id = e.refund_id
      join current on current.currency = p.currency
      left join later on later.currency = p.currency
    order by ${pageOrder('p.id', page)}
  `.execute(db);
  return takePage(rows, page);
}
