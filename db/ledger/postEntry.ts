import type {
  AccountId,
  ChargeId,
  CustomerId,
  EntryId,
  PurseId,
  RefundId,
  TransactionId,
} from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { DepositPurpose, EntryPurpose, Posting } from '../../domain/ledger/ledger.ts';
import { isBalanced } from '../../domain/ledger/ledger.ts';
import type { Db } from '../connect.ts';
import type { TransactionRow } from '../schema.ts';

/**
 * The source of an entry. A source has at most one entry per purpose, or for a deposit, per purpose and
 * incarnation.
 */
type EntrySource =
  | {
      readonly purpose: DepositPurpose;
      readonly transactionId: TransactionId;
      readonly purseId: PurseId;
      readonly incarnation: number;
    }
  | { readonly purpose: 'charge'; readonly chargeId: ChargeId }
  | { readonly purpose: 'refund'; readonly refundId: RefundId };

/** The postings of one deposit. */
export interface DepositPosting {
  readonly deposit: TransactionRow;
  readonly postings: readonly Posting[];
}

/**
 * Writes an entry of one purpose for each of the deposits, with two statements for all: like `postEntry` for
 * each, and under the same keys. There must be at least one.
 */
export async function postEntries(
  trx: Db,
  purpose: DepositPurpose,
  posted: readonly DepositPosting[],
): Promise<void> {
  const written = posted.map(({ deposit, postings }) => {
    if (!isBalanced(postings)) throw new Error(`a ${purpose} of ${deposit.customer_id} does not balance`);
    return { entry: newId('ent'), deposit, postings };
  });
  await trx
    .insertInto('entries')
    .values(
      written.map(({ entry, deposit: { id, account_id, incarnation } }) => ({
        id: entry,
        account_id,
        purpose,
        transaction_id: id,
        incarnation,
      })),
    )
    .execute();
  await trx
    .insertInto('postings')
    .values(
      written.flatMap(({ entry, deposit, postings }) =>
        postings.map(posting => postingRow(entry, deposit, deposit.purse_id, posting)),
      ),
    )
    .execute();
}

function postingRow(
  entryId: EntryId,
  owner: { readonly account_id: AccountId; readonly customer_id: CustomerId },
  purseId: PurseId | null,
  { ledger, currency, amount, bucket }: Posting,
) {
  return {
    entry_id: entryId,
    account_id: owner.account_id,
    ledger,
    customer_id: owner.customer_id,
    purse_id: purseId,
    currency,
    amount,
    product_id: bucket?.productId ?? null,
    form_id: bucket?.formId ?? null,
  };
}

/** Writes one entry of the ledger for a deposit. */
export async function postEntry(
  trx: Db,
  deposit: TransactionRow,
  purpose: DepositPurpose,
  postings: readonly Posting[],
): Promise<void> {
  const { id, account_id, customer_id, purse_id, incarnation } = deposit;
  const source = { purpose, transactionId: id, purseId: purse_id, incarnation };
  await writeEntry(trx, { accountId: account_id, customerId: customer_id }, source, postings);
}

/**
 * Writes one entry of the ledger with its postings, all to books of one customer. The entry's keys allow one
 * entry per purpose and incarnation of a deposit, and one per charge or refund. A second one violates the key
 * and fails its whole transaction, so money is never posted twice.
 */
export async function writeEntry(
  trx: Db,
  owner: { readonly accountId: AccountId; readonly customerId: CustomerId },
  source: EntrySource,
  postings: readonly Posting[],
): Promise<void> {
  if (!isBalanced(postings)) throw new Error(`a ${source.purpose} of ${owner.customerId} does not balance`);
  const entry = newId('ent');
  await trx
    .insertInto('entries')
    .values({ id: entry, account_id: owner.accountId, ...columnsOf(source) })
    .execute();
  const purseId = 'purseId' in source ? source.purseId : null;
  await trx
    .insertInto('postings')
    .values(
      postings.map(posting =>
        postingRow(entry, { account_id: owner.accountId, customer_id: owner.customerId }, purseId, posting),
      ),
    )
    .execute();
}

interface EntryColumns {
  readonly purpose: EntryPurpose;
  readonly transaction_id?: TransactionId;
  readonly charge_id?: ChargeId;
  readonly refund_id?: RefundId;
  readonly incarnation: number;
}

function columnsOf(source: EntrySource): EntryColumns {
  switch (source.purpose) {
    case 'charge':
      return { purpose: source.purpose, charge_id: source.chargeId, incarnation: 0 };
    case 'refund':
      return { purpose: source.purpose, refund_id: source.refundId, incarnation: 0 };
    case 'credit':
    case 'promote':
    case 'free':
    case 'allocate':
    case 'reversal':
      return {
        purpose: source.purpose,
        transaction_id: source.transactionId,
        incarnation: source.incarnation,
      };
  }
}
