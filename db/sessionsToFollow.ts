import { sql } from 'kysely';
import type { AccountId, CustomerId, FormId, PaymentId, ProductId, SessionId } from '../domain/ids.ts';
import type { BaseUnits } from '../domain/money.ts';
import { baseUnits } from '../domain/money.ts';
import type { Payment } from '../domain/payment.ts';
import type { CoinCode } from '../domain/registry.ts';
import type { PaymentStatus, Price, SessionStatus } from '../domain/session.ts';
import type { Db } from './connect.ts';
import { isBehind } from './isBehind.ts';
import { isUndecided } from './isUndecided.ts';

/** A session with its payment, as the rows have them under their customer's lock. */
export interface FollowedSession {
  readonly id: SessionId;
  readonly accountId: AccountId;
  readonly customerId: CustomerId;
  readonly formId: FormId;
  readonly clientId: string | null;
  readonly productId: ProductId | null;
  readonly price: readonly Price[];
  readonly status: SessionStatus;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly version: number;
  /** Its time is over, and the scanners of its networks have looked as far. */
  readonly due: boolean;
  readonly payment: KeptPayment | null;
}

export interface KeptPayment extends Payment {
  readonly id: PaymentId;
  readonly version: number;
}

/**
 * The customer's sessions that may change: those open, those that expired in the past 8 days or are owed something that
 * is not decided, and `also`. They expire by `at`, and not before the database's own clock says so. The oldest first.
 */
export async function sessionsToFollow(
  trx: Db,
  customerId: CustomerId,
  also: readonly SessionId[],
  at: Date | undefined,
): Promise<readonly FollowedSession[]> {
  const { rows } = await sql<
    Omit<FollowedSession, 'payment'> & {
      paymentId: PaymentId | null;
      paymentStatus: PaymentStatus;
      coin: CoinCode;
      paid: BaseUnits;
      late: boolean;
      paymentVersion: number;
    }
  >`
    select s.id, s.account_id as "accountId", s.customer_id as "customerId", s.form_id as "formId",
      s.client_id as "clientId", s.product_id as "productId", s.price, s.status, s.created_at as "createdAt",
      s.expires_at as "expiresAt", s.version,
      s.expires_at <= least(${at ?? null}::timestamptz, now()) and not exists (
        select from jsonb_path_query(s.price, '$[*].members[*].chainId') as chain (id)
        left join chain_cursors c on c.chain_id = chain.id::bigint
        where ${isBehind(sql`s.expires_at`)}
      ) as due,
      p.id as "paymentId", p.status as "paymentStatus", p.coin, p.paid, p.late, p.version as "paymentVersion"
    from sessions s left join payments p on p.session_id = s.id
    where s.customer_id = ${customerId}
      and (s.status in ('open', 'processing') or s.id = any (${also})
        or (s.status = 'expired' and s.expires_at > now() - interval '8 days')
        -- However long ago that was: what waits for a person is credited to it when that person decides.
        or s.id in (
          select expected_session_id from transactions
          where customer_id = ${customerId} and ${isUndecided}
        ))
    order by s.created_at, s.id
  `.execute(trx);
  return rows.map(({ paymentId, paymentStatus, coin, paid, late, paymentVersion, ...session }) => ({
    ...session,
    payment:
      paymentId === null
        ? null
        : {
            id: paymentId,
            status: paymentStatus,
            coin,
            paid: baseUnits(paid),
            late,
            version: paymentVersion,
          },
  }));
}
