import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { connect } from '../../../db/connect.ts';
import {
  claimBrokenEndpoints,
  findBrokenEndpoint,
  watchBrokenEndpoint,
} from '../../../db/webhooks/brokenEndpoints.ts';
import { claimDeliveries } from '../../../db/webhooks/claimDeliveries.ts';
import { claimDirect } from '../../../db/webhooks/claimDirect.ts';
import { claimProbe } from '../../../db/webhooks/claimProbe.ts';
import { parkDelivery } from '../../../db/webhooks/parkDelivery.ts';
import { pendingEndpoints } from '../../../db/webhooks/pendingEndpoints.ts';
import { recordAttempt } from '../../../db/webhooks/recordAttempt.ts';
import { redeliverEvent } from '../../../db/webhooks/redeliverEvent.ts';
import type { EndpointId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { must } from '../fixtures.ts';
import {
  attempt,
  deliveryRow,
  endpointRow,
  fail,
  newAccount,
  newEndpoint,
  owed,
  states,
  publishEvents,
} from './webhookWorld.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(() => database.drop());

const nothingOwed = () => db.updateTable('deliveries').set({ state: 'delivered' }).execute();
/** What a dispatcher considers in a turn, from the beginning, with nothing in flight. */
const look = { accounts: 32, ofEach: 16, ofAll: 256 };
const begin = { account: '', endpoints: new Map() };
const idle = { endpoints: [], accounts: [] };
const day = 24 * 3600 * 1000;
const ago = (ms: number) => new Date(Date.now() - ms);

describe('a failure', () => {
  it('leaves the delivery to its workflow if there is one, and otherwise to the table, when it is due', async () => {
    const { endpointId, deliveries } = await owed(db, 3);
    const [one, two, three] = [must(deliveries[0]), must(deliveries[1]), must(deliveries[2])];
    expect(await recordAttempt(db, one, attempt())).toBe('retrying');
    expect(await recordAttempt(db, two, attempt({ handedOver: false }))).toBe('pending');
    expect(await recordAttempt(db, three, attempt({ nextAttemptAt: null }))).toBe('failed');
    expect(await states(db, endpointId)).toEqual(['retrying', 'pending', 'failed']);
    expect(await claimDeliveries(db, new Map([[endpointId, 4]]), 60)).toEqual([]);
    expect(await deliveryRow(db, one)).toMatchObject({ attempts: 1, tries: 1 });
  });

  it('is counted once each, however many come at the same time, and a success resets them', async () => {
    const { endpointId, deliveries } = await owed(db, 13);
    const last = must(deliveries.at(-1));
    const first = ago(1000);
    await recordAttempt(db, must(deliveries[0]), attempt({ attemptedAt: first }));
    await Promise.all(deliveries.slice(1, 12).map(delivery => recordAttempt(db, delivery, attempt())));
    expect(await endpointRow(db, endpointId)).toMatchObject({ failures: 12, failing_since: first });
    await recordAttempt(db, last, attempt({ outcome: 'delivered', status: 204 }));
    expect(await endpointRow(db, endpointId)).toMatchObject({
      failures: 0,
      failing_since: null,
      retry_at: null,
      watched_until: null,
      probes: 0,
    });
  });

  it('is logged under the next number, whoever records at the same time', async () => {
    const { deliveries } = await owed(db, 1);
    const delivery = must(deliveries[0]);
    await Promise.all([1, 2, 3].map(() => recordAttempt(db, delivery, attempt())));
    const log = await db
      .selectFrom('delivery_attempts')
      .select('number')
      .where('event_id', '=', delivery.eventId)
      .orderBy('number')
      .execute();
    expect(log.map(row => row.number)).toEqual([1, 2, 3]);
  });

  it('does not change a delivery that began again meanwhile', async () => {
    const { accountId, deliveries } = await owed(db, 1);
    const delivery = must(deliveries[0]);
    await fail(db, [delivery, delivery], { tries: 0 });
    await recordAttempt(db, delivery, attempt({ tries: 1 }));
    expect(await deliveryRow(db, delivery)).toMatchObject({ state: 'retrying', tries: 2, attempts: 3 });
    await redeliverEvent(db, accountId, delivery.eventId, null);
    // The attempt that the workflow made all the while.
    expect(await recordAttempt(db, delivery, attempt({ tries: 2 }))).toBe('pending');
    expect(await deliveryRow(db, delivery)).toMatchObject({
      state: 'pending',
      tries: 0,
      attempts: 4,
      direct: true,
    });
  });
});

describe('five failures in a row', () => {
  it('break the endpoint: deliveries of workflows return to the table, and new ones do not go to workflows', async () => {
    const { endpointId, deliveries } = await owed(db, 7);
    const retryAt = new Date(Date.now() + 10_000);
    await fail(db, deliveries.slice(0, 4));
    expect(await states(db, endpointId)).toEqual([
      ...Array<string>(4).fill('retrying'),
      ...Array<string>(3).fill('pending'),
    ]);
    expect(await findBrokenEndpoint(db, endpointId)).toBeUndefined();
    await fail(db, deliveries.slice(4, 5), { retryAt });
    expect(await states(db, endpointId)).toEqual(Array<string>(7).fill('pending'));
    expect(await endpointRow(db, endpointId)).toMatchObject({ failures: 5, retry_at: retryAt });

    // One that was in flight then: it neither starts a workflow nor moves the time.
    await fail(db, deliveries.slice(5, 6), { retryAt: new Date(Date.now() + day) });
    expect(await deliveryRow(db, must(deliveries[5]))).toMatchObject({
      state: 'pending',
      leased_until: null,
    });
    expect(await endpointRow(db, endpointId)).toMatchObject({ failures: 6, retry_at: retryAt, probes: 0 });
  });

  it('a probe moves the time; a probe of a working endpoint breaks nothing', async () => {
    const { endpointId, deliveries } = await owed(db, 6);
    await fail(db, deliveries.slice(0, 5));
    const later = new Date(Date.now() + 300_000);
    await fail(db, deliveries.slice(5), { probe: true, retryAt: later, handedOver: false });
    expect(await endpointRow(db, endpointId)).toMatchObject({ failures: 6, retry_at: later, probes: 1 });
    expect(await findBrokenEndpoint(db, endpointId)).toMatchObject({ failures: 6, probes: 1 });
    const [row] = await db
      .selectFrom('delivery_attempts')
      .select('next_attempt_at')
      .where('event_id', '=', must(deliveries[5]).eventId)
      .execute();
    expect(row?.next_attempt_at).toEqual(later);
  });

  it('that broke it five days ago, followed only by failures, disable it and notify the other endpoints', async () => {
    const { accountId, endpointId, deliveries } = await owed(db, 7);
    await fail(db, deliveries.slice(0, 4), { attemptedAt: ago(5 * day + 1000) });
    await fail(db, deliveries.slice(4, 5), { attemptedAt: ago(day) });
    expect(await endpointRow(db, endpointId)).toMatchObject({ enabled: true, failures: 5 });
    const other = await newEndpoint(db, accountId);
    await fail(db, deliveries.slice(5, 6), { probe: true, handedOver: false });

    expect(await endpointRow(db, endpointId)).toMatchObject({
      enabled: false,
      disabled_reason: 'it only failed for 5 days',
      retry_at: null,
    });
    // Its own notice waits with the rest.
    expect(await states(db, endpointId)).toEqual(Array<string>(8).fill('waiting'));
    const sent = await db
      .selectFrom('deliveries as d')
      .innerJoin('events as e', 'e.id', 'd.event_id')
      .select(['e.type', 'e.data', 'd.state'])
      .where('d.endpoint_id', '=', other)
      .execute();
    expect(sent).toEqual([
      {
        type: 'WEBHOOK_ENDPOINT_DISABLED',
        state: 'pending',
        data: { endpointId, url: 'https://shop.example/hook', reason: 'it only failed for 5 days' },
      },
    ]);
  });

  it('with a success within the five days do not', async () => {
    const { endpointId, deliveries } = await owed(db, 9);
    await fail(db, deliveries.slice(0, 4), { attemptedAt: ago(6 * day) });
    await recordAttempt(db, must(deliveries[4]), attempt({ outcome: 'delivered' }));
    await fail(db, deliveries.slice(5, 7), { attemptedAt: ago(3 * day) });
    await fail(db, deliveries.slice(7));
    await fail(db, deliveries.slice(8), { tries: 1 });
    expect(await endpointRow(db, endpointId)).toMatchObject({ enabled: true, failures: 5 });
  });
});

describe('410', () => {
  it('disables the endpoint once, also if several get it at the same time; owed deliveries wait', async () => {
    const { accountId, endpointId, deliveries } = await owed(db, 4);
    await Promise.all(
      deliveries
        .slice(0, 3)
        .map(delivery => recordAttempt(db, delivery, attempt({ outcome: 'gone', status: 410 }))),
    );
    expect(await endpointRow(db, endpointId)).toMatchObject({
      enabled: false,
      disabled_reason: 'it answered 410 Gone',
    });
    expect((await states(db, endpointId)).filter(state => state !== 'waiting')).toEqual([]);
    const sent = await db
      .selectFrom('events')
      .select('id')
      .where('account_id', '=', accountId)
      .where('type', '=', 'WEBHOOK_ENDPOINT_DISABLED')
      .execute();
    expect(sent).toHaveLength(1);
  });

  it('that arrives after a success leaves the delivery delivered', async () => {
    const { endpointId, deliveries } = await owed(db, 2);
    await recordAttempt(db, must(deliveries[0]), attempt({ outcome: 'delivered', status: 200 }));
    await recordAttempt(db, must(deliveries[1]), attempt({ outcome: 'gone', status: 410 }));
    expect((await states(db, endpointId))[0]).toBe('delivered');
    // A success that was in flight at the disabling counts for its delivery, and enables nothing.
    await recordAttempt(db, must(deliveries[1]), attempt({ outcome: 'delivered', status: 200, tries: 1 }));
    expect((await states(db, endpointId)).slice(0, 2)).toEqual(['delivered', 'delivered']);
    expect(await endpointRow(db, endpointId)).toMatchObject({ enabled: false });
  });
});

describe('a claim', () => {
  it('takes the oldest of each endpoint, as many as it has lanes, and nothing twice', async () => {
    const busy = await owed(db, 50);
    const quiet = await owed(db, 1);
    const lanes = new Map([
      [busy.endpointId, 4],
      [quiet.endpointId, 4],
    ]);
    const claims = await Promise.all([1, 2, 3].map(() => claimDeliveries(db, lanes, 60)));
    const all = claims.flat();
    expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(all.length);
    expect(all.filter(({ endpointId }) => endpointId === quiet.endpointId)).toHaveLength(1);
    const oldest = busy.deliveries.slice(0, 12).map(({ eventId }) => eventId);
    const taken = all
      .filter(({ endpointId }) => endpointId === busy.endpointId)
      .map(({ eventId }) => eventId);
    expect(taken.toSorted()).toEqual(oldest.slice(0, taken.length).toSorted());
  });

  it('reads what it takes, and not what waits at a dead endpoint', async () => {
    const { accountId, endpointId } = await owed(db, 3);
    const dead = await newEndpoint(db, accountId);
    await sql`
      with told as (
        insert into events (id, account_id, sequence, type, resource_type, resource_id, resource_version, data)
        select 'evt_' || n, ${accountId}, 1000 + n, 'CUSTOMER_UPDATED', 'customer', 'cus_' || n, 1, '{}'
        from generate_series(1, 20000) n returning id
      )
      insert into deliveries (event_id, endpoint_id, account_id) select id, ${dead}, ${accountId} from told`.execute(
      db,
    );
    await sql`analyze deliveries`.execute(db);
    // One connection, whose counters can be read.
    const one = connect(database.url, { max: 1 });
    const rowsRead = async () => {
      await sql`select pg_stat_force_next_flush()`.execute(one);
      const { rows } = await sql<{ read: number }>`
        select seq_tup_read + idx_tup_fetch as read from pg_stat_user_tables where relname = 'deliveries'`.execute(
        one,
      );
      return rows[0]?.read ?? Number.NaN;
    };
    const before = await rowsRead();
    await pendingEndpoints(one, begin, look);
    await claimDirect(one, '', 4, 60, idle);
    await claimDeliveries(one, new Map([[endpointId, 3]]), 60);
    await claimProbe(one, dead, 60);
    const read = (await rowsRead()) - before;
    await one.destroy();
    expect(read).toBeLessThan(1000);
    await db.deleteFrom('deliveries').where('endpoint_id', '=', dead).execute();
  });

  it('ends without a result: the next claim takes over', async () => {
    const { endpointId, deliveries } = await owed(db, 1);
    const lanes = new Map([[endpointId, 1]]);
    expect(await claimDeliveries(db, lanes, 0)).toEqual(deliveries);
    expect(await claimDeliveries(db, lanes, 60)).toEqual(deliveries);
    expect(await claimDeliveries(db, lanes, 60)).toEqual([]);
  });

  it('of a probe takes the least tried delivery, so that one event keeps no endpoint broken', async () => {
    const { endpointId, deliveries } = await owed(db, 6);
    const [poison] = deliveries;
    await fail(db, [must(poison)]);
    for (const tries of [1, 2, 3]) await fail(db, [must(poison)], { tries });
    await fail(db, deliveries.slice(5));
    expect(await states(db, endpointId)).toEqual(Array<string>(6).fill('pending'));
    const probes = [];
    for (let time = 0; time < 7; time++) probes.push(await claimProbe(db, endpointId, 60));
    expect(probes).toEqual([...deliveries.slice(1), poison, undefined]);
  });

  it('of a requested delivery is made at a broken endpoint and at a disabled one', async () => {
    await nothingOwed();
    const { accountId, endpointId, deliveries } = await owed(db, 5);
    await fail(db, deliveries);
    const asked = must(deliveries[3]);
    await redeliverEvent(db, accountId, asked.eventId, endpointId);
    expect(await claimDirect(db, '', 4, 60, { ...idle, endpoints: [endpointId] })).toEqual([]);
    expect(await claimDirect(db, '', 4, 60, { ...idle, accounts: [accountId] })).toEqual([]);
    expect(await claimDirect(db, '', 4, 60, idle)).toEqual([{ ...asked, accountId }]);
    // Once: if it fails, it waits like the others.
    await fail(db, [asked]);
    expect(await claimDirect(db, '', 4, 60, idle)).toEqual([]);
    expect(await deliveryRow(db, asked)).toMatchObject({ state: 'pending', direct: false });
  });
});

describe('the endpoints with pending deliveries', () => {
  it('are each listed once, in pages, whatever is owed to one of them', async () => {
    await nothingOwed();
    const ids: EndpointId[] = [];
    for (const count of [200, 1, 3]) ids.push((await owed(db, count)).endpointId);
    await owed(db, 0);
    const few = { accounts: 2, ofEach: 1, ofAll: 2 };
    const first = await pendingEndpoints(db, begin, few);
    const second = await pendingEndpoints(db, { ...first.next, endpoints: new Map() }, few);
    const named = [...first.endpoints, ...second.endpoints].map(({ endpointId }) => endpointId);
    expect(named.toSorted()).toEqual(ids.toSorted());
    expect(first.endpoints[0]).toMatchObject({ enabled: true, failures: 0 });
    expect(second.next.account).toBe('');
  });

  it('are considered in turn: an account with hundreds hides no other, and all its own are considered', async () => {
    await nothingOwed();
    const many = await newAccount(db);
    const all: EndpointId[] = [];
    for (let nth = 0; nth < 50; nth++) all.push(await newEndpoint(db, many));
    await publishEvents(db, many);
    const { endpointId: lone } = await owed(db, 1);
    const named: EndpointId[] = [];
    const least = { accounts: 32, ofEach: 16, ofAll: 16 };
    let from: Parameters<typeof pendingEndpoints>[1] = begin;
    for (let turn = 0; turn < 4; turn++) {
      const { endpoints, next } = await pendingEndpoints(db, from, least);
      const ids = endpoints.map(({ endpointId }) => endpointId);
      expect(ids).toContain(lone);
      named.push(...ids.filter(id => id !== lone));
      from = next;
    }
    expect(named.toSorted()).toEqual(all.toSorted());
    expect(from.endpoints.size).toBe(0);
  });
});

describe('a broken endpoint', () => {
  it('is given to one caller to start its workflow, and again if nobody takes care of it', async () => {
    const { accountId, endpointId, deliveries } = await owed(db, 6);
    await fail(db, deliveries.slice(0, 4));
    const claims = async () => {
      const rounds = await Promise.all([1, 2, 3].map(() => claimBrokenEndpoints(db, 50)));
      return rounds.flat().filter(found => found.endpointId === endpointId);
    };
    expect(await claims()).toEqual([]);
    await fail(db, deliveries.slice(4, 5));
    expect(await claims()).toEqual([{ endpointId, accountId }]);
    expect(await claims()).toEqual([]);
    const lapse = () =>
      db
        .updateTable('webhook_endpoints')
        .set({ watched_until: ago(1) })
        .where('id', '=', endpointId)
        .execute();
    // Its workflow was not started, or died.
    await lapse();
    expect(await claims()).toEqual([{ endpointId, accountId }]);
    // The workflow waits for hours, and reports it.
    await fail(db, deliveries.slice(5), {
      probe: true,
      handedOver: false,
      retryAt: new Date(Date.now() + day),
    });
    await lapse();
    await watchBrokenEndpoint(db, endpointId);
    expect(await claims()).toEqual([]);
    // It broke again after it had worked: another case.
    await recordAttempt(db, must(deliveries[5]), attempt({ outcome: 'delivered', tries: 1 }));
    await fail(db, deliveries.slice(0, 5), { tries: 1 });
    expect(await claims()).toEqual([{ endpointId, accountId }]);
  });

  it('has no workflow while nothing is owed to it', async () => {
    const { accountId, endpointId, deliveries } = await owed(db, 5);
    await fail(db, deliveries, { nextAttemptAt: null });
    const found = async () =>
      (await claimBrokenEndpoints(db, 50)).some(claimed => claimed.endpointId === endpointId);
    expect(await found()).toBe(false);
    await publishEvents(db, accountId);
    expect(await found()).toBe(true);
  });
});

describe('deliveries made while their endpoint was being disabled', () => {
  it('wait for a replay; if it was being deleted, they are given up', async () => {
    const accountId = await newAccount(db);
    for (const [types, state] of [
      [null, 'waiting'],
      [[], 'failed'],
    ] as const) {
      const endpointId = await newEndpoint(db, accountId);
      const [eventId] = await publishEvents(db, accountId);
      const delivery = { eventId: must(eventId), endpointId };
      await parkDelivery(db, delivery);
      expect(await deliveryRow(db, delivery)).toMatchObject({ state: 'pending' });
      await db
        .updateTable('webhook_endpoints')
        .set({ enabled: false, types: types && [...types] })
        .where('id', '=', endpointId)
        .execute();
      await parkDelivery(db, delivery);
      expect(await deliveryRow(db, delivery)).toMatchObject({ state });
    }
  });
});
