import { sql } from 'kysely';
import type { TxHash } from '../../domain/address.ts';
import type { CreditedTo, TransactionStatus } from '../../domain/deposits/states.ts';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, PurseId, SessionId, TransactionId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits } from '../../domain/money.ts';
import type { CurrencyCode } from '../../domain/registry.ts';
import type { Money } from '../../domain/sessions/price.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { isCustomer } from '../customerRef.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';

export interface DepositFilter {
  readonly customer?: CustomerRef | undefined;
  readonly purseId?: PurseId | undefined;
  readonly status?: TransactionStatus | undefined;
  readonly txHash?: TxHash | undefined;
  readonly currency?: CurrencyCode | undefined;
}

/** A deposit with its customer's external id, its purse's address, and how far its chain was scanned. */
export type DepositView = Awaited<ReturnType<typeof findDeposit>>;

function selectDeposits(db: Db, accountId: AccountId) {
  return db
    .selectFrom('transactions as t')
    .innerJoin('customers as c', 'c.id', 't.customer_id')
    .innerJoin('purses as p', 'p.id', 't.purse_id')
    .leftJoin('chain_cursors as h', 'h.chain_id', 't.chain_id')
    .selectAll('t')
    .select(['c.external_id', 'p.address_checksum', 'h.height'])
    .where('t.account_id', '=', accountId);
}

/** Throws `transaction_not_found`, also for another account's. */
export async function findDeposit(db: Db, accountId: AccountId, id: TransactionId) {
  const row = await selectDeposits(db, accountId).where('t.id', '=', id).executeTakeFirst();
  if (!row) throw new PurserError('transaction_not_found');
  return row;
}

/**
 * The latest 100 deposits that paid a session, or would pay it, in the order in which they were first seen.
 */
export async function depositsOfSession(
  db: Db,
  accountId: AccountId,
  id: SessionId,
): Promise<readonly DepositView[]> {
  const latest = await selectDeposits(db, accountId)
    .where(eb => eb.or([eb('t.session_id', '=', id), eb('t.expected_session_id', '=', id)]))
    .orderBy('t.created_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(100)
    .execute();
  return latest.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime() || (a.id < b.id ? -1 : 1));
}

/** The same for several sessions, in one statement. */
export async function depositsOfSessions(
  db: Db,
  accountId: AccountId,
  ids: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, readonly DepositView[]>> {
  if (ids.length === 0) return new Map();
  const rows = await selectDeposits(db, accountId)
    .innerJoin(
      sql<{ of_session: SessionId; id: TransactionId }>`(
        select of_session, latest.id from unnest(${[...ids]}::text[]) as of_session
        cross join lateral (
          select id from transactions
          where session_id = of_session or expected_session_id = of_session
          order by created_at desc, id desc limit 100
        ) latest
      )`.as('o'),
      'o.id',
      't.id',
    )
    .select('o.of_session')
    .orderBy('t.created_at')
    .orderBy('t.id')
    .execute();
  return Map.groupBy(rows, ({ of_session }) => of_session);
}

/** All that came, or is coming, to a session, summed by currency and state. */
export async function sumsOfSession(
  db: Db,
  id: SessionId,
): Promise<
  readonly {
    readonly currency: CurrencyCode;
    readonly status: TransactionStatus;
    readonly credited_to: CreditedTo | null;
    readonly amount: BaseUnits;
  }[]
> {
  const rows = await db
    .selectFrom('transactions')
    .select(({ fn }) => ['currency', 'status', 'credited_to', fn.sum<bigint>('amount').as('amount')])
    .where(eb => eb.or([eb('session_id', '=', id), eb('expected_session_id', '=', id)]))
    .groupBy(['currency', 'status', 'credited_to'])
    .execute();
  return rows.map(row => ({ ...row, amount: baseUnits(row.amount) }));
}

/**
 * What was credited to customers for these sessions, summed by currency; a session without credits is left
 * out.
 */
export async function creditedOf(
  db: Db,
  ids: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, readonly Money[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ session_id: SessionId; currency: CurrencyCode; amount: bigint }>`
    select session_id, currency, sum(amount) as amount from transactions
    where session_id = any (${[...ids]}) and credited_to = 'customer'
    group by session_id, currency order by currency
  `.execute(db);
  const credited = rows.map(({ session_id, ...row }) => ({
    ...row,
    session_id,
    amount: baseUnits(row.amount),
  }));
  return Map.groupBy(credited, ({ session_id }) => session_id);
}

export async function listDeposits(
  db: Db,
  accountId: AccountId,
  filter: DepositFilter,
  page: Page<TransactionId>,
): Promise<Paged<DepositView>> {
  let query = selectDeposits(db, accountId);
  if (filter.customer) query = query.where(isCustomer(filter.customer));
  if (filter.purseId) query = query.where('t.purse_id', '=', filter.purseId);
  if (filter.status) query = query.where('t.status', '=', filter.status);
  if (filter.txHash) query = query.where('t.tx_hash', '=', filter.txHash);
  if (filter.currency) query = query.where('t.currency', '=', filter.currency);
  return readPage(query, 't.id', page);
}
