import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOldRows } from '../../../activities/loops/endOldRows.ts';
import { forgetIdempotencyKeys } from '../../../db/accounts/forgetIdempotencyKeys.ts';
import { compareSequences } from '../../../db/audit/compareSequences.ts';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { listEvents } from '../../../db/events/listEvents.ts';
import { endAuditRuns } from '../../../db/retention/endAuditRuns.ts';
import { endDelivered, endUndeliverable } from '../../../db/retention/endDeliveries.ts';
import { endEvents } from '../../../db/retention/endEvents.ts';
import { endObservations } from '../../../db/retention/endObservations.ts';
import { endTallies } from '../../../db/retention/endTallies.ts';
import { redeliverEvent } from '../../../db/webhooks/redeliverEvent.ts';
import { replayEvents } from '../../../db/webhooks/replayEvents.ts';
import { retireEndpoint } from '../../../db/webhooks/retireEndpoint.ts';
import type { Delivery, DeliveryState } from '../../../domain/webhooks/delivery.ts';
import { deliveryStates } from '../../../domain/webhooks/delivery.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { publishAll } from '../../publishAll.ts';
import { booksOf, currencyOf, finalDeposit, hit, newOwner, TestScan } from '../fixtures.ts';
import { endpointRow, fail, newAccount, owed, publishEvents } from '../webhooks/webhookWorld.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const days = 30;
const ago = (hours: number) => sql<Date>`now() - make_interval(hours => ${hours})`;
/** An hour older, or younger, than the limit. */
const [old, young] = [days * 24 + 1, days * 24 - 1];

async function setDelivery({ eventId, endpointId }: Delivery, state: DeliveryState, hours: number) {
  await sql`update deliveries set state = ${state}, created_at = ${ago(hours)}
    where event_id = ${eventId} and endpoint_id = ${endpointId}`.execute(db);
  await sql`update delivery_attempts set attempted_at = ${ago(hours)}
    where event_id = ${eventId} and endpoint_id = ${endpointId}`.execute(db);
}
const ageEvents = (ids: readonly string[], hours: number) =>
  sql`update events set created_at = ${ago(hours)} where id = any (${ids})`.execute(db);
async function deliveriesOf(endpointId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ event_id: string }>`
    select event_id from deliveries where endpoint_id = ${endpointId} order by event_id`.execute(db);
  return rows.map(({ event_id }) => event_id);
}
const counter = async (accountId: string) =>
  (
    await sql<{ sequence: number; events_ended: number }>`
    select sequence, events_ended from account_counters where account_id = ${accountId}`.execute(db)
  ).rows[0];

