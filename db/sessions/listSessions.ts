import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { AccountId, FormId, PaymentId, SessionId } from '../../domain/ids.ts';
import type { PaymentStatus, SessionStatus } from '../../domain/sessions/session.ts';
import type { Db } from '../connect.ts';
import type { CustomerRef } from '../customerRef.ts';
import { isCustomer } from '../customerRef.ts';
import type { Page, Paged } from '../page.ts';
import { readPage } from '../page.ts';
import type { PaymentRow } from '../schema.ts';
import type { SessionDetails } from './sessions.ts';
import { selectSessions, withPayment } from './sessions.ts';

export interface SessionFilter {
  readonly customer?: CustomerRef | undefined;
  readonly clientId?: string | undefined;
  readonly formId?: FormId | undefined;
  /** Created after and before these moments; the moments themselves are excluded. */
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** Sessions of an account, newest first. */
export async function listSessions(
  db: Db,
  accountId: AccountId,
  { status, ...filter }: SessionFilter & { readonly status?: SessionStatus | undefined },
  page: Page<SessionId>,
): Promise<Paged<SessionDetails>> {
  const list = selectSessions(db)
    .where('s.account_id', '=', accountId)
    .where(isWanted(filter))
    .where(isWithin('s.created_at', filter))
    .$if(status !== undefined, query => query.where('s.status', '=', status ?? null));
  const paged = await readPage(list, 's.id', page);
  const ids = paged.rows.map(({ id }) => id);
  const payments = ids.length === 0 ? [] : await paymentsOf(db, ids);
  const bySession = new Map(payments.map(payment => [payment.session_id, payment]));
  return { ...paged, rows: paged.rows.map(session => withPayment(session, bySession.get(session.id))) };
}

/** A session that has a payment. */
export type PaidSession = SessionDetails & { readonly payment: PaymentRow };

/**
 * Payments of an account, newest first, each with its session. Filtered by when a payment's money was first
 * seen.
 */
export async function listPayments(
  db: Db,
  accountId: AccountId,
  { status, ...filter }: SessionFilter & { readonly status?: PaymentStatus | undefined },
  page: Page<PaymentId>,
): Promise<Paged<PaidSession>> {
  const list = db
    .selectFrom('payments as y')
    .innerJoin('sessions as s', 's.id', 'y.session_id')
    .innerJoin('customers as c', 'c.id', 's.customer_id')
    .selectAll('y')
    .where('y.account_id', '=', accountId)
    .where(isWanted(filter))
    .where(isWithin('y.created_at', filter))
    .$if(status !== undefined, query => query.where('y.status', '=', status ?? null));
  const paged = await readPage(list, 'y.id', page);
  if (paged.rows.length === 0) return { rows: [], hasMore: paged.hasMore };
  const sessions = await selectSessions(db)
    .where(
      's.id',
      'in',
      paged.rows.map(({ session_id }) => session_id),
    )
    .execute();
  const byId = new Map(sessions.map(session => [session.id, session]));
  const paid = paged.rows.flatMap(payment => {
    const session = byId.get(payment.session_id);
    return session ? [{ ...withPayment(session, payment), payment }] : [];
  });
  return { rows: paid, hasMore: paged.hasMore };
}

function paymentsOf(db: Db, ids: readonly SessionId[]): Promise<PaymentRow[]> {
  return db.selectFrom('payments').selectAll().where('session_id', 'in', ids).execute();
}

/** The conditions on sessions (alias `s`) and their customers (alias `c`). */
function isWanted({ customer, clientId, formId }: SessionFilter): RawBuilder<SqlBool> {
  return all([
    ...(customer ? [isCustomer(customer)] : []),
    ...(clientId === undefined ? [] : [sql<SqlBool>`s.client_id = ${clientId}`]),
    ...(formId === undefined ? [] : [sql<SqlBool>`s.form_id = ${formId}`]),
  ]);
}

/** The API shows times in whole ms, so a time that it showed must be neither after nor before itself. */
function isWithin(column: string, { createdAfter, createdBefore }: SessionFilter): RawBuilder<SqlBool> {
  const time = sql.ref(column);
  return all([
    ...(createdAfter ? [sql<SqlBool>`${time} >= ${createdAfter}::timestamptz + interval '1 ms'`] : []),
    ...(createdBefore ? [sql<SqlBool>`${time} < ${createdBefore}::timestamptz`] : []),
  ]);
}

function all(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.join([sql`true`, ...conditions], sql` and `)})`;
}
