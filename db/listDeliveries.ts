import { sql } from 'kysely';
import type { AccountId, EndpointId, EventId } from '../domain/ids.ts';
import type { Delivery } from './claimDeliveries.ts';
import type { Db } from './connect.ts';
import type { Page, Paged } from './page.ts';
import { takePage } from './page.ts';
import type { DeliveryState } from './schema.ts';

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
  /** ISO 8601; null when there is none. */
  readonly nextAttemptAt: string | null;
}

export interface LoggedDelivery extends Delivery {
  readonly state: DeliveryState;
  readonly created_at: Date;
  readonly attempts: readonly LoggedAttempt[];
}

const iso = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What an account's endpoints are owed and were sent, newest event first, each with all its attempts. */
export async function listDeliveries(
  db: Db,
  accountId: AccountId,
  filter: DeliveryFilter,
  page: Page<Delivery>,
): Promise<Paged<LoggedDelivery>> {
  const attempts = sql<readonly LoggedAttempt[]>`coalesce((
    select jsonb_agg(jsonb_build_object(
      'number', a.number, 'attemptedAt', ${iso('a.attempted_at')}, 'address', a.address, 'status', a.status,
      'latencyMs', a.latency_ms, 'answer', a.answer, 'errorClass', a.error_class,
      'nextAttemptAt', ${iso('a.next_attempt_at')}) order by a.number)
    from delivery_attempts a where a.event_id = d.event_id and a.endpoint_id = d.endpoint_id), '[]')`;
  let query = db
    .selectFrom('deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .select(['d.event_id as eventId', 'd.endpoint_id as endpointId', 'd.state', 'd.created_at'])
    .select(attempts.as('attempts'))
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