describe('deliveries', () => {
  it('end with their attempts when they arrived so long ago, and not an hour earlier', async () => {
    const { endpointId, deliveries } = await owed(db, 2);
    await fail(db, deliveries);
    const [first, second] = deliveries;
    if (!first || !second) throw new Error('two are owed');
    await setDelivery(first, 'delivered', old);
    await setDelivery(second, 'delivered', young);
    expect(await endDelivered(db, days, 100)).toBe(1);
    expect(await deliveriesOf(endpointId)).toEqual([second.eventId]);
    const { rows } =
      await sql`select event_id from delivery_attempts where endpoint_id = ${endpointId}`.execute(db);
    expect(rows).toEqual([{ event_id: second.eventId }]);
  });

  it('stay while they are still owed to an endpoint, however old', async () => {
    const states = deliveryStates.filter(state => state !== 'delivered');
    const { endpointId, deliveries } = await owed(db, states.length);
    for (const [at, delivery] of deliveries.entries()) {
      await setDelivery(delivery, states[at] ?? 'pending', old * 100);
    }
    await endDelivered(db, days, 100);
    await endUndeliverable(db, days, 100);
    expect(await deliveriesOf(endpointId)).toHaveLength(states.length);
  });

  it('stay if they were sent again recently', async () => {
    const { endpointId, deliveries } = await owed(db, 1);
    const [delivery] = deliveries;
    if (!delivery) throw new Error('one is owed');
    await setDelivery(delivery, 'delivered', old);
    await fail(db, deliveries);
    await sql`update deliveries set state = 'delivered' where endpoint_id = ${endpointId}`.execute(db);
    expect(await endDelivered(db, days, 100)).toBe(0);
  });

  it('of a deleted endpoint end too, and its secrets at once', async () => {
    const { endpointId, deliveries } = await owed(db, 2);
    await sql`update webhook_endpoints set previous_secret = 'whsec_old', previous_secret_until = ${ago(-20)}
      where id = ${endpointId}`.execute(db);
    await db.transaction().execute(trx => retireEndpoint(trx, endpointId));
    expect(await endpointRow(db, endpointId)).toMatchObject({
      secret: '',
      previous_secret: null,
      previous_secret_until: null,
    });
    const [first, second] = deliveries;
    if (!first || !second) throw new Error('two are owed');
    await setDelivery(first, 'failed', old);
    await setDelivery(second, 'failed', young);
    expect(await endUndeliverable(db, days, 100)).toBe(1);
    expect(await deliveriesOf(endpointId)).toEqual([second.eventId]);
  });

  it('log their last 50 attempts', async () => {
    const { endpointId, deliveries } = await owed(db, 1);
    const [delivery] = deliveries;
    if (!delivery) throw new Error('one is owed');
    for (let tries = 0; tries < 53; tries++) await fail(db, [delivery], { tries: 0 });
    const { rows } = await sql<{ number: number }>`
      select number from delivery_attempts where endpoint_id = ${endpointId} order by number`.execute(db);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, at) => at + 4));
  });
});

