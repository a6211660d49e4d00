import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAttemptWebhook } from '../../../activities/webhooks/attemptWebhook.ts';
import { createProbeEndpoint } from '../../../activities/webhooks/probeEndpoint.ts';
import { reviveEndpoints } from '../../../activities/webhooks/reviveEndpoints.ts';
import type { Db } from '../../../db/connect.ts';
import { claimDeliveries } from '../../../db/webhooks/claimDeliveries.ts';
import { enableEndpoint } from '../../../db/webhooks/enableEndpoint.ts';
import type { EndpointId } from '../../../domain/ids.ts';
import type { WebhookReceiver, WebhookResponse } from '../../../testkit/webhookReceiver.ts';
import { startWebhookReceiver } from '../../../testkit/webhookReceiver.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { must } from '../../db/fixtures.ts';
import { deliveryRow, endpointRow, fail, owed, states } from '../../db/webhooks/webhookWorld.ts';
import { testSecrets } from '../../secrets.ts';
import { eventually, loopbackSender } from './webhookRun.ts';

let database: TestDatabase;
let db: Db;
let attemptWebhook: ReturnType<typeof createAttemptWebhook>;
let probeEndpoint: ReturnType<typeof createProbeEndpoint>;
const sender = loopbackSender();
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const deps = { db, secrets: testSecrets, sendWebhook: sender.send };
  attemptWebhook = createAttemptWebhook(deps);
  probeEndpoint = createProbeEndpoint(deps);
});
afterAll(async () => {
  await sender.close();
  await database.drop();
});

let shop: WebhookReceiver;
afterEach(() => shop.stop());

/** An endpoint that answers so, with so many deliveries. The first delivery has failed already. */
async function shopWith(answer: WebhookResponse, { owing, failed }: { owing: number; failed: number }) {
  shop = await startWebhookReceiver({ port: 0 });
  shop.respondWith(() => answer);
  const made = await owed(db, owing);
  await db
    .updateTable('webhook_endpoints')
    .set({ url: shop.url })
    .where('id', '=', made.endpointId)
    .execute();
  await fail(db, made.deliveries.slice(0, failed), { retryAt: new Date(Date.now() - 1) });
  return made;
}
const seconds = (ms: number) => Math.round(ms / 1000);

describe('a retry of one event', () => {
  it('follows the schedule to its end; then the event is given up', async () => {
    const { endpointId, deliveries } = await shopWith({ status: 500 }, { owing: 1, failed: 1 });
    const delivery = must(deliveries[0]);
    const waits: number[] = [];
    for (;;) {
      // As if other deliveries succeeded meanwhile; otherwise the endpoint would be broken by now.
      await enableEndpoint(db, endpointId);
      const attempt = await attemptWebhook(delivery);
      if (attempt.outcome === 'over') break;
      waits.push(attempt.afterMs);
    }
    const planned = [295, 1500, 5400, 10_800, 18_000, 14_400, 21_600, 14_400];
    expect(waits).toHaveLength(planned.length);
    for (const [nth, wait] of waits.entries()) {
      expect(Math.abs(seconds(wait) / must(planned[nth]) - 1)).toBeLessThanOrEqual(0.101);
    }
    expect(await deliveryRow(db, delivery)).toMatchObject({ state: 'failed', attempts: 10, tries: 10 });
  });

  it('ends if its failure breaks the endpoint, and leaves its event to the table', async () => {
    const { endpointId, deliveries } = await shopWith({ status: 500 }, { owing: 5, failed: 4 });
    const delivery = must(deliveries[0]);
    expect(await attemptWebhook(delivery)).toEqual({ outcome: 'over' });
    expect(await deliveryRow(db, delivery)).toMatchObject({ state: 'pending', tries: 2 });
    expect(await endpointRow(db, endpointId)).toMatchObject({ failures: 5 });
    // The other workflows wake up later and find that they no longer have a delivery.
    expect(await attemptWebhook(must(deliveries[1]))).toEqual({ outcome: 'over' });
    expect(shop.total).toBe(1);
  });

  it('waits while a dispatcher still works on the delivery, and leaves it to the next dispatcher if that one died', async () => {
    const { endpointId, deliveries } = await shopWith({ status: 500 }, { owing: 1, failed: 0 });
    const delivery = must(deliveries[0]);
    await claimDeliveries(db, new Map([[endpointId, 1]]), 60);
    const attempt = await attemptWebhook(delivery);
    expect(attempt).toMatchObject({ outcome: 'again' });
    expect(attempt.outcome === 'again' && seconds(attempt.afterMs)).toBeGreaterThan(50);
    await claimDeliveries(db, new Map([[endpointId, 1]]), 60);
    await db
      .updateTable('deliveries')
      .set({ leased_until: new Date(0) })
      .where('endpoint_id', '=', endpointId)
      .execute();
    expect(await attemptWebhook(delivery)).toEqual({ outcome: 'over' });
    expect(shop.total).toBe(0);
    expect(await claimDeliveries(db, new Map([[endpointId, 1]]), 60)).toEqual([delivery]);
  });
});

