// Only an admin decides where money and events go, and every change stays on record for ever.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Merchant, TestApi } from '../startApi.ts';
import { newMerchant, startApi } from '../startApi.ts';

const ours = '0x52908400098527886E0F7030069857D2E4169EE7';
const theirs = '0xde709f2102306220921060314715629080e2fb77';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** Calls of a merchant of its own, with a key of this scope. */
async function shop() {
  const merchant = await newMerchant(api.db);
  const { keys } = merchant;
  const as = (scope: keyof typeof keys) => (method: string, path: string, body?: unknown) =>
    api.call(method, path, { key: keys[scope], body: body ?? (method === 'GET' ? undefined : {}) });
  return { merchant, write: as('write'), admin: as('admin') };
}

const trace = async ({ keys }: Merchant, resourceId: string) =>
  (await api.call('GET', `/v1/audits?resourceId=${resourceId}&limit=100`, { key: keys.admin })).body.data.map(
    ({ action, resourceType, apiKeyId, changes }) => ({ action, resourceType, apiKeyId, changes }),
  );

const keyId = async ({ accountId }: Merchant, label: string) =>
  (await api.rows`select id from api_keys where account_id = ${accountId} and label = ${label}`)[0]?.['id'];

const receiverEvents = ({ accountId }: Merchant) => api.rows`
  select type, resource_type, resource_id, resource_version as version, data from events
  where account_id = ${accountId} and type = 'FORM_RECEIVER_CHANGED' order by sequence`;

describe('a form', () => {
  const form = { title: 'Top up', coins: ['ETH'] };

  it('with a receiver is made by an admin only; one without is made by any key that may write', async () => {
    const { merchant, write, admin } = await shop();
    const refused = await write('POST', '/v1/forms', { ...form, receiver: ours });
    expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_scope']);
    expect(await api.rows`select id from forms where account_id = ${merchant.accountId}`).toEqual([]);
    const plain = await write('POST', '/v1/forms', form);
    expect([plain.status, plain.body['receiver']]).toEqual([201, null]);
    expect(await receiverEvents(merchant)).toEqual([]);

    const made = await admin('POST', '/v1/forms', { ...form, receiver: ours });
    expect([made.status, made.body['receiver']]).toEqual([201, ours]);
    const apiKeyId = await keyId(merchant, 'admin');
    expect(await receiverEvents(merchant)).toEqual([
      {
        ...{ type: 'FORM_RECEIVER_CHANGED', resource_type: 'form', resource_id: made.body.id, version: 1 },
        data: { formId: made.body.id, old: null, new: ours, apiKeyId },
      },
    ]);
    const [audit] = await trace(merchant, made.body.id);
    expect(audit).toMatchObject({ action: 'create', resourceType: 'form', apiKeyId });
    expect(audit?.changes).toContainEqual({ field: 'receiver', old: null, new: ours });
  });

  it('gets another receiver, or its first, from an admin only; the old and the new one are reported and recorded', async () => {
    const { merchant, write, admin } = await shop();
    const { id } = (await admin('POST', '/v1/forms', { ...form, receiver: ours })).body;
    const bare = (await write('POST', '/v1/forms', form)).body.id;
    for (const one of [id, bare]) {
      const refused = await write('POST', `/v1/forms/${one}`, { receiver: theirs, title: 'Mine' });
      expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_scope']);
    }
    expect((await admin('GET', `/v1/forms/${id}`)).body).toMatchObject({ receiver: ours, title: 'Top up' });
    // A field that keeps its value was not changed.
    const same = await write('POST', `/v1/forms/${id}`, { receiver: ours.toLowerCase(), title: 'Pay' });
    expect([same.status, same.body['title']]).toEqual([200, 'Pay']);

    await admin('POST', `/v1/forms/${id}`, { receiver: theirs });
    await admin('POST', `/v1/forms/${bare}`, { receiver: theirs });
    const changes = (await receiverEvents(merchant)).map(({ resource_id, version, data }) => [
      resource_id,
      version,
      data,
    ]);
    const apiKeyId = await keyId(merchant, 'admin');
    const checksummed = (await admin('GET', `/v1/forms/${id}`)).body['receiver'];
    expect(changes).toEqual([
      [id, 1, { formId: id, old: null, new: ours, apiKeyId }],
      [id, 2, { formId: id, old: ours, new: checksummed, apiKeyId }],
      [bare, 1, { formId: bare, old: null, new: checksummed, apiKeyId }],
    ]);
    expect((await trace(merchant, id))[0]).toEqual({
      ...{ action: 'update', resourceType: 'form', apiKeyId },
      changes: [{ field: 'receiver', old: ours, new: checksummed }],
    });
  });

  it('that sends payers elsewhere is traced to the key that wrote it', async () => {
    const { merchant, write } = await shop();
    const { id } = (await write('POST', '/v1/forms', form)).body;
    await write('POST', `/v1/forms/${id}`, { title: 'Other', supportUrl: 'https://help.example/' });
    const [audit, ...earlier] = await trace(merchant, id);
    expect(earlier).toHaveLength(1);
    expect(audit).toEqual({
      ...{ action: 'update', resourceType: 'form', apiKeyId: await keyId(merchant, 'write') },
      changes: [{ field: 'supportUrl', old: null, new: 'https://help.example/' }],
    });
    await write('POST', `/v1/forms/${id}`, { title: 'Again' });
    expect(await trace(merchant, id)).toHaveLength(2);
  });

  it('without a receiver accepts sessions, and their payments name no receiver', async () => {
    const { write } = await shop();
    const { id } = (await write('POST', '/v1/forms', form)).body;
    const wanted = { formId: id, customer: { id: 'ada' }, price: { ETH: '1' } };
    const session = await write('POST', '/v1/sessions', wanted);
    expect(session.status).toBe(201);
    const [row] = await api.rows`select receiver from sessions where id = ${session.body['sessionId']}`;
    expect(row).toEqual({ receiver: null });
  });
});

