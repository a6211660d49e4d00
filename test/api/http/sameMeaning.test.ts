import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedCustomer, seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { Reply, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
let formId: string;
let count = 0;
beforeAll(async () => {
  api = await startApi();
  const receiver = '0x52908400098527886E0F7030069857D2E4169EE7';
  formId = (await post('/v1/forms', { title: 'Top up', coins: ['ETH', 'USD_MULTI_1'], receiver })).body.id;
});
afterAll(() => api.stop());

const post = (path: string, body: unknown, key?: string): Promise<Reply> =>
  api.call('POST', path, { body, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });
/** A customer with both of its names. */
async function customer(): Promise<{ id: string; externalId: string }> {
  const externalId = `person-${String(++count)}`;
  return { id: (await post('/v1/customers', { externalId })).body.id, externalId };
}

describe('the same clientId', () => {
  test('returns the same session however the price, the time and the customer are spelled', async () => {
    const { id, externalId } = await customer();
    const clientId = `order-${externalId}`;
    const ask = (name: string, price: object, more: object = {}) =>
      post('/v1/sessions', { formId, customer: { id: name }, price, clientId, ...more });
    const first = await ask(externalId, { ETH: '10.00', USD_MULTI_1: '15' });
    expect([first.status, first.body['price']]).toEqual([201, { ETH: '10', USD_MULTI_1: '15' }]);
    for (const again of [
      await ask(externalId, { USD_MULTI_1: '15.0', ETH: '10' }),
      await ask(id, { ETH: '10.0', USD_MULTI_1: '15.000' }),
      await ask(id, { ETH: '10', USD_MULTI_1: '15' }, { expiresInSeconds: 3600 }),
    ]) {
      expect([again.status, again.body['sessionId']]).toEqual([201, first.body['sessionId']]);
    }
    for (const other of [
      await ask(externalId, { ETH: '1', USD_MULTI_1: '15' }),
      await ask(externalId, { ETH: '100', USD_MULTI_1: '15' }),
      await ask(id, { ETH: '10', USD_MULTI_1: '15' }, { expiresInSeconds: 3601 }),
      await ask((await customer()).externalId, { ETH: '10', USD_MULTI_1: '15' }),
      await ask((await customer()).id, { ETH: '10', USD_MULTI_1: '15' }),
      await ask(id, { ETH: '10', USD_MULTI_1: '15' }, { product: { id: 'hat' } }),
    ]) {
      expect([other.status, other.body.code]).toEqual([409, 'client_id_conflict']);
    }
  });

  test('returns the session of a customer whose name has changed, by the name that was used', async () => {
    const { id, externalId } = await customer();
    const body = { formId, customer: { id: externalId }, price: { ETH: '1' }, clientId: `of ${externalId}` };
    const first = await post('/v1/sessions', body);
    await post(`/v1/customers/${id}`, { externalId: `${externalId}-renamed` });
    expect((await post('/v1/sessions', body)).body['sessionId']).toBe(first.body['sessionId']);
  });

  test('returns a session of the first release, which stored the hash of the sent body', async () => {
    const { externalId } = await customer();
    const body = {
      clientId: `old ${externalId}`,
      customer: { id: externalId },
      formId,
      price: { ETH: '1.50' },
    };
    const first = await post('/v1/sessions', body);
    const hash = createHash('sha256').update(JSON.stringify(body)).digest();
    await api.rows`update sessions set request_hash = ${hash} where id = ${first.body['sessionId']}`;
    expect((await post('/v1/sessions', body)).body['sessionId']).toBe(first.body['sessionId']);
  });
});

describe('the same idempotency key', () => {
  test('charges once, however the amount and the customer are spelled', async () => {
    const externalId = `person-${String(++count)}`;
    const customerId = await seedCustomer(api, externalId);
    const deposit = await seedDeposit(api, { customerId, currency: 'ETH', amount: '2000000000000000000' });
    await seedPosting(api, deposit, 'customer', '2000000000000000000');
    const charge = (name: string, amount: string) =>
      post('/v1/charges', { customerId: name, coin: 'ETH', amount }, `charge ${externalId}`);
    const first = await charge(externalId, '0.10');
    expect(first.status).toBe(201);
    for (const [name, amount] of [
      [externalId, '0.1'],
      [customerId, '0.100'],
      [customerId, '0.1'],
    ] as const) {
      const again = await charge(name, amount);
      expect([again.status, again.text]).toEqual([201, first.text]);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
    }
    expect((await charge(customerId, '0.2')).body.code).toBe('idempotency_key_reused');
    expect((await charge((await customer()).id, '0.1')).body.code).toBe('idempotency_key_reused');
    expect((await charge('nobody', '0.1')).body.code).toBe('idempotency_key_reused');
    expect(await api.rows`select from charges where customer_id = ${customerId}`).toHaveLength(1);
  });

  test('has one effect on the customer in a path, by either name and any escapes', async () => {
    const { id, externalId } = await customer();
    const block = (name: string) => post(`/v1/customers/${name}/block`, {}, `block ${externalId}`);
    const first = await block(id);
    const escaped = externalId.replace('-', '%2D');
    for (const name of [externalId, escaped, id]) {
      const again = await block(name);
      expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
      expect(again.text).toBe(first.text);
    }
    expect((await block((await customer()).externalId)).body.code).toBe('idempotency_key_reused');
  });

  test('of an earlier release, which stored the hash of the sent body, returns the saved answer', async () => {
    const { id, externalId } = await customer();
    const path = `/v1/customers/${externalId.replace('-', '%2D')}`;
    const first = await post(path, { description: 'd' }, `old ${externalId}`);
    const hash = createHash('sha256')
      .update(JSON.stringify([path, { description: 'd' }]))
      .digest();
    await api.rows`update idempotency_keys set request_hash = ${hash} where key = ${`old ${externalId}`}`;
    await post(`/v1/customers/${id}`, { description: 'later' });
    const again = await post(path, { description: 'd' }, `old ${externalId}`);
    expect([again.status, again.text]).toEqual([200, first.text]);
  });

  test('makes one session for a customer by both names, if there is no clientId', async () => {
    const { id, externalId } = await customer();
    const ask = (name: string, price: string) =>
      post(
        '/v1/sessions',
        { formId, customer: { id: name }, price: { ETH: price } },
        `session ${externalId}`,
      );
    const first = await ask(externalId, '1.0');
    expect([(await ask(id, '1')).text, (await ask(id, '1')).status]).toEqual([first.text, 201]);
    expect(await api.rows`select from sessions where customer_id = ${id}`).toHaveLength(1);
  });
});
