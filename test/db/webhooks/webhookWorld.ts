import { createAccount } from '../../../db/accounts/createAccount.ts';
import type { Db } from '../../../db/connect.ts';
import { appendEvents } from '../../../db/events/appendEvents.ts';
import { createEndpoint } from '../../../db/webhooks/endpoints.ts';
import type { AttemptRecord } from '../../../db/webhooks/recordAttempt.ts';
import { recordAttempt } from '../../../db/webhooks/recordAttempt.ts';
import type { EventType } from '../../../domain/events.ts';
import type { AccountId, EndpointId, EventId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { Delivery } from '../../../domain/webhooks/delivery.ts';
import { publishAll } from '../../publishAll.ts';
import { testSecrets } from '../../secrets.ts';

export async function newAccount(db: Db): Promise<AccountId> {
  return (await createAccount(db, { name: 'shop', livemode: false })).accountId;
}

export async function newEndpoint(
  db: Db,
  accountId: AccountId,
  url = 'https://shop.example/hook',
): Promise<EndpointId> {
  return (await createEndpoint(db, testSecrets, accountId, { url })).endpoint.id;
}

/** Appends so many events of an account, publishes them, and returns their ids. */
export async function publishEvents(
  db: Db,
  accountId: AccountId,
  count = 1,
  type: EventType = 'CUSTOMER_UPDATED',
): Promise<readonly EventId[]> {
  const events = Array.from({ length: count }, (_, version) => ({
    id: newId('evt'),
    accountId,
    type,
    resource: { type: 'customer' as const, id: newId('cus'), version },
    customerId: null,
    data: {},
  }));
  // One by one: those of one transaction have one time.
  for (const event of events) await db.transaction().execute(trx => appendEvents(trx, [event]));
  await publishAll(db);
  return events.map(event => event.id);
}

/** An endpoint of a separate account, with its owed deliveries. */
export async function owed(db: Db, count: number) {
  const accountId = await newAccount(db);
  const endpointId = await newEndpoint(db, accountId);
  const events = await publishEvents(db, accountId, count);
  const deliveries = events.map(eventId => ({ eventId, endpointId }));
  return { accountId, endpointId, deliveries };
}

/** An attempt that failed with a 500, unless stated otherwise. */
export function attempt(more: Partial<AttemptRecord> = {}): AttemptRecord {
  const attemptedAt = more.attemptedAt ?? new Date();
  return {
    outcome: 'failed',
    attemptedAt,
    address: '192.0.2.1',
    status: 500,
    latencyMs: 5,
    answer: 'no',
    errorClass: null,
    tries: 0,
    handedOver: true,
    probe: false,
    nextAttemptAt: new Date(attemptedAt.getTime() + 5000),
    retryAt: new Date(attemptedAt.getTime() + 5000),
    ...more,
  };
}

/** Records an attempt of each of these, one after the other. */
export async function fail(db: Db, deliveries: readonly Delivery[], more: Partial<AttemptRecord> = {}) {
  for (const delivery of deliveries) await recordAttempt(db, delivery, attempt(more));
}

export async function endpointRow(db: Db, id: EndpointId) {
  return db.selectFrom('webhook_endpoints').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** The states of an endpoint's deliveries, once all events are published, in the order of the events. */
export async function states(db: Db, id: EndpointId): Promise<readonly string[]> {
  await publishAll(db);
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .select('d.state')
    .where('d.endpoint_id', '=', id)
    .orderBy('e.sequence')
    .execute();
  return rows.map(row => row.state);
}

export async function deliveryRow(db: Db, { eventId, endpointId }: Delivery) {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirstOrThrow();
}