describe('a webhook endpoint', () => {
  const path = '/v1/webhook-endpoints';

  it('is made, moved, given another secret and deleted by an admin only', async () => {
    const { merchant, write, admin } = await shop();
    const url = 'https://shop.example/hook';
    const { id } = (await admin('POST', path, { url })).body;
    const attempts = [
      ['POST', path, { url }],
      ['POST', `${path}/${id}`, { url: 'https://evil.example/' }],
      ['POST', `${path}/${id}`, { types: ['CUSTOMER_CREATED'] }],
      ['POST', `${path}/${id}/rotate-secret`, {}],
      ['DELETE', `${path}/${id}`, {}],
    ] as const;
    for (const [method, at, body] of attempts) {
      const refused = await write(method, at, body);
      expect([method, at, refused.status, refused.body.code]).toEqual([
        ...[method, at],
        ...[403, 'insufficient_scope'],
      ]);
    }
    const described = await write('POST', `${path}/${id}`, { url, description: 'ours' });
    expect([described.status, described.body['description']]).toEqual([200, 'ours']);
    const rows =
      await api.rows`select url, types from webhook_endpoints where account_id = ${merchant.accountId}`;
    expect(rows).toEqual([{ url, types: null }]);
  });

  it('leaves a trace of its old and new URL', async () => {
    const { merchant, admin } = await shop();
    const { id } = (await admin('POST', path, { url: 'https://a.example/' })).body;
    await admin('POST', `${path}/${id}`, { url: 'https://b.example/', types: ['CUSTOMER_CREATED'] });
    await admin('POST', `${path}/${id}`, { description: 'nothing of the kind' });
    await admin('POST', `${path}/${id}/rotate-secret`);
    await admin('DELETE', `${path}/${id}`);
    const apiKeyId = await keyId(merchant, 'admin');
    const by = { resourceType: 'webhook_endpoint', apiKeyId };
    expect(await trace(merchant, id)).toEqual([
      {
        ...{ action: 'delete', ...by },
        changes: [
          { field: 'url', old: 'https://b.example/', new: null },
          { field: 'types', old: ['CUSTOMER_CREATED'], new: null },
        ],
      },
      { action: 'rotate', ...by },
      {
        ...{ action: 'update', ...by },
        changes: [
          { field: 'url', old: 'https://a.example/', new: 'https://b.example/' },
          { field: 'types', old: null, new: ['CUSTOMER_CREATED'] },
        ],
      },
      { action: 'create', ...by, changes: [{ field: 'url', old: null, new: 'https://a.example/' }] },
    ]);
  });
});

describe('a customer’s notification URL', () => {
  it('is traced whenever it is set, changed or cleared, with the key that did it', async () => {
    const { merchant, write } = await shop();
    const { id } = (await write('POST', '/v1/customers', { notificationUrl: 'https://a.example/' })).body;
    await write('POST', `/v1/customers/${id}`, {
      notificationUrl: 'https://b.example/',
      email: 'a@b.example',
    });
    await write('POST', `/v1/customers/${id}`, { notificationUrl: 'https://b.example/', description: 'x' });
    await write('POST', `/v1/customers/${id}`, { notificationUrl: null });
    const by = { action: 'update', resourceType: 'customer', apiKeyId: await keyId(merchant, 'write') };
    const field = 'notificationUrl';
    expect(await trace(merchant, id)).toEqual([
      { ...by, changes: [{ field, old: 'https://b.example/', new: null }] },
      { ...by, changes: [{ field, old: 'https://a.example/', new: 'https://b.example/' }] },
      { ...by, changes: [{ field, old: null, new: 'https://a.example/' }] },
    ]);
  });
});

describe('keys and the account', () => {
  it('leave a trace of their rights, their changes and their replacements', async () => {
    const { merchant, admin } = await shop();
    const made = (await admin('POST', '/v1/api-keys', { scopes: ['write'], label: 'shop' })).body;
    const rotated = (await admin('POST', `/v1/api-keys/${made.id}/rotate`)).body;
    const traced = (await trace(merchant, made.id)).map(({ changes }) => changes);
    expect(traced).toEqual([
      [{ field: 'replacedBy', old: null, new: rotated.id }],
      [{ field: 'scopes', old: null, new: ['write'] }],
    ]);
    await admin('POST', '/v1/account', { pursePeriodSeconds: 3600 });
    expect((await trace(merchant, merchant.accountId))[0]?.changes).toEqual([
      { field: 'pursePeriodSeconds', old: 2_592_000, new: 3600 },
    ]);
  });
});

it('a change and its trace are saved together or not at all', async () => {
  const { merchant, admin } = await shop();
  const form = { title: 'Top up', coins: ['ETH'], receiver: ours };
  const { id } = (await admin('POST', '/v1/forms', form)).body;
  await api.rows`create function refuse_trace() returns trigger language plpgsql as
    $$ begin raise exception 'no'; end $$`;
  await api.rows`create trigger refuse before insert on audits for each row
    when (new.action = 'update') execute function refuse_trace()`;
  expect((await admin('POST', `/v1/forms/${id}`, { receiver: theirs })).status).toBe(500);
  await api.rows`drop trigger refuse on audits`;
  expect((await admin('GET', `/v1/forms/${id}`)).body['receiver']).toBe(ours);
  expect(await receiverEvents(merchant)).toHaveLength(1);
});
