import { sql } from 'kysely';
import type { AccountId, CustomerId, FormId, PaymentId, ProductId, SessionId } from '../../domain/ids.ts';
import type { BaseUnits } from '../../domain/money.ts';
import { baseUnits } from '../../domain/money.ts';
import type { CoinCode } from '../../domain/registry.ts';
import type { Payment } from '../../domain/sessions/payment.ts';
import type { Price } from '../../domain/sessions/price.ts';
import type { Asked, PaymentStatus, SessionStatus } from '../../domain/sessions/session.ts';
import type { Db } from '../connect.ts';
import { latePeriodAndADay } from '../latePeriod.ts';
import { scannerIsBehind } from '../scannerIsBehind.ts';
import { isUndecided } from './isUndecided.ts';

/** A session with its payment, read under the customer's lock. */
export interface LockedSession {
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
  /** The session's time is over, and the scanners of its networks have read up to then. */
  readonly due: boolean;
  readonly asked: readonly Asked[];
  readonly payment: StoredPayment | null;
}

export interface StoredPayment extends Payment {
  readonly id: PaymentId;
  readonly version: number;
  readonly completedAt: Date | null;
}

const isRecent = sql`s.expires_at > now() - ${latePeriodAndADay}`;

/** Whether a deposit of the sightings `u` (one currency, one hour) may be meant for the session `s`. */
const mayBeMeant = sql`s.created_at < u.created_at and s.price @> u.accepted`;

/**
 * The customer's sessions that may change, and those that something may be forecast for, the oldest first.
 * They expire by `at`, but not before the database's own clock says so. Of the sessions that have not
 * expired, or did so within the late period and a day:
 * 1. those that money was seen for, which have a payment;
 * 2. the open ones whose time is over;
 * 3. those that an undecided deposit may be meant for: by rule 6 they accept its currency, were created
 *    before it was seen and, if they had expired when it was sighted, are among the last to expire;
 * 4. those that were paid only after an undecided deposit was seen: it was sent for them, and is an excess.
 *
 * Regardless of age: those that an undecided deposit is forecast for, and `also`. For the rest nothing can
 * have changed, so a customer's thousand sessions cost nothing at a deposit that none of them is meant for.
 */
export async function sessionsToRecompute(
  trx: Db,
  customerId: CustomerId,
  also: readonly SessionId[],
  at: Date | undefined,
): Promise<readonly LockedSession[]> {
  const isOver = sql`s.expires_at <= least(${at ?? null}::timestamptz, now())`;
  const { rows } = await sql<
    Omit<LockedSession, 'payment' | 'asked'> & {
      asked: readonly Asked[] | null;
      completedAt: Date | null;
      paymentId: PaymentId | null;
      paymentStatus: PaymentStatus;
      coin: CoinCode;
      paid: BaseUnits;
      late: boolean;
      paymentVersion: number;
    }
  >`
    with undecided as materialized (
      select currency, created_at, date_trunc('milliseconds', least(created_at, mined_at)) as sighted_at,
        expected_session_id, count(*) over () as n
      from transactions where customer_id = ${customerId} and ${isUndecided}
    ), sightings as materialized (
      select jsonb_build_array(jsonb_build_object('members',
          jsonb_build_array(jsonb_build_object('currency', currency)))) as accepted,
        max(created_at) as created_at, min(created_at) as first_at, min(sighted_at) as sighted_at, max(n) as n
      from undecided group by currency, date_trunc('hour', sighted_at)
    ), expired_before as materialized (
      -- Each deposit fills up one session at most before the next is decided, and each time the last is meant.
      select e.id from sightings u cross join lateral (
        select s.id from sessions s
        where s.customer_id = ${customerId} and s.status = 'expired' and s.expires_at < u.sighted_at
          and ${isRecent} and ${mayBeMeant} and not exists (select from payments where session_id = s.id)
        order by s.expires_at desc, s.id desc limit u.n
      ) e
    )
    select s.id, s.account_id as "accountId", s.customer_id as "customerId", s.form_id as "formId",
      s.client_id as "clientId", s.product_id as "productId", s.price, s.status, s.created_at as "createdAt",
      s.expires_at as "expiresAt", s.version,
      s.status <> 'expired' and ${isOver} and not exists (
        select from jsonb_path_query(s.price, '$[*].members[*].chainId') as chain (id)
        left join chain_cursors c on c.chain_id = chain.id::bigint
        where ${scannerIsBehind(sql`s.expires_at`)}
      ) as due,
      p.id as "paymentId", p.status as "paymentStatus", p.coin, p.paid, p.late, p.version as "paymentVersion",
      p.completed_at as "completedAt", (
        select jsonb_agg(jsonb_build_object('currency', currency, 'atUs', (extract(epoch from at) * 1000000)::bigint))
        from page_choices, unnest(asked_at) as at where session_id = s.id
      ) as asked
    from sessions s left join payments p on p.session_id = s.id
    where s.customer_id = ${customerId}
      and (s.id = any (${also})
        or ((s.status in ('open', 'processing') or (s.status = 'expired' and ${isRecent}))
          and (p.id is not null
            or (s.status <> 'expired' and ${isOver})
            or exists (
              select from sightings u where s.expires_at >= u.sighted_at and ${mayBeMeant}
            )
            or s.id in (select id from expired_before)))
        or (s.status = 'completed' and ${isRecent} and exists (
          select from sightings u where s.expires_at >= u.sighted_at and p.completed_at > u.first_at and ${mayBeMeant}
        ))
        -- However long ago that was: what waits for a person is credited to it when that person decides.
        or s.id in (
          select expected_session_id from undecided
        ))
    order by s.created_at, s.id
  `.execute(trx);
  return rows.map(
    ({ paymentId, paymentStatus, coin, paid, late, paymentVersion, completedAt, ...session }) => ({
      ...session,
      asked: session.asked ?? [],
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
              completedAt,
            },
    }),
  );
}