describe('events', () => {
  it('end from the oldest on, and the remaining ones have numbers without a gap', async () => {
    const accountId = await newAccount(db);
    const events = await publishEvents(db, accountId, 5);
    await ageEvents(events.slice(0, 2), old);
    await ageEvents(events.slice(2, 3), young);
    // Nothing ends behind one that stays: there would be a gap.
    await ageEvents(events.slice(3, 4), old);
    expect(await endEvents(db, days, 100)).toBe(2);
    expect(await counter(accountId)).toEqual({ sequence: 5, events_ended: 2 });
    const page = { limit: 10 };
    const { rows } = await listEvents(db, accountId, { afterSequence: 0 }, page);
    expect(rows.map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
    expect(await compareSequences(db, 10)).toEqual([]);
    await publishEvents(db, accountId);
    expect((await listEvents(db, accountId, { afterSequence: 5 }, page)).rows).toMatchObject([
      { sequence: 6 },
    ]);
    expect(await compareSequences(db, 10)).toEqual([]);
  });

  it('all end, and the audit is clean, but it finds a removed one', async () => {
    const accountId = await newAccount(db);
    const events = await publishEvents(db, accountId, 3);
    await ageEvents(events, old);
    expect(await endEvents(db, days, 2)).toBe(2);
    expect(await endEvents(db, days, 2)).toBe(1);
    expect(await counter(accountId)).toEqual({ sequence: 3, events_ended: 3 });
    expect(await compareSequences(db, 10)).toEqual([]);
    const [next] = await publishEvents(db, accountId);
    expect(await compareSequences(db, 10)).toEqual([]);
    await sql`delete from events where id = ${next}`.execute(db);
    expect(await compareSequences(db, 10)).toMatchObject([{ where: accountId, expected: 1n, found: 0n }]);
    await sql`update account_counters set sequence = 3, fanned_out = 3 where account_id = ${accountId}`.execute(
      db,
    );
  });

  it('whose deliveries do not exist yet stay', async () => {
    const accountId = await newAccount(db);
    await ageEvents(await publishEvents(db, accountId, 3), old);
    await sql`update account_counters set fanned_out = 1 where account_id = ${accountId}`.execute(db);
    expect(await endEvents(db, days, 100)).toBe(1);
    await sql`update account_counters set fanned_out = 3 where account_id = ${accountId}`.execute(db);
    expect(await endEvents(db, days, 100)).toBe(2);
  });

  it.each(deliveryStates)('with a delivery that is %s end only after it arrived', async state => {
    const { accountId, deliveries } = await owed(db, 1);
    const [delivery] = deliveries;
    if (!delivery) throw new Error('one is owed');
    await ageEvents([delivery.eventId], old);
    await setDelivery(delivery, state, old);
    expect(await endEvents(db, days, 100)).toBe(state === 'delivered' ? 1 : 0);
    expect((await counter(accountId))?.events_ended).toBe(state === 'delivered' ? 1 : 0);
  });

  it('after one that is still owed stay', async () => {
    const { accountId, deliveries } = await owed(db, 3);
    for (const [at, delivery] of deliveries.entries()) {
      await ageEvents([delivery.eventId], old);
      await setDelivery(delivery, at === 1 ? 'failed' : 'delivered', old);
    }
    expect(await endEvents(db, days, 100)).toBe(1);
    expect(await counter(accountId)).toEqual({ sequence: 3, events_ended: 1 });
  });

  it('are sent again or replayed as far as they exist', async () => {
    const { accountId, endpointId, deliveries } = await owed(db, 3);
    const [first, second] = deliveries;
    if (!first || !second) throw new Error('three are owed');
    await ageEvents([first.eventId], old);
    for (const delivery of deliveries) await setDelivery(delivery, 'delivered', old);
    expect(await endEvents(db, days, 100)).toBe(1);
    await endDelivered(db, days, 100);
    expect(await deliveriesOf(endpointId)).toEqual([]);
    const redeliver = (to: typeof endpointId | null) =>
      db.transaction().execute(trx => redeliverEvent(trx, accountId, second.eventId, to));
    // Its endpoints are no longer known.
    expect(await redeliver(null)).toBe(0);
    expect(await redeliver(endpointId)).toBe(1);
    const replayed = await db
      .transaction()
      .execute(async trx =>
        replayEvents(trx, await endpointRow(db, endpointId), { types: null, afterSequence: 0 }),
      );
    expect(replayed).toBe(2);
  });

  it('that are being sent again at this moment stay', async () => {
    const { accountId, endpointId, deliveries } = await owed(db, 1);
    const [delivery] = deliveries;
    if (!delivery) throw new Error('one is owed');
    await ageEvents([delivery.eventId], old);
    await sql`delete from deliveries where endpoint_id = ${endpointId}`.execute(db);
    await db.transaction().execute(async trx => {
      await redeliverEvent(trx, accountId, delivery.eventId, endpointId);
      expect(await endEvents(db, days, 100)).toBe(0);
    });
    expect(await endEvents(db, days, 100)).toBe(0);
    expect(await deliveriesOf(endpointId)).toHaveLength(1);
  });
});

describe('observations', () => {
  it('of forks end if their deposit is in another block, and one of each deposit stays', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const [moved, lost] = [hit(owner), hit(owner)];
    await scan.mine([moved, lost]);
    await sql`update observations set canonical = false, observed_at = ${ago(old)}`.execute(db);
    await sql`update transactions set block_number = null, block_hash = null`.execute(db);
    await scan.mine([moved]);
    const count = async () =>
      (await sql<{ n: number }>`select count(*) as n from observations`.execute(db)).rows[0]?.n;
    expect(await count()).toBe(3);
    expect(await endObservations(db, days + 1, 100)).toBe(0);
    expect(await endObservations(db, days, 100)).toBe(1);
    await sql`update observations set observed_at = ${ago(old)}`.execute(db);
    expect(await endObservations(db, days, 100)).toBe(0);
    expect(await count()).toBe(2);
  });
});

