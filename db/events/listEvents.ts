import { PurserError } from '../../domain/errors.ts';
import type { EventType } from '../../domain/events.ts';
import type { AccountId, EventId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { Page, Paged } from '../page.ts';
import { takePage } from '../page.ts';
import type { EventRow } from '../schema.ts';
import { catchUpEvents } from './catchUpEvents.ts';

export interface EventFilter {
  readonly types?: readonly EventType[] | undefined;
  /** Events above this sequence, oldest first: how a merchant catches up. */
  readonly afterSequence?: number | undefined;
}

/**
 * Events in the order of their sequence: newest first, or oldest first from `afterSequence` on. Throws
 * `event_not_found` if the cursor is not an event of the account.
 */
export async function listEvents(
  db: Db,
  accountId: AccountId,
  filter: EventFilter,
  page: Page<EventId>,
): Promise<Paged<EventRow>> {
  const oldestFirst = filter.afterSequence !== undefined;
  const backwards = page.endingBefore !== undefined;
  const cursor = page.startingAfter ?? page.endingBefore;
  const upwards = oldestFirst !== backwards;

  await catchUpEvents(db, accountId);
  let query = db
    .selectFrom('events')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('sequence', 'is not', null);
  if (filter.afterSequence !== undefined) query = query.where('sequence', '>', filter.afterSequence);
  if (filter.types) query = query.where('type', 'in', filter.types);
  if (cursor !== undefined) {
    const { sequence } = await findNumbered(db, accountId, cursor);
    query = query.where('sequence', upwards ? '>' : '<', sequence);
  }
  const rows = await query
    .orderBy('sequence', upwards ? 'asc' : 'desc')
    .limit(page.limit + 1)
    .$narrowType<{ sequence: number }>()
    .execute();
  return takePage(rows, page);
}

/** Throws `event_not_found`, also for an event of another account. */
export async function findEvent(db: Db, accountId: AccountId, id: EventId): Promise<EventRow> {
  await catchUpEvents(db, accountId);
  return findNumbered(db, accountId, id);
}

/** Like `findEvent`, but finds only events that already have their number. */
export async function findNumbered(db: Db, accountId: AccountId, id: EventId): Promise<EventRow> {
  const row = await db
    .selectFrom('events')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('sequence', 'is not', null)
    .$narrowType<{ sequence: number }>()
    .executeTakeFirst();
  if (!row) throw new PurserError('event_not_found');
  return row;
}
