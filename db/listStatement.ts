import { sql } from 'kysely';
import type { TxHash } from '../domain/address.ts';
import type { CustomerId, TransactionId } from '../domain/ids.ts';
import type { EntryPurpose } from '../domain/ledger.ts';
import type { BaseUnits } from '../domain/money.ts';
import type { CurrencyCode } from '../domain/registry.ts';
import type { PostingId } from '../domain/statement.ts';
import { booksOf } from './booksOf.ts';
import type { Db } from './connect.ts';
import type { Page, Paged } from './page.ts';
import { inPage, pageOrder, takePage } from './page.ts';

/** One posting to a customer's book. */
export interface Movement {
  readonly id: PostingId;
  readonly purpose: EntryPurpose;
  readonly currency: CurrencyCode;
  readonly amount: BaseUnits;
  /** Of the currency, after this movement. */
  readonly balance: BaseUnits;
  readonly transactionId: TransactionId;
  readonly txHash: TxHash;
  readonly createdAt: Date;
}

/**
 * What moved a customer's balances, newest first. Each running balance is that of now less what came later, so the
 * cost follows how far back the page lies, and the newest page of a long statement costs what a short one does.
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
    select p.id, e.purpose, p.currency, p.amount, t.id as "transactionId", t.tx_hash as "txHash",
      e.created_at as "createdAt",
      current.balance - coalesce(later.amount, 0)
        - coalesce(sum(p.amount) over (
            partition by p.currency order by p.id desc rows between unbounded preceding and 1 preceding
          ), 0) as balance
    from page p
      join entries e on e.id = p.entry_id
      join transactions t on t.id = e.transaction_id
      join current on current.currency = p.currency
      left join later on later.currency = p.currency
    order by ${pageOrder('p.id', page)}
  `.execute(db);
  return takePage(rows, page);
}
