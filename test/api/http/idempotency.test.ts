import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetIdempotencyKeys } from '../../../db/accounts/forgetIdempotencyKeys.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const create = (key: string, body: unknown, raw?: string) =>
  api.call('POST', '/v1/customers', { headers: { 'idempotency-key': key }, ...(raw ? { raw } : { body }) });

test('50 simultaneous calls with one key have one effect and one answer', async () => {
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => create('fifty', { description: 'fifty' })),
  );
  expect(new Set(replies.map(reply => reply.text)).size).toBe(1);
  expect(replies.map(reply => reply.status)).toEqual(replies.map(() => 201));
  expect(replies.filter(reply => reply.headers.get('idempotent-replayed') === 'true')).toHaveLength(49);
  expect(await api.rows`select from customers where description = 'fifty'`).toHaveLength(1);
  expect(await api.rows`select from events where resource_id = ${replies[0]?.body.id}`).toHaveLength(1);
});

test('the saved answer is returned for the same body, however it is written', async () => {
  const first = await create('spelling', { externalId: 'spelling', description: 'd' });
  const second = await create('spelling', null, '{ "description": "d",\n "externalId": "spelling" }');
  expect([second.status, second.text]).toEqual([201, first.text]);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(first.headers.get('idempotent-replayed')).toBeNull();
});

test('another body, or another path of the route, with the same key is refused', async () => {
  const { body } = await create('reused', {});
  expect((await create('reused', { description: 'other' })).body).toMatchObject({
    status: 422,
    code: 'idempotency_key_reused',
  });
  const block = (id: string) =>
    api.call('POST', `/v1/customers/${id}/block`, { body: {}, headers: { 'idempotency-key': 'block-it' } });
  expect((await block(body.id)).status).toBe(200);
  const { body: second } = await create('second', {});
  expect((await block(second.id)).body.code).toBe('idempotency_key_reused');
});

test('a key is valid for its account and its route', async () => {
  const { body } = await create('scoped', {});
  const elsewhere = await api.call('POST', '/v1/customers', {
    key: api.other.keys.write,
    body: {},
    headers: { 'idempotency-key': 'scoped' },
  });
  expect(elsewhere.status).toBe(201);
  expect(elsewhere.body.id).not.toBe(body.id);
  const otherRoute = await api.call('POST', '/v1/webhook-endpoints', {
    body: { url: 'https://shop.example/hook' },
    headers: { 'idempotency-key': 'scoped' },
  });
  expect(otherRoute.status).toBe(201);
});

test('failed calls are not saved: the key works for the next try', async () => {
  await create('blocker', { externalId: 'taken' });
  expect((await create('retry', { externalId: 'taken' })).status).toBe(409);
  await api.call('POST', '/v1/customers/taken', { body: { externalId: 'freed' } });
  expect((await create('retry', { externalId: 'taken' })).status).toBe(201);
});

test('while the first call runs, the second waits 5 s and gets an error; afterwards it succeeds', async () => {
  const { accountId } = api.merchant;
  let release = (): void => undefined;
  let claimed = (): void => undefined;
  const ready = new Promise<void>(resolve => (claimed = resolve));
  const running = api.db
    .transaction()
    .execute(async trx => {
      await trx
        .insertInto('idempotency_keys')
        .values({
          account_id: accountId,
          route: 'POST /v1/customers',
          key: 'slow',
          request_hash: createHash('sha256').update('').digest(),
          status: 0,
          body: 'null',
        })
        .execute();
      claimed();
      await new Promise<void>(resolve => (release = resolve));
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  await ready;
  const started = performance.now();
  const { body, headers } = await create('slow', {});
  expect(body).toMatchObject({ status: 409, code: 'idempotency_in_progress' });
  expect(headers.get('retry-after')).toBe('2');
  expect(performance.now() - started).toBeGreaterThan(4500);
  const waiting = create('slow', {});
  setTimeout(release, 300);
  expect((await waiting).status).toBe(201);
  await running;
});

test('a key must be printable and 255 characters at most', async () => {
  for (const key of ['', 'x'.repeat(256), 'caf\u00e9']) {
    const { body } = await create(key, {});
    expect(body).toMatchObject({ status: 422, errors: [{ field: 'Idempotency-Key' }] });
  }
  expect((await create('x'.repeat(255), {})).status).toBe(201);
});

test('keys are kept for a day and deleted after two', async () => {
  await create('day', {});
  await create('old', {});
  await api.rows`update idempotency_keys set created_at = now() - interval '25 hours' where key = 'day'`;
  await api.rows`update idempotency_keys set created_at = now() - interval '49 hours' where key = 'old'`;
  expect(await forgetIdempotencyKeys(api.db)).toBe(1);
  expect(await api.rows`select key from idempotency_keys where key in ('day', 'old')`).toEqual([
    { key: 'day' },
  ]);
});
