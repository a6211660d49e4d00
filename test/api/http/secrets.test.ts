// Secrets that sign webhooks are shown once, and are stored nowhere as plain text.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecretBox } from '../../../db/secrets/secretBox.ts';
import { loadDelivery } from '../../../db/webhooks/loadDelivery.ts';
import { parseId } from '../../../domain/ids.ts';
import { must } from '../../db/fixtures.ts';
import { linesWith } from '../../dump.ts';
import { publishAll } from '../../publishAll.ts';
import { testSecrets } from '../../secrets.ts';
import type { Reply, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const url = 'https://shop.example/hook';
const endpoints = '/v1/webhook-endpoints';
const post = (path: string, body: object, key?: string): Promise<Reply> =>
  api.call('POST', path, { body, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });
const made = async () => (await post(endpoints, { url })).body.id;

/** Every call that returns a secret, and the field with the secret. */
const secretCalls: readonly [
  what: string,
  field: 'secret' | 'key',
  path: () => Promise<string>,
  body: object,
][] = [
  ['making an endpoint', 'secret', () => Promise.resolve(endpoints), { url }],
  [
    'rotating the secret of an endpoint',
    'secret',
    async () => `${endpoints}/${await made()}/rotate-secret`,
    {},
  ],
  ['rotating the secret of the account', 'secret', () => Promise.resolve('/v1/account/rotate-secret'), {}],
  ['making a key', 'key', () => Promise.resolve('/v1/api-keys'), { scopes: ['read'], label: 'x' }],
  [
    'rotating a key',
    'key',
    async () =>
      `/v1/api-keys/${(await post('/v1/api-keys', { scopes: ['read'], label: 'y' })).body.id}/rotate`,
    {},
  ],
];

describe.each(secretCalls)('%s', (what, field, path, body) => {
  it('returns it once: it is in no row of the database, in no repetition, and nowhere on the way', async () => {
    const at = await path();
    const first = await post(at, body, what);
    const secret = String(first.body[field]);
    expect(secret).toMatch(/^(whsec|sk_test)_.{32}/);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(await linesWith(api.db, secret)).toEqual([]);
    expect(await linesWith(api.db, secret.replace(/^(whsec|sk_test)_/, ''))).toEqual([]);
    const bytes = Buffer.from(secret.slice(6), 'base64').toString('hex');
    expect(await linesWith(api.db, bytes)).toEqual([]);

    const again = await post(at, body, what);
    expect(again.status).toBe(first.status);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('cache-control')).toBe('no-store');
    expect(again.body).toEqual({ ...first.body, [field]: null });
    expect(api.logs.join('\n')).not.toContain(secret.slice(6));
  });
});

it('a rotated secret is in no row either, and a deleted endpoint has none', async () => {
  const { id, secret: first } = (await post(endpoints, { url })).body;
  const { secret: second } = (await post(`${endpoints}/${id}/rotate-secret`, {})).body;
  for (const secret of [first, second]) expect(await linesWith(api.db, secret)).toEqual([]);
  await api.call('DELETE', `${endpoints}/${id}`);
  const [row] = await api.rows`select secret, previous_secret from webhook_endpoints where id = ${id}`;
  expect(row).toEqual({ secret: '', previous_secret: null });
  expect((await post(`${endpoints}/${id}/rotate-secret`, {})).status).toBe(404);
});

it('a sealed secret that is copied to another row signs nothing there', async () => {
  const [one, other] = [await made(), await made()];
  await api.rows`update webhook_endpoints set secret = (select secret from webhook_endpoints where id = ${one})
    where id = ${other}`;
  const { eventId } = (await post(`${endpoints}/${other}/test`, {})).body;
  await api.rows`select 1`;
  const delivery = {
    eventId: must(parseId('evt', String(eventId))),
    endpointId: must(parseId('whe', other)),
  };
  await expect(loadDelivery(api.db, testSecrets, delivery)).rejects.toMatchObject({ name: 'CannotOpen' });
});

describe('a secret that no key opens', () => {
  const lost = createSecretBox([Buffer.alloc(32, 'lost')]);
  const newUnreadable = async () => {
    const endpointId = must(parseId('whe', await made()));
    const { eventId } = (await post(`${endpoints}/${endpointId}/test`, {})).body;
    const sealed = lost.seal('whsec_lost', endpointId);
    await api.rows`update webhook_endpoints set secret = ${sealed} where id = ${endpointId}`;
    await publishAll(api.db);
    return { endpointId, eventId: must(parseId('evt', String(eventId))) };
  };

  it('is skipped once it is the previous one; the current one signs', async () => {
    const delivery = await newUnreadable();
    await expect(loadDelivery(api.db, testSecrets, delivery)).rejects.toMatchObject({ name: 'CannotOpen' });
    const { status, body } = await post(`${endpoints}/${delivery.endpointId}/rotate-secret`, {});
    expect(status).toBe(200);
    expect(await loadDelivery(api.db, testSecrets, delivery)).toMatchObject({ secrets: [body.secret] });
  });

  it('fails only the calls that need it, for now', async () => {
    const { endpointId, eventId } = await newUnreadable();
    const retry = await post(`/v1/test/deliveries/${eventId}:${endpointId}/retry`, {});
    expect([retry.status, retry.body.code]).toEqual([503, 'temporarily_unavailable']);
    expect((await api.call('GET', endpoints)).status).toBe(200);
    expect((await post(endpoints, { url })).status).toBe(201);
  });
});

it('answers without a secret may be cached', async () => {
  expect((await api.call('GET', endpoints)).headers.get('cache-control')).not.toBe('no-store');
});
