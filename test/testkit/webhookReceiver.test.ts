import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WebhookReceiver } from '../../testkit/webhookReceiver.ts';
import { startWebhookReceiver } from '../../testkit/webhookReceiver.ts';

const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const otherSecret = `whsec_${Buffer.from('another secret of the same').toString('base64')}`;

let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await startWebhookReceiver({ port: 0 });
});
afterEach(() => receiver.stop());

function deliver(body: unknown, signedWith = secret, sentAt = new Date()): Promise<Response> {
  const raw = JSON.stringify(body);
  return fetch(receiver.url, {
    method: 'POST',
    body: raw,
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(signedWith).sign('evt_1', sentAt, raw),
    },
  });
}

test('verifies deliveries that are signed with the secret, and no others', async () => {
  receiver.setSecret(secret);
  await deliver({ type: 'right' });
  await deliver({ type: 'other secret' }, otherSecret);
  await deliver({ type: 'too old' }, secret, new Date(Date.now() - 10 * 60_000));
  await fetch(receiver.url, { method: 'POST', body: '{"type":"unsigned"}' });
  await fetch(receiver.url, {
    method: 'POST',
    body: 'no json',
    headers: { 'webhook-id': 'x', 'webhook-timestamp': 'x', 'webhook-signature': 'v1' },
  });

  expect(receiver.received.map(({ body, verified }) => ({ body, verified }))).toEqual([
    { body: { type: 'right' }, verified: true },
    { body: { type: 'other secret' }, verified: false },
    { body: { type: 'too old' }, verified: false },
    { body: { type: 'unsigned' }, verified: false },
    { body: 'no json', verified: false },
  ]);
  expect(receiver.received[0]?.headers['webhook-id']).toBe('evt_1');
});

test('verifies a delivery that came before the secret', async () => {
  await deliver({ type: 'early' });
  expect(receiver.received[0]?.verified).toBe(false);
  receiver.setSecret(secret);
  expect(receiver.received[0]?.verified).toBe(true);
});

test('returns each delivery once, whether it came before or after the request', async () => {
  await deliver({ n: 1 });
  const first = await receiver.next(() => true, 1000);
  const second = receiver.next(() => true, 1000);
  const third = receiver.next(() => true, 1000);
  await deliver({ n: 2 });
  await deliver({ n: 3 });

  expect([first, await second, await third].map(webhook => webhook.body)).toEqual([
    { n: 1 },
    { n: 2 },
    { n: 3 },
  ]);
});

test('skips deliveries that do not match, and lists them if none does', async () => {
  await deliver({ type: 'A' });
  await deliver({ type: 'B' });
  const isB = (webhook: { readonly body: unknown }): boolean =>
    (webhook.body as { type: string }).type === 'B';

  expect((await receiver.next(isB, 1000)).body).toEqual({ type: 'B' });
  await expect(receiver.next(isB, 50)).rejects.toThrow('"A"');
  expect((await receiver.next(() => true, 1000)).body).toEqual({ type: 'A' });
});

test('answers as configured', async () => {
  expect((await deliver({})).status).toBe(204);
  receiver.respondWith(({ body }) => ({
    status: 503,
    headers: { 'retry-after': '7' },
    body: JSON.stringify(body),
    delayMs: 60,
  }));

  const began = performance.now();
  const answer = await deliver({ type: 'A' });
  expect(performance.now() - began).toBeGreaterThanOrEqual(55);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(await answer.json()).toEqual({ type: 'A' });
});

test('reports a taken port', async () => {
  const port = Number(new URL(receiver.url).port);
  await expect(startWebhookReceiver({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