describe('a probe of a broken endpoint', () => {
  it('waits until it is due, unless an operator asks for it', async () => {
    const { endpointId } = await shopWith({ status: 204 }, { owing: 6, failed: 5 });
    await db
      .updateTable('webhook_endpoints')
      .set({ retry_at: new Date(Date.now() + 3_600_000), failing_since: new Date(Date.now() - 60_000) })
      .where('id', '=', endpointId)
      .execute();
    const early = await probeEndpoint({ endpointId, now: false });
    expect(early).toMatchObject({ outcome: 'again', failures: 5 });
    expect(early.outcome === 'again' && seconds(early.afterMs)).toBeGreaterThan(3590);
    expect(shop.total).toBe(0);
    // No other process starts a workflow meanwhile.
    expect((await endpointRow(db, endpointId)).watched_until?.getTime()).toBeGreaterThan(
      Date.now() + 3_600_000,
    );

    expect(await probeEndpoint({ endpointId, now: true })).toEqual({ outcome: 'over' });
    expect(shop.total).toBe(1);
    expect(await endpointRow(db, endpointId)).toMatchObject({ failures: 0, failing_since: null });
  });

  it('that fails is repeated by the schedule, every four hours in the end', async () => {
    const { endpointId } = await shopWith({ status: 503 }, { owing: 20, failed: 5 });
    const waits: number[] = [];
    for (let made = 0; made < 8; made++) {
      const probe = await probeEndpoint({ endpointId, now: true });
      if (probe.outcome === 'over') throw new Error('it is broken still');
      waits.push(seconds(probe.afterMs));
    }
    const planned = [295, 1500, 5400, 10_800, 14_400, 14_400, 14_400, 14_400];
    for (const [nth, wait] of waits.entries()) {
      expect(Math.abs(wait / must(planned[nth]) - 1)).toBeLessThanOrEqual(0.101);
    }
    // One event each time: no event used up the attempts of the others.
    expect(shop.total).toBe(8);
    expect(new Set(shop.received.map(({ headers }) => headers['webhook-id'])).size).toBe(8);
    expect(new Set(await states(db, endpointId))).toEqual(new Set(['pending']));
  });

  it('follows the event’s schedule if the event was tried more often than the endpoint since it broke', async () => {
    const { endpointId } = await shopWith({ status: 500 }, { owing: 5, failed: 5 });
    await db.updateTable('deliveries').set({ tries: 4 }).where('endpoint_id', '=', endpointId).execute();
    const probe = await probeEndpoint({ endpointId, now: false });
    // The fifth attempt was made: the sixth is due three hours later.
    expect(probe.outcome === 'again' && Math.abs(seconds(probe.afterMs) / 10_800 - 1)).toBeLessThanOrEqual(
      0.101,
    );
  });

  it('waits as long as the endpoint asks', async () => {
    const { endpointId } = await shopWith(
      { status: 429, headers: { 'retry-after': '30000' } },
      { owing: 6, failed: 5 },
    );
    const probe = await probeEndpoint({ endpointId, now: false });
    expect(probe.outcome === 'again' && seconds(probe.afterMs)).toBeGreaterThanOrEqual(29_990);
  });

  it('disables the endpoint after five days of failures, and then ends', async () => {
    const { endpointId } = await shopWith({ status: 500 }, { owing: 6, failed: 5 });
    await db
      .updateTable('webhook_endpoints')
      .set({ failing_since: new Date(Date.now() - 5 * 24 * 3_600_000) })
      .where('id', '=', endpointId)
      .execute();
    expect(await probeEndpoint({ endpointId, now: false })).toEqual({ outcome: 'over' });
    expect(await endpointRow(db, endpointId)).toMatchObject({ enabled: false });
    expect(new Set(await states(db, endpointId))).toEqual(new Set(['waiting']));
    expect(await probeEndpoint({ endpointId, now: true })).toEqual({ outcome: 'over' });
    expect(shop.total).toBe(1);
  });

  it('ends if nothing is owed to the endpoint, or if it is not broken', async () => {
    const { endpointId, deliveries } = await shopWith({ status: 500 }, { owing: 5, failed: 5 });
    await db
      .updateTable('deliveries')
      .set({ state: 'failed' })
      .where('endpoint_id', '=', endpointId)
      .execute();
    expect(await probeEndpoint({ endpointId, now: false })).toEqual({ outcome: 'over' });
    await db
      .updateTable('deliveries')
      .set({ state: 'pending' })
      .where('endpoint_id', '=', endpointId)
      .execute();
    await enableEndpoint(db, endpointId);
    expect(await probeEndpoint({ endpointId, now: true })).toEqual({ outcome: 'over' });
    expect(deliveries).toHaveLength(5);
    expect(shop.total).toBe(0);
  });

  it('is made by one process at a time, whoever asks: the same event is never sent twice at once', async () => {
    const { endpointId } = await shopWith({ status: 500, delayMs: 300 }, { owing: 5, failed: 5 });
    await Promise.all([1, 2, 3].map(() => probeEndpoint({ endpointId, now: true })));
    const ids = shop.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the watch over broken endpoints', () => {
  it('starts the workflow of each endpoint once, and again if that failed', async () => {
    const first = await shopWith({ status: 500 }, { owing: 5, failed: 5 });
    await shop.stop();
    const second = await shopWith({ status: 500 }, { owing: 5, failed: 4 });
    const asked: EndpointId[] = [];
    const errors: unknown[] = [];
    const stop = new AbortController();
    const watching = reviveEndpoints(
      {
        db,
        retryEndpoint: ({ endpointId }) => {
          asked.push(endpointId);
          return asked.length === 1 ? Promise.reject(new Error('no Temporal')) : Promise.resolve();
        },
        onError: error => errors.push(error),
        idleMs: 10,
      },
      stop.signal,
    );
    const askedFor = (id: EndpointId) => asked.filter(other => other === id).length;
    await eventually('it was tried', () => errors.length > 0);
    await fail(db, second.deliveries.slice(4));
    await eventually('the other one’s was started', () => askedFor(second.endpointId) === 1);
    // The claim of the failed start ends.
    await db
      .updateTable('webhook_endpoints')
      .set({ watched_until: new Date(0) })
      .where('id', '=', first.endpointId)
      .execute();
    await eventually('it was tried again', () => askedFor(first.endpointId) > 1);
    stop.abort();
    await watching;
    expect(askedFor(second.endpointId)).toBe(1);
  });
});