it('nothing that the books need ends, however old it is', async () => {
  const { deposit, owner } = await finalDeposit(db, { approved: true });
  await settleDeposit(db, currencyOf, deposit.id);
  await publishAll(db);
  const needed = [
    'entries',
    'postings',
    'transactions',
    'charges',
    'sessions',
    'payments',
    'audits',
    'blocks',
  ];
  const state = async () => {
    const parts = needed.map(table =>
      sql<{
        rows: string;
      }>`select md5(string_agg(t::text, '|' order by t::text)) as rows from ${sql.table(table)} t`
        .execute(db)
        .then(({ rows }) => [table, rows[0]?.rows]),
    );
    const { rows: observed } =
      await sql`select * from observations where canonical order by transaction_id`.execute(db);
    return { tables: await Promise.all(parts), observed, books: await booksOf(db, owner) };
  };
  const before = await state();
  expect(before.books).toEqual({ custody: -1000n, customer: 1000n });
  await sql`update deliveries set created_at = ${ago(old)}`.execute(db);
  await sql`update events set created_at = ${ago(old)}`.execute(db);
  const stop = new AbortController();
  const retention = { deliveriesDays: 0, eventsDays: 1, observationsDays: 0, idempotencyHours: 0 };
  const done = endOldRows(
    { db, retention, onError: () => stop.abort(), idleMs: 60_000, batch: 3 },
    stop.signal,
  );
  await expect
    .poll(() =>
      sql`select from events e where e.account_id = ${owner.accountId}`.execute(db).then(({ rows }) => rows),
    )
    .toEqual([]);
  stop.abort();
  await done;
  expect(await state()).toEqual(before);
  expect(await compareSequences(db, 10)).toEqual([]);
});

it('idempotency keys end after their hours, a few at a time', async () => {
  const accountId = await newAccount(db);
  for (const [key, hours] of [
    ['a', 25],
    ['b', 25],
    ['c', 23],
  ] as const) {
    await sql`insert into idempotency_keys (account_id, route, key, request_hash, status, body, created_at)
      values (${accountId}, 'POST /v1/customers', ${key}, 'x', 200, '"{}"', ${ago(hours)})`.execute(db);
  }
  expect(await forgetIdempotencyKeys(db, 24, 1)).toBe(1);
  expect(await forgetIdempotencyKeys(db, 24, 100)).toBe(1);
  expect(await forgetIdempotencyKeys(db, 24, 100)).toBe(0);
});

it('outcomes of audits end, except the last clean one', async () => {
  await sql`insert into audit_runs (begun_at, ended_at, verdict, differences) values
    (now(), ${ago(old + 2)}, 'clean', 0), (now(), ${ago(old + 1)}, 'clean', 0),
    (now(), ${ago(old)}, 'different', 1), (now(), ${ago(young)}, 'incomplete', 0)`.execute(db);
  expect(await endAuditRuns(db, days, 100)).toBe(2);
  const { rows } = await sql`select verdict from audit_runs order by id`.execute(db);
  expect(rows).toEqual([{ verdict: 'clean' }, { verdict: 'incomplete' }]);
});

it('the loop does everything in small steps, continues after an error, and ends when it is stopped', async () => {
  const { deliveries, endpointId } = await owed(db, 5);
  for (const delivery of deliveries) await setDelivery(delivery, 'delivered', old);
  const stop = new AbortController();
  const errors: unknown[] = [];
  const retention = { deliveriesDays: days, eventsDays: null, observationsDays: days, idempotencyHours: -1 };
  await sql`alter table idempotency_keys rename to hidden`.execute(db);
  const running = endOldRows(
    { db, retention, onError: error => errors.push(error), idleMs: 60_000, batch: 2 },
    stop.signal,
  );
  await expect.poll(() => deliveriesOf(endpointId), { timeout: 10_000 }).toEqual([]);
  stop.abort();
  await running;
  await sql`alter table hidden rename to idempotency_keys`.execute(db);
  expect(errors).toHaveLength(1);
});

it("counts of strangers' events end a week after their day, a few at a time", async () => {
  const accountId = await newAccount(db);
  await sql`insert into stranger_tallies (kind, scope_id, account_id, chain_id, day, count)
    select 'unsupported', ${accountId}, ${accountId}, 1, current_date - n, 100 from generate_series(0, 12) n
  `.execute(db);
  expect(await endTallies(db, 7, 3)).toBe(3);
  expect(await endTallies(db, 7, 100)).toBe(2);
  const { rows } = await sql<{ oldest: number; count: number }>`
    select max(current_date - day) as oldest, count(*) as count from stranger_tallies where account_id = ${accountId}
  `.execute(db);
  expect(rows).toEqual([{ oldest: 7, count: 8 }]);
});
