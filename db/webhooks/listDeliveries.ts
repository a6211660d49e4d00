import { sql } from 'kysely';
import { PurserError } from '../../domain/errors.ts';
import type { AccountId, EndpointId, EventId } from '../../domain/ids.ts';
import type { Delivery, DeliveryState } from '../../domain/webhooks/delivery.ts';
import type { Db } from '../connect.ts';
import { catchUpEvents } from '../events/catchUpEvents.ts';
import type { Page, Paged } from '../page.ts';
import { readPage, takePage } from '../page.ts';

export interface DeliveryFilter {
  readonly eventId?: EventId | undefined;
  readonly endpointId?: EndpointId | undefined;
  readonly state?: DeliveryState | undefined;
}

export interface LoggedAttempt {
  readonly number: number;
  /** ISO 8601. */
  readonly attemptedAt: string;
  readonly address: string | null;
  readonly status: number | null;
  readonly latencyMs: number;
  readonly answer: string | null;
  readonly errorClass: string | null;
  /** ISO 8601; null if there is none. */
  readonly nextAttemptAt: string | null;
}

export interface LoggedDelivery extends Delivery {
  readonly state: DeliveryState;
  readonly created_at: Date;
  /** How many attempts were made in all; not all are stored. */
  readonly attempt_count: number;
  /** The latest ten, oldest first. */
  readonly attempts: readonly LoggedAttempt[];
}

/** The number of attempts in a delivery's schedule; each redelivery begins it anew. */
const attemptsShown = 10;

const iso = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The deliveries of an account's endpoints, newest event first, each with its latest attempts. */
export async function listDeliveries(
  db: Db,
  accountId: AccountId,
  filter: DeliveryFilter,
  page: Page<Delivery>,
): Promise<Paged<LoggedDelivery>> {
  await catchUpEvents(db, accountId);
  const attempts = sql<readonly LoggedAttempt[]>`coalesce((
    select jsonb_agg(jsonb_build_object(
      'number', a.number, 'attemptedAt', ${iso('a.attempted_at')}, 'address', a.address, 'status', a.status,
      'latencyMs', a.latency_ms, 'answer', a.answer, 'errorClass', a.error_class,
      'nextAttemptAt', ${iso('a.next_attempt_at')}) order by a.number)
    from (
      select * from delivery_attempts where event_id = d.event_id and endpoint_id = d.endpoint_id
      order by number desc limit ${attemptsShown}
    ) a), '[]')`;
  let query = db
    .selectFrom('deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .select(['d.event_id as eventId', 'd.endpoint_id as endpointId', 'd.state', 'd.created_at'])
    .select(['d.attempts as attempt_count', attempts.as('attempts')])
    .where('e.account_id', '=', accountId);
  if (filter.eventId) query = query.where('d.event_id', '=', filter.eventId);
  if (filter.endpointId) query = query.where('d.endpoint_id', '=', filter.endpointId);
  if (filter.state) query = query.where('d.state', '=', filter.state);

  const cursor = page.startingAfter ?? page.endingBefore;
  const upwards = page.endingBefore !== undefined;
  if (cursor) {
    const place = sql`(${cursor.eventId}, ${cursor.endpointId})`;
    query = query.where(
      upwards
        ? sql<boolean>`(d.event_id, d.endpoint_id) > ${place}`
        : sql<boolean>`(d.event_id, d.endpoint_id) < ${place}`,
    );
  }
  const direction = upwards ? 'asc' : 'desc';
  const rows = await query
    .orderBy('d.event_id', direction)
    .orderBy('d.endpoint_id', direction)
    .limit(page.limit + 1)
    .execute();
  return takePage(rows, page);
}

/**
 * The stored attempts of one delivery of the account, newest first; cursors are their numbers. Throws
 * `delivery_not_found`.
 */
export async function listAttempts(
  db: Db,
  accountId: AccountId,
  { eventId, endpointId }: Delivery,
  page: Page<number>,
): Promise<Paged<LoggedAttempt>> {
  const delivery = await db
    .selectFrom('deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .select('d.event_id')
    .where('e.account_id', '=', accountId)
    .where('d.event_id', '=', eventId)
    .where('d.endpoint_id', '=', endpointId)
    .executeTakeFirst();
  if (!delivery) throw new PurserError('delivery_not_found');
  const list = db
    .selectFrom('delivery_attempts as a')
    .select(['a.number', 'a.address', 'a.status', 'a.latency_ms as latencyMs', 'a.answer'])
    .select(['a.error_class as errorClass', iso('a.attempted_at').as('attemptedAt')])
    .select(sql<string | null>`${iso('a.next_attempt_at')}`.as('nextAttemptAt'))
    .where('a.event_id', '=', eventId)
    .where('a.endpoint_id', '=', endpointId);
  return readPage(list, 'a.number', page);
}
