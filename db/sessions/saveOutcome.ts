import { sql } from 'kysely';
import type { TransactionId } from '../../domain/ids.ts';
import { newId } from '../../domain/ids.ts';
import type { Payment, SessionOutcome } from '../../domain/sessions/payment.ts';
import { paymentAmounts, paymentEvent } from '../../domain/sessions/payment.ts';
import type { Db } from '../connect.ts';
import type { AccountEvent } from '../events/appendEvents.ts';
import type { LockedSession, StoredPayment } from './sessionsToRecompute.ts';

/** How many deposits an event names; `GET /v1/payments` shows as many. */
const mostNamed = 100;

/** Saves the state of a session and its payment if it changed; returns the events. */
export async function saveOutcome(
  trx: Db,
  session: LockedSession,
  { status, payment }: SessionOutcome,
  deposits: readonly TransactionId[],
): Promise<readonly AccountEvent[]> {
  const events = payment ? await savePayment(trx, session, payment, deposits) : [];
  if (status === session.status) return events;
  const version = session.version + (status === 'expired' ? 1 : 0);
  await trx.updateTable('sessions').set({ status, version }).where('id', '=', session.id).execute();
  return status === 'expired' ? [...events, expiredEvent(session, version)] : events;
}

async function savePayment(
  trx: Db,
  session: LockedSession,
  after: Payment,
  deposits: readonly TransactionId[],
): Promise<readonly AccountEvent[]> {
  const before = session.payment;
  if (before && isSame(before, after)) return [];
  const type = paymentEvent(before, after);
  const version = (before?.version ?? 0) + (type ? 1 : 0);
  const completed_at =
    after.status === 'completed' ? sql<Date>`coalesce(payments.completed_at, now())` : null;
  const { id } = await trx
    .insertInto('payments')
    .values({
      id: newId('pay'),
      account_id: session.accountId,
      session_id: session.id,
      ...after,
      version,
      completed_at: after.status === 'completed' ? sql<Date>`now()` : null,
    })
    .onConflict(conflict => conflict.column('session_id').doUpdateSet({ ...after, version, completed_at }))
    .returning('id')
    .executeTakeFirstOrThrow();
  if (!type) return [];
  return [
    {
      accountId: session.accountId,
      type,
      resource: { type: 'payment', id, version },
      customerId: session.customerId,
      data: {
        customerId: session.customerId,
        paymentId: id,
        sessionId: session.id,
        formId: session.formId,
        clientId: session.clientId,
        productId: session.productId,
        status: after.status,
        coin: after.coin,
        ...paymentAmounts(session.price, after),
        late: after.late,
        transactionIds: deposits.slice(0, mostNamed),
      },
    },
  ];
}

function isSame(before: StoredPayment, after: Payment): boolean {
  return (
    before.status === after.status &&
    before.coin === after.coin &&
    before.paid === after.paid &&
    before.late === after.late
  );
}

function expiredEvent(session: LockedSession, version: number): AccountEvent {
  return {
    accountId: session.accountId,
    type: 'SESSION_EXPIRED',
    resource: { type: 'session', id: session.id, version },
    customerId: session.customerId,
    data: {
      customerId: session.customerId,
      sessionId: session.id,
      formId: session.formId,
      clientId: session.clientId,
      status: 'expired',
      expiredAt: session.expiresAt.toISOString(),
    },
  };
}
