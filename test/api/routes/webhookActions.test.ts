import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EndpointRow } from '../../../db/webhooks/endpoints.ts';
import { recordAttempt } from '../../../db/webhooks/recordAttempt.ts';
import type { EndpointId, EventId } from '../../../domain/ids.ts';
import { parseId } from '../../../domain/ids.ts';
import { must } from '../../db/fixtures.ts';
import { attempt, deliveryRow, endpointRow, fail, states } from '../../db/webhooks/webhookWorld.ts';
import { testSecrets } from '../../secrets.ts';
import type { Merchant, TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const whe = (text: string): EndpointId => must(parseId('whe', text));
const evt = (text: string): EventId => must(parseId('evt', text));

/** A merchant of its own with an endpoint, and events of so many customers for it. */
async function shop(events = 0) {
  const merchant = await newMerchant(api.db);
  const post = (path: string, body: unknown = {}, key = merchant.keys.admin) =>
    api.call('POST', path, { body, key });
  const { body: endpoint } = await post('/v1/webhook-endpoints', { url: 'https://shop.example/hook' });
  for (let nth = 0; nth < events; nth++) await post('/v1/customers');
  const path = `/v1/webhook-endpoints/${endpoint.id}`;
  return {
    merchant,
    post,
    path,
    endpoint,
    id: whe(endpoint.id),
    deliveries: await deliveriesOf(endpoint.id),
  };
}

async function deliveriesOf(endpointId: string) {
  const rows = await api.rows`
    select d.event_id from deliveries d join events e on e.id = d.event_id
    where d.endpoint_id = ${endpointId} order by e.sequence`;
  return rows.map(row => ({ eventId: evt(String(row['event_id'])), endpointId: whe(endpointId) }));
}

/** What was done to an endpoint after its creation. */
const audits = ({ accountId }: Merchant) =>
  api.rows`select action, resource_type, resource_id, api_key_id is not null as keyed
    from audits where account_id = ${accountId} and action <> 'create' order by id`;

const open = ({ id, secret, previous_secret }: EndpointRow) => ({
  secret: testSecrets.open(secret ?? '', id),
  previous: testSecrets.open(previous_secret ?? '', id),
});

const disable = (id: EndpointId) =>
  api.rows`update webhook_endpoints set enabled = false, disabled_reason = 'it answered 410 Gone',
    failures = 7, failing_since = now() where id = ${id}`;

describe('rotating a secret', () => {
  test('returns another secret, shown once; the previous one signs for 24 hours more', async () => {
    const { merchant, post, path, endpoint, id } = await shop();
    const { status, body } = await post(`${path}/rotate-secret`);
    expect(status).toBe(200);
    expect(body.secret).toMatch(/^whsec_/);
    expect(body.secret).not.toBe(endpoint.secret);
    const row = await endpointRow(api.db, id);
    expect(open(row)).toEqual({ secret: body.secret, previous: endpoint.secret });
    const hours = ((row.previous_secret_until?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    expect(body['previousSecretUntil']).toBe(row.previous_secret_until?.toISOString());
    for (const place of [path, '/v1/webhook-endpoints']) {
      expect((await api.call('GET', place, { key: merchant.keys.read })).text).not.toContain('whsec_');
    }
    expect(await audits(merchant)).toEqual([
      { action: 'rotate', resource_type: 'webhook_endpoint', resource_id: id, keyed: true },
    ]);
    // After two rotations in one day the first secret is gone.
    await post(`${path}/rotate-secret`);
    expect(open(await endpointRow(api.db, id)).previous).toBe(body.secret);
  });

  test('repeated with its idempotency key rotates once', async () => {
    const { merchant, path, id } = await shop();
    const rotate = () =>
      api.call('POST', `${path}/rotate-secret`, {
        body: {},
        key: merchant.keys.admin,
        headers: { 'idempotency-key': 'rotation' },
      });
    const answers = await Promise.all([rotate(), rotate(), rotate()]);
    // One call made it and returns it; the others are marked as repetitions.
    const shown = answers.map(({ body, headers }) => [body.secret, headers.get('idempotent-replayed')]);
    const { secret } = open(await endpointRow(api.db, id));
    expect(shown.filter(([, replayed]) => replayed === null)).toEqual([[secret, null]]);
    expect(shown.filter(([, replayed]) => replayed !== null)).toEqual([
      [null, 'true'],
      [null, 'true'],
    ]);
  });

  test('of the account needs an admin, and signs customers’ notification URLs', async () => {
    const { merchant, post } = await shop();
    const rotate = '/v1/account/rotate-secret';
    expect((await post(rotate, {}, merchant.keys.write)).body).toMatchObject({
      status: 403,
      code: 'insufficient_scope',
    });
    const { body: first } = await post(rotate, {}, merchant.keys.admin);
    const { body } = await post(rotate, {}, merchant.keys.admin);
    const after = await api.rows`select webhook_secret, previous_webhook_secret,
      previous_secret_until - now() between interval '23.9 hours' and interval '24 hours' as for_a_day
      from accounts where id = ${merchant.accountId}`;
    const [row] = after;
    const opened = (field: string) => testSecrets.open(String(row?.[field]), merchant.accountId);
    expect([opened('webhook_secret'), opened('previous_webhook_secret')]).toEqual([
      body.secret,
      first.secret,
    ]);
    expect(row?.['for_a_day']).toBe(true);
    expect(body['account']).toBe(merchant.accountId);
    expect(await audits(merchant)).toMatchObject(
      Array.from({ length: 2 }, () => ({ action: 'rotate', resource_type: 'account' })),
    );
  });
});

describe('enabling', () => {
  test('forgets failures and sends new events; waiting events go on waiting', async () => {
    const { merchant, post, path, id, deliveries } = await shop(2);
    await recordAttempt(api.db, must(deliveries[0]), attempt({ outcome: 'gone', status: 410 }));
    expect((await api.call('GET', path, { key: merchant.keys.read })).body).toMatchObject({
      enabled: false,
      failures: 1,
      disabledReason: 'it answered 410 Gone',
    });
    await post('/v1/customers');
    const { status, body } = await post(`${path}/enable`);
    expect([status, body]).toMatchObject([
      200,
      { enabled: true, failures: 0, failingSince: null, disabledReason: null },
    ]);
    expect((await post(`${path}/enable`)).status).toBe(200);
    await post('/v1/customers');
    // The two from before, the notice of the disabling, and the one from then; and the new one.
    expect(await states(api.db, id)).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'pending']);
    expect(await audits(merchant)).toMatchObject([{ action: 'enable' }, { action: 'enable' }]);
  });

  test('closes the breaker of a broken endpoint', async () => {
    const { post, path, id, deliveries } = await shop(5);
    await fail(api.db, deliveries);
    await post(`${path}/enable`);
    expect(await endpointRow(api.db, id)).toMatchObject({ failures: 0, retry_at: null, watched_until: null });
  });

  test('also happens by setting another URL, but not by setting the same one', async () => {
    const { post, path, id, deliveries } = await shop(5);
    await fail(api.db, deliveries);
    await post(path, { url: 'https://shop.example/hook', description: 'the same' });
    expect(await endpointRow(api.db, id)).toMatchObject({ failures: 5 });
    const { body } = await post(path, { url: 'https://new.example/hook' });
    expect(body).toMatchObject({ failures: 0, failingSince: null });
    expect(await endpointRow(api.db, id)).toMatchObject({ failures: 0, retry_at: null });
  });

  test('a customer’s notification URL that is set again is enabled', async () => {
    const { post } = await shop();
    const url = 'https://shop.example/ada';
    const { body } = await post('/v1/customers', { notificationUrl: url });
    const own = await api.rows`select id from webhook_endpoints where customer_id = ${body.id}`;
    const id = whe(String(own[0]?.['id']));
    await disable(id);
    await post(`/v1/customers/${body.id}`, { notificationUrl: url });
    expect(await endpointRow(api.db, id)).toMatchObject({
      enabled: true,
      failures: 0,
      disabled_reason: null,
    });
  });
});

describe('a test', () => {
  test('is an event for this endpoint only, also if it is disabled', async () => {
    const { merchant, post, path, id } = await shop();
    await post('/v1/webhook-endpoints', { url: 'https://other.example/' });
    await disable(id);
    const { status, body } = await post(`${path}/test`);
    expect(status).toBe(202);
    const eventId = evt(String(body['eventId']));
    const { body: event } = await api.call('GET', `/v1/events/${eventId}`, { key: merchant.keys.read });
    expect(event).toMatchObject({
      type: 'WEBHOOK_ENDPOINT_TEST',
      resource: { type: 'webhook_endpoint', id, version: 1 },
      data: { endpointId: id },
    });
    const owed =
      await api.rows`select endpoint_id, state, direct from deliveries where event_id = ${eventId}`;
    expect(owed).toEqual([{ endpoint_id: id, state: 'pending', direct: true }]);
  });
});

describe('a replay', () => {
  test('sends waiting and failed events again, and nothing else', async () => {
    const { merchant, post, path, id, deliveries } = await shop(4);
    const [delivered, failed, waiting] = [must(deliveries[0]), must(deliveries[1]), must(deliveries[2])];
    await recordAttempt(api.db, delivered, attempt({ outcome: 'delivered' }));
    await recordAttempt(api.db, failed, attempt({ nextAttemptAt: null }));
    await api.rows`update deliveries set state = 'waiting', tries = 3
      where event_id = ${waiting.eventId} returning state`;
    const { status, body } = await post(`${path}/replay`);
    expect([status, body]).toEqual([202, { events: 2 }]);
    expect(await states(api.db, id)).toEqual(['delivered', 'pending', 'pending', 'pending']);
    // The schedule begins again; the log continues its count.
    expect(await deliveryRow(api.db, failed)).toMatchObject({ tries: 0, attempts: 1 });
    expect(await deliveryRow(api.db, waiting)).toMatchObject({ tries: 0 });
    expect(await audits(merchant)).toMatchObject([{ action: 'replay', resource_id: id }]);
    expect((await post(`${path}/replay`)).body).toEqual({ events: 0 });
  });

  test('from a sequence on sends every event of the endpoint’s types above it, also those older than the endpoint', async () => {
    const { post, path, deliveries } = await shop(3);
    await recordAttempt(api.db, must(deliveries[2]), attempt({ outcome: 'delivered' }));
    await post(`${path}/test`);
    const { body } = await post('/v1/webhook-endpoints', {
      url: 'https://late.example/',
      types: ['CUSTOMER_CREATED', 'CUSTOMER_BLOCKED'],
    });
    const late = `/v1/webhook-endpoints/${body.id}`;
    expect((await post(`${late}/replay`)).body).toEqual({ events: 0 });
    expect((await post(`${late}/replay`, { afterSequence: 1 })).body).toEqual({ events: 2 });
    expect((await post(`${late}/replay`, { afterSequence: 0, types: ['CUSTOMER_BLOCKED'] })).body).toEqual({
      events: 0,
    });
    expect((await post(`${late}/replay`, { all: true })).body).toEqual({ events: 3 });
    // No event of another merchant, and no test event of the other endpoint.
    expect(await states(api.db, whe(body.id))).toEqual(['pending', 'pending', 'pending']);
    expect((await post(`${path}/replay`, { all: true })).body).toEqual({ events: 3 });
  });

  test('enables a disabled endpoint, and closes the breaker of a broken one', async () => {
    const { merchant, post, path, id, deliveries } = await shop(2);
    await recordAttempt(api.db, must(deliveries[0]), attempt({ outcome: 'gone', status: 410 }));
    expect((await post(`${path}/replay`)).body).toEqual({ events: 3 });
    expect(await endpointRow(api.db, id)).toMatchObject({
      enabled: true,
      failures: 0,
      disabled_reason: null,
    });
    expect(await audits(merchant)).toMatchObject([{ action: 'enable' }, { action: 'replay' }]);
    await fail(
      api.db,
      Array.from({ length: 5 }, () => must(deliveries[1])),
    );
    await post(`${path}/replay`);
    expect(await endpointRow(api.db, id)).toMatchObject({ failures: 0 });
  });

  test('at the same time as a disabling leaves no delivery behind that nobody sends', async () => {
    const { post, path, id, deliveries } = await shop(10);
    await Promise.all([
      post(`${path}/replay`, { all: true }),
      recordAttempt(api.db, must(deliveries[0]), attempt({ outcome: 'gone', status: 410 })),
      post(`${path}/replay`),
    ]);
    const { enabled } = await endpointRow(api.db, id);
    const left = new Set((await states(api.db, id)).slice(0, 10));
    expect(left.has(enabled ? 'waiting' : 'pending')).toBe(false);
  });
});

describe('a redelivery', () => {
  test('sends an event again at once to all endpoints that it was for, or to one, which may be newer', async () => {
    const { post, deliveries } = await shop(1);
    const delivery = must(deliveries[0]);
    await recordAttempt(api.db, delivery, attempt({ outcome: 'delivered' }));
    const path = `/v1/events/${delivery.eventId}/redeliver`;
    const { status, body } = await post(path);
    expect([status, body]).toEqual([202, { eventId: delivery.eventId, deliveries: 1 }]);
    expect(await deliveryRow(api.db, delivery)).toMatchObject({
      state: 'pending',
      tries: 0,
      attempts: 1,
      direct: true,
    });

    const { body: newer } = await post('/v1/webhook-endpoints', { url: 'https://new.example/' });
    expect((await post(path, { endpointId: newer.id })).body).toMatchObject({ deliveries: 1 });
    expect(await states(api.db, whe(newer.id))).toEqual(['pending']);
    expect((await post(path)).body).toMatchObject({ deliveries: 2 });
  });

  test('goes to no other merchant’s endpoint, no deleted one, and no other customer’s', async () => {
    const { merchant, post, path, endpoint, deliveries } = await shop(1);
    const { eventId } = must(deliveries[0]);
    const redeliver = (endpointId?: string, key = merchant.keys.write) =>
      post(`/v1/events/${eventId}/redeliver`, endpointId === undefined ? {} : { endpointId }, key);
    const stranger = await shop();
    expect((await redeliver(stranger.endpoint.id)).body).toMatchObject({
      status: 404,
      code: 'endpoint_not_found',
    });
    expect((await redeliver(undefined, stranger.merchant.keys.write)).body.code).toBe('event_not_found');
    const { body: customer } = await post('/v1/customers', { notificationUrl: 'https://shop.example/ada' });
    const [own] = await api.rows`select id from webhook_endpoints where customer_id = ${customer.id}`;
    expect((await redeliver(String(own?.['id']))).body.code).toBe('endpoint_not_found');
    await api.call('DELETE', path, { key: merchant.keys.admin });
    expect((await redeliver(endpoint.id)).body.code).toBe('endpoint_not_found');
    expect((await redeliver()).body).toMatchObject({ deliveries: 0 });
    expect((await post('/v1/events/nonsense/redeliver')).body.code).toBe('event_not_found');
  });
});

test('only its merchant changes an endpoint, with a key that may write', async () => {
  const { merchant, post, path } = await shop();
  const stranger = await newMerchant(api.db);
  for (const action of ['rotate-secret', 'enable', 'test', 'replay']) {
    expect((await post(`${path}/${action}`, {}, stranger.keys.admin)).body).toMatchObject({
      status: 404,
      code: 'endpoint_not_found',
    });
    expect((await post(`${path}/${action}`, {}, merchant.keys.read)).body.code).toBe('insufficient_scope');
    expect((await post(`${path}/${action}`, { nope: 1 })).body.code).toBe('invalid_request');
    expect((await post(`/v1/webhook-endpoints/x/${action}`)).body.code).toBe('endpoint_not_found');
  }
  for (const body of [{ afterSequence: -1 }, { afterSequence: 1.5 }, { types: [] }, { types: ['NOPE'] }]) {
    expect((await post(`${path}/replay`, body)).body.code).toBe('invalid_request');
  }
});

describe('the attempts of a delivery', () => {
  test('are shown ten at a time in a list of deliveries, and in pages by the delivery, as far as they are kept', async () => {
    const { merchant, deliveries } = await shop(1);
    const { eventId, endpointId } = must(deliveries[0]);
    for (let nth = 0; nth < 53; nth += 1) {
      await recordAttempt(api.db, { eventId, endpointId }, attempt({ latencyMs: nth }));
    }
    const get = async (path: string, key = merchant.keys.read) =>
      (await api.call('GET', `/v1/deliveries${path}`, { key })).body;
    const numbers = (attempts: unknown): unknown[] =>
      (attempts as Record<string, unknown>[]).map(each => each['number']);
    const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => from - at);

    const [delivery] = (await get('')).data;
    expect(delivery).toMatchObject({ attemptCount: 53, id: `${eventId}:${endpointId}` });
    expect(numbers(delivery?.['attempts'])).toEqual(down(53, 44).toReversed());

    const path = `/${eventId}:${endpointId}/attempts`;
    const page = async (query: string) => {
      const { data, hasMore } = await get(`${path}?${query}`);
      return [numbers(data), hasMore];
    };
    expect(await page('')).toEqual([down(53, 44), true]);
    expect(await page('limit=100')).toEqual([down(53, 4), false]);
    expect(await page('limit=2&startingAfter=6')).toEqual([[5, 4], false]);
    expect(await page('limit=2&endingBefore=50')).toEqual([[52, 51], true]);
    const [latest] = (await get(path)).data;
    expect(delivery?.['attempts']).toContainEqual(latest);

    expect((await get(path, api.other.keys.read)).code).toBe('delivery_not_found');
    expect((await get(`/${eventId}/attempts`)).code).toBe('delivery_not_found');
    expect((await get(`${path}?startingAfter=x`)).code).toBe('invalid_request');
  });
});
