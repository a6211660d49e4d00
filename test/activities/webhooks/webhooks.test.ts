import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { appendEvents } from '../../../db/events/appendEvents.ts';
import { newWebhookSecret } from '../../../db/secrets/newSecret.ts';
import { enableEndpoint } from '../../../db/webhooks/enableEndpoint.ts';
import { rotateEndpointSecret } from '../../../db/webhooks/rotateWebhookSecret.ts';
import { testEndpoint } from '../../../db/webhooks/testEndpoint.ts';
import type { AccountId, EndpointId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import type { WebhookReceiver, WebhookResponse } from '../../../testkit/webhookReceiver.ts';
import { startWebhookReceiver } from '../../../testkit/webhookReceiver.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { must } from '../../db/fixtures.ts';
import {
  deliveryRow,
  endpointRow,
  fail,
  newAccount,
  newEndpoint,
  owed,
  states,
  publishEvents,
} from '../../db/webhooks/webhookWorld.ts';
import { testSecrets } from '../../secrets.ts';
import type { Dispatching } from './webhookRun.ts';
import { eventually, loopbackSender, startDispatcher, startHangingServer } from './webhookRun.ts';

let database: TestDatabase;
let db: Db;
const sender = loopbackSender({ 'private.example': '10.0.0.5', 'metadata.example': '169.254.169.254' });
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(async () => {
  await sender.close();
  await database.drop();
});

const ends: (() => Promise<void>)[] = [];
const hanged: (() => void)[] = [];
afterEach(async () => {
  for (const letGo of hanged.splice(0)) letGo();
  for (const end of ends.splice(0).toReversed()) await end();
  // What one test left behind must not be sent by the next.
  await db.updateTable('deliveries').set({ state: 'delivered' }).where('state', '=', 'pending').execute();
});

async function receiver(answer: WebhookResponse = { status: 204 }): Promise<WebhookReceiver> {
  const made = await startWebhookReceiver({ port: 0 });
  made.respondWith(() => answer);
  ends.push(() => made.stop());
  return made;
}
async function hanging() {
  const server = await startHangingServer();
  hanged.push(server.letGo);
  ends.push(() => server.stop());
  return server;
}
function dispatch(more: Parameters<typeof startDispatcher>[2] = {}): Dispatching {
  const dispatching = startDispatcher(db, sender.send, more);
  ends.push(() => dispatching.stop());
  return dispatching;
}
const attemptsAt = (id: EndpointId) =>
  db
    .selectFrom('delivery_attempts')
    .selectAll()
    .where('endpoint_id', '=', id)
    .orderBy('attempted_at')
    .execute();
const point = (id: EndpointId, url: string) =>
  db.updateTable('webhook_endpoints').set({ url }).where('id', '=', id).execute();

const customerEvent = (accountId: AccountId) => {
  const resource = { type: 'customer', id: newId('cus'), version: 1 } as const;
  return { accountId, type: 'CUSTOMER_UPDATED', resource, customerId: null, data: {} } as const;
};

describe('faulty endpoints', () => {
  it('that hang, refuse, limit, redirect or lead inside are each treated by the rules, and delay nobody', async () => {
    const accountId = await newAccount(db);
    const healthy = await receiver();
    const hangs = await hanging();
    const elsewhere = await receiver();
    const urls = {
      healthy: healthy.url,
      hangs: hangs.url,
      fails: (await receiver({ status: 500, body: 'no' })).url,
      gone: (await receiver({ status: 410 })).url,
      limits: (await receiver({ status: 429, headers: { 'retry-after': '3600' } })).url,
      redirects: (await receiver({ status: 307, headers: { location: elsewhere.url } })).url,
      literal: 'http://10.1.2.3/hook',
      named: 'http://private.example/hook',
      metadata: 'http://metadata.example/latest/meta-data/',
    };
    const ids = new Map<string, EndpointId>();
    for (const [name, url] of Object.entries(urls)) ids.set(name, await newEndpoint(db, accountId, url));
    const at = (name: keyof typeof urls): EndpointId => must(ids.get(name));
    await publishEvents(db, accountId, 60);
    const { started, errors } = dispatch();

    await eventually(
      'the healthy one has all 60 and the disabled one its notice',
      () => healthy.total === 61,
    );
    // Every hanging call has hung all the while.
    expect(hangs.open()).toBe(hangs.paths.length);
    expect(hangs.most()).toBe(1);
    await eventually('all others have failed until they were left alone', async () => {
      const rows = await db
        .selectFrom('webhook_endpoints')
        .selectAll()
        .where('account_id', '=', accountId)
        .execute();
      return rows.filter(row => row.failures >= 5 || !row.enabled).length === 7;
    });
    expect(errors).toEqual([]);

    for (const name of ['fails', 'redirects', 'literal', 'named', 'metadata'] as const) {
      const attempts = await attemptsAt(at(name));
      expect(attempts).toHaveLength(5);
      // A second apart: an endpoint that only restarts is not broken by it.
      const gaps = attempts.slice(1).map(({ attempted_at: at }, nth) => {
        return at.getTime() - must(attempts[nth]).attempted_at.getTime();
      });
      expect(Math.min(...gaps)).toBeGreaterThan(900);
      expect(new Set(await states(db, at(name)))).toEqual(new Set(['pending']));
    }
    expect((await attemptsAt(at('fails')))[0]).toMatchObject({
      status: 500,
      answer: 'no',
      address: '127.0.0.1',
    });
    expect((await attemptsAt(at('redirects')))[0]).toMatchObject({ status: 307 });
    expect(elsewhere.received).toEqual([]);
    for (const name of ['literal', 'named', 'metadata'] as const) {
      const [first] = await attemptsAt(at(name));
      expect(first).toMatchObject({ status: null, address: null, error_class: 'ForbiddenTarget' });
    }

    expect(await endpointRow(db, at('gone'))).toMatchObject({ enabled: false });
    expect(await attemptsAt(at('gone'))).toHaveLength(1);
    expect(new Set(await states(db, at('gone')))).toEqual(new Set(['waiting']));

    for (const limited of await attemptsAt(at('limits'))) {
      const waitMs = (limited.next_attempt_at?.getTime() ?? 0) - limited.attempted_at.getTime();
      expect(waitMs).toBeGreaterThanOrEqual(3_600_000);
    }
    const retries = started.filter(({ endpointId }) => endpointId === at('limits'));
    expect(retries.every(({ afterMs }) => afterMs >= 3_600_000)).toBe(true);
    // What a workflow was sending came back when the endpoint broke.
    expect(new Set(await states(db, at('limits')))).toEqual(new Set(['pending']));
  });

  it('by the hundred leave room for the others, also on the same host', async () => {
    const accountId = await newAccount(db);
    const hangs = await hanging();
    for (let nth = 0; nth < 130; nth++) await newEndpoint(db, accountId, `${hangs.url}/${String(nth)}`);
    dispatch();
    // All of them answered well once: four lanes each.
    hangs.letGo();
    await publishEvents(db, accountId);
    await eventually('each of them was called', () => hangs.paths.length === 130);
    hangs.hold();
    await publishEvents(db, accountId, 5);
    await eventually(
      'each of them has a call that hangs',
      () => new Set(hangs.paths.slice(130)).size === 130,
    );
    const other = await newAccount(db);
    const healthy = await receiver();
    await newEndpoint(db, other, healthy.url);
    await newEndpoint(db, other, `${hangs.url}/other`);
    await publishEvents(db, other, 30);
    await eventually('the healthy one has all', () => healthy.total === 30);
    expect(hangs.open()).toBe(hangs.paths.length - 130);
    expect(hangs.paths).toContain('/other');
  });

  it('by the thousand, of one account, do not delay other accounts’ first attempts', async () => {
    const flooding = await newAccount(db);
    const hangs = await hanging();
    await sql`insert into webhook_endpoints (id, account_id, url, secret)
      select 'whe_0' || n, ${flooding}, ${hangs.url}::text || '/' || n, ${newWebhookSecret()}
      from generate_series(1, 1500) n`.execute(db);
    await publishEvents(db, flooding);
    dispatch();
    await eventually('as many calls hang as one account may have', () => hangs.open() >= 256);
    const other = await newAccount(db);
    const healthy = await receiver();
    await newEndpoint(db, other, healthy.url);
    const began = performance.now();
    await db.transaction().execute(trx => appendEvents(trx, [customerEvent(other)]));
    await eventually('the other’s is called', () => healthy.total === 1);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(hangs.open()).toBe(256);
  });

  it('have one attempt at a time from their first failure on, whichever dispatcher saw it', async () => {
    const hangs = await hanging();
    const { accountId, endpointId, deliveries } = await owed(db, 1);
    await point(endpointId, hangs.url);
    hangs.letGo();
    dispatch();
    await eventually('it did well', async () => (await states(db, endpointId))[0] === 'delivered');
    hangs.hold();
    await fail(db, deliveries);
    const healthy = await receiver();
    await newEndpoint(db, accountId, healthy.url);
    await publishEvents(db, accountId, 20);
    await eventually('the healthy one has all', () => healthy.total === 20);
    expect(hangs.paths).toHaveLength(2);
    hangs.release();
    // It answered: four lanes again.
    await eventually('four hang', () => hangs.open() === 4);
    expect(hangs.most()).toBe(4);
  });

  it('that are broken are not called until one success: then everything that waited is sent', async () => {
    const { accountId, endpointId, deliveries } = await owed(db, 30);
    const mended = await receiver();
    await fail(db, deliveries.slice(0, 5));
    await point(endpointId, mended.url);
    const healthy = await receiver();
    await newEndpoint(db, accountId, healthy.url);
    await publishEvents(db, accountId, 10);
    dispatch();
    await eventually('the healthy one has all', () => healthy.total === 10);
    expect(mended.total).toBe(0);
    await enableEndpoint(db, endpointId);
    await eventually('the mended one has all', () => mended.total === 40);
    await eventually('that is known', async () => {
      return (await states(db, endpointId)).every(state => state === 'delivered');
    });
  });
});

describe('a dispatcher', () => {
  it('continues at once if an attempt ends and more waits, and rests only if there is nothing to do', async () => {
    const healthy = await receiver();
    const { endpointId } = await owed(db, 50);
    await point(endpointId, healthy.url);
    dispatch({ idleMs: 3_600_000 });
    await eventually('all are delivered', () => healthy.total === 50);
  });

  it('shares the work with another: nothing is sent twice', async () => {
    const healthy = await receiver();
    const { endpointId } = await owed(db, 80);
    await point(endpointId, healthy.url);
    dispatch();
    dispatch();
    await eventually('all are delivered', async () => {
      return (await states(db, endpointId)).every(state => state === 'delivered');
    });
    expect(new Set(healthy.received.map(({ headers }) => headers['webhook-id'])).size).toBe(80);
    expect(healthy.total).toBe(80);
  });

  it('loses nothing if Temporal is down: what could not be handed over is retried', async () => {
    const fails = await receiver({ status: 500 });
    const { endpointId, deliveries } = await owed(db, 1);
    await point(endpointId, fails.url);
    const down = dispatch({ startRetry: () => Promise.reject(new Error('no Temporal')) });
    await eventually('it was told', () => down.errors.length > 0);
    const delivery = must(deliveries[0]);
    expect(await deliveryRow(db, delivery)).toMatchObject({ state: 'pending', attempts: 0 });
    await down.stop();
    await db
      .updateTable('deliveries')
      .set({ leased_until: new Date(0) })
      .where('endpoint_id', '=', endpointId)
      .execute();
    const { started } = dispatch();
    await eventually(
      'it was handed over',
      async () => (await deliveryRow(db, delivery)).state === 'retrying',
    );
    expect(started).toMatchObject([delivery]);
  });

  it('sets aside deliveries that an endpoint got while it was being disabled', async () => {
    const quiet = await receiver();
    const { accountId, endpointId } = await owed(db, 3);
    await point(endpointId, quiet.url);
    await db.updateTable('webhook_endpoints').set({ enabled: false }).where('id', '=', endpointId).execute();
    dispatch();
    await eventually('all of it waits', async () =>
      (await states(db, endpointId)).every(state => state === 'waiting'),
    );
    expect(quiet.total).toBe(0);

    const event = await testEndpoint(db, accountId, endpointId);
    await db.transaction().execute(trx => appendEvents(trx, [event]));
    const { body } = await quiet.next(() => true, 10_000);
    expect(body).toMatchObject({ id: event.id, type: 'WEBHOOK_ENDPOINT_TEST' });
    await eventually('it is known to have come', async () =>
      (await states(db, endpointId)).includes('delivered'),
    );
    expect(await endpointRow(db, endpointId)).toMatchObject({ enabled: false });
  });

  it('sends a test event to a broken endpoint at once, and to no other endpoint', async () => {
    const mended = await receiver();
    const { accountId, endpointId, deliveries } = await owed(db, 8);
    await fail(db, deliveries.slice(0, 5));
    await point(endpointId, mended.url);
    const other = await receiver();
    await newEndpoint(db, accountId, other.url);
    dispatch();
    const event = await testEndpoint(db, accountId, endpointId);
    await db.transaction().execute(trx => appendEvents(trx, [event]));
    const first = await mended.next(() => true, 10_000);
    expect(first.headers['webhook-id']).toBe(event.id);
    // Its success shows that the endpoint works.
    await eventually('the rest follows', () => mended.total === 9);
    expect(other.total).toBe(0);
  });

  it('signs with both secrets for a day after a rotation, and with the new one after it', async () => {
    const shop = await receiver();
    const { accountId, endpointId } = await owed(db, 1);
    await point(endpointId, shop.url);
    const { secret: sealed } = await endpointRow(db, endpointId);
    const before = testSecrets.open(sealed ?? '', endpointId);
    const { secret } = await rotateEndpointSecret(db, testSecrets, endpointId);
    dispatch();
    const during = await shop.next(() => true, 10_000);
    expect(String(during.headers['webhook-signature']).split(' ')).toHaveLength(2);
    for (const one of [before, secret]) {
      shop.setSecret(one);
      expect(during.verified).toBe(true);
    }
    await db
      .updateTable('webhook_endpoints')
      .set({ previous_secret_until: new Date(Date.now() - 1) })
      .where('id', '=', endpointId)
      .execute();
    await publishEvents(db, accountId);
    const after = await shop.next(() => true, 10_000);
    expect(String(after.headers['webhook-signature']).split(' ')).toHaveLength(1);
    expect(after.verified).toBe(true);
    shop.setSecret(before);
    expect(after.verified).toBe(false);
  });
});
