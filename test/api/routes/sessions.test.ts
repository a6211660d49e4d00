import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { PurserError } from '../../../domain/errors.ts';
import { newId } from '../../../domain/ids.ts';
import type { CallOptions, Reply, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

const receiver = '0x52908400098527886E0F7030069857D2E4169EE7';
const form = {
  title: 'Top up',
  coins: ['ETH', 'USD_MULTI_1'],
  receiver,
  returnUrl: 'https://shop.example/paid?o=1#x',
};

let api: TestApi;
let formId: string;
beforeAll(async () => {
  api = await startApi();
  formId = (await post('/v1/forms', form)).body.id;
});
afterAll(() => api.stop());

const post = (path: string, body: object, options: CallOptions = {}): Promise<Reply> =>
  api.call('POST', path, { body, ...options });

let customers = 0;
const newCustomer = (): string => `payer-${String(++customers)}`;
const wanted = (more: object = {}): object => ({
  formId,
  customer: { id: newCustomer() },
  price: { USD_MULTI_1: '15.0' },
  ...more,
});
const session = (more: object = {}, options: CallOptions = {}): Promise<Reply> =>
  post('/v1/sessions', wanted(more), options);

describe('a form', () => {
  it('is created, read, listed and changed', async () => {
    const made = await post('/v1/forms', form);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...form, account: api.merchant.accountId });
    const changed = await post(`/v1/forms/${made.body.id}`, { title: 'Other', returnUrl: null });
    expect(changed.body).toEqual({ ...made.body, title: 'Other', returnUrl: null });
    expect((await api.call('GET', `/v1/forms/${made.body.id}`)).body).toEqual(changed.body);
    expect((await post(`/v1/forms/${made.body.id}`, {})).body).toEqual(changed.body);
    const { body: list } = await api.call('GET', '/v1/forms?limit=1');
    expect([list.data[0]?.id, list.hasMore]).toEqual([made.body.id, true]);
  });

  it('shows its receiver with the capitals of its checksum, whatever case was given', async () => {
    for (const given of [receiver.toLowerCase(), `0x${receiver.slice(2).toUpperCase()}`]) {
      expect((await post('/v1/forms', { ...form, receiver: given })).body['receiver']).toBe(receiver);
    }
  });

  test.for([
    [
      'a checksum that is wrong',
      { receiver: receiver.replace('e', 'E').replace('E7', 'e7') },
      'receiver_invalid',
    ],
    ['a receiver that is none', { receiver: '0x1234' }, 'receiver_invalid'],
    ['a coin that is not listed', { coins: ['DOGE'] }, 'currency_not_supported'],
    ['a coin that is not supported', { coins: ['OLD_ETH'] }, 'currency_not_supported'],
    ['a coin twice', { coins: ['ETH', 'ETH'] }, 'invalid_request'],
    ['no coin', { coins: [] }, 'invalid_request'],
    ['no title', { title: '' }, 'invalid_request'],
    ['a script as return URL', { returnUrl: 'javascript:alert(1)' }, 'url_not_allowed'],
    ['plain http', { returnUrl: 'http://shop.example/paid' }, 'url_not_allowed'],
    ['a password in the URL', { returnUrl: 'https://u:p@shop.example/' }, 'url_not_allowed'],
    ['a data URL', { returnUrl: 'data:text/html,x' }, 'url_not_allowed'],
    ['what is no URL', { returnUrl: '/paid' }, 'url_not_allowed'],
  ] as const)('with %s is refused', async ([, wrong, code]) => {
    const { body: known } = await post('/v1/forms', form);
    for (const path of ['/v1/forms', `/v1/forms/${known.id}`]) {
      const reply = await post(path, path === '/v1/forms' ? { ...form, ...wrong } : wrong);
      expect([reply.status, reply.body.code]).toEqual([422, code]);
    }
  });

  it('may send payers to their own machine by http in test mode, but not in live mode', async () => {
    const local = { ...form, returnUrl: 'http://127.0.0.1:8090/paid' };
    expect((await post('/v1/forms', local)).status).toBe(201);
    const live = await startApi({ mode: 'live' });
    await live.rows`update accounts set livemode = true`;
    expect((await live.call('POST', '/v1/forms', { body: local })).body.code).toBe('url_not_allowed');
    await live.stop();
  });
});

describe('a session', () => {
  it('is created with its customer and its address, in one call', async () => {
    const id = newCustomer();
    const reply = await session({
      customer: { id, data: { tier: 'gold' } },
      product: { id: 'p-1', name: 'Membership', data: { sku: 1 } },
      price: { USD_MULTI_1: '15.0', ETH: '0.005' },
      clientId: 'order-1',
    });
    expect(reply.status).toBe(201);
    const { body } = reply;
    const purse = await api.call('GET', `/v1/purse?customerId=${id}&currency=ETH`);
    expect(body).toMatchObject({
      account: api.merchant.accountId,
      formId,
      clientId: 'order-1',
      customer: { id: purse.body['customerId'], externalId: id, data: { tier: 'gold' } },
      product: { id: 'p-1', name: 'Membership', data: { sku: 1 } },
      price: { USD_MULTI_1: '15', ETH: '0.005' },
      address: purse.body.address,
      status: 'open',
      checkoutUrl: `https://pay.example/checkout/${String(body['sessionId'])}`,
    });
    const minutes = (Date.parse(String(body['expiresAt'])) - Date.parse(String(body['createdAt']))) / 60_000;
    expect(minutes).toBe(60);
    expect((await api.call('GET', `/v1/sessions/${String(body['sessionId'])}`)).body).toEqual(body);
    expect((await api.call('GET', `/v1/payments?sessionId=${String(body['sessionId'])}`)).text).toBe('null');
  });

  it('has an id of 128 random bits', async () => {
    const { body } = await session();
    // 48 bits of time and 128 more, in base 32.
    expect(String(body['sessionId'])).toMatch(/^ses_[0-9a-hjkmnp-tv-z]{36}$/);
  });

  it('reuses the purse of a known customer, by our id or by the merchant’s', async () => {
    const id = newCustomer();
    const first = await session({ customer: { id } });
    const { id: known } = first.body['customer'] as { id: string };
    const second = await session({ customer: { id: known } });
    expect(second.body.address).toBe(first.body.address);
    expect(second.body['sessionId']).not.toBe(first.body['sessionId']);
  });

  it('is the same for the same clientId, also for fifty simultaneous calls', async () => {
    const body = wanted({ clientId: 'fifty' });
    const replies = await Promise.all(Array.from({ length: 50 }, () => post('/v1/sessions', body)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(reply => reply.body['sessionId'])).size).toBe(1);
    expect(await api.rows`select from sessions where client_id = 'fifty'`).toHaveLength(1);
    expect(
      await api.rows`select from events where type = 'CUSTOMER_CREATED'
      and data->>'externalId' = ${(body as { customer: { id: string } }).customer.id}`,
    ).toHaveLength(1);
  });

  it('is the same for the same clientId of two customers at once, one of whom is refused', async () => {
    const replies = await Promise.all([1, 2, 3, 4].map(() => session({ clientId: 'contested' })));
    const made = replies.filter(({ status }) => status === 201);
    expect([made.length, replies.length]).toEqual([1, 4]);
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('client_id_conflict');
  });

  it('stays the session of its clientId, whatever happens to its form and its customer', async () => {
    const { body: own } = await post('/v1/forms', form);
    const id = newCustomer();
    const body = wanted({ formId: own.id, customer: { id }, clientId: 'kept' });
    const first = await post('/v1/sessions', body);
    await post(`/v1/forms/${own.id}`, { coins: ['ETH'] });
    await post(`/v1/customers/${id}/block`, {});
    const again = await post('/v1/sessions', body);
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('with a clientId that asked for something else is refused', async () => {
    const body = wanted({ clientId: 'conflict' });
    await post('/v1/sessions', body);
    const reply = await post('/v1/sessions', { ...body, price: { USD_MULTI_1: '16' } });
    expect([reply.status, reply.body.code]).toEqual([409, 'client_id_conflict']);
    expect((await post('/v1/sessions', { ...body, formId }, { key: api.other.keys.write })).body.code).toBe(
      'form_not_found',
    );
  });

  it('is created once for one idempotency key, whatever happens to its customer since', async () => {
    const id = newCustomer();
    const body = wanted({ customer: { id } });
    const headers = { 'idempotency-key': 'since' };
    const first = await post('/v1/sessions', body, { headers });
    await post(`/v1/customers/${id}/block`, {});
    await api.rows`update purses set state = 'ARCHIVED', archived_at = now()
      where address_checksum = ${first.body.address}`;
    const again = await post('/v1/sessions', body, { headers });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await post('/v1/sessions', body)).body.code).toBe('customer_blocked');
  });

  it('is not created while Temporal is down, and is created by the same call afterwards, once for its key', async () => {
    const down = await startApi({
      issuePurse: () => Promise.reject(new PurserError('temporarily_unavailable')),
    });
    const { body: ownForm } = await down.call('POST', '/v1/forms', { body: form });
    const ask = (): Promise<Reply> =>
      down.call('POST', '/v1/sessions', {
        body: { formId: ownForm.id, customer: { id: 'c' }, price: { ETH: '1' } },
        headers: { 'idempotency-key': 'k' },
      });
    const refused = await ask();
    expect([refused.status, refused.body.code]).toEqual([503, 'temporarily_unavailable']);
    expect(await down.rows`select from sessions`).toHaveLength(0);
    expect(await down.rows`select from idempotency_keys where key = 'k'`).toHaveLength(0);
    await down.stop();

    const body = wanted();
    const headers = { 'idempotency-key': 'once' };
    const first = await post('/v1/sessions', body, { headers });
    const again = await post('/v1/sessions', body, { headers });
    expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([first.text, 'true']);
    expect((await post('/v1/sessions', wanted(), { headers })).body.code).toBe('idempotency_key_reused');
  });

  test.for([
    ['of a form that is not there', { formId: newId('frm') }, 404, 'form_not_found'],
    ['of what is no form', { formId: 'x' }, 404, 'form_not_found'],
    ['in a coin that the form does not accept', { price: { POL: '5' } }, 422, 'coin_not_accepted'],
    ['in a coin that nobody knows', { price: { DOGE: '5' } }, 422, 'coin_not_accepted'],
    ['in a member of a group that is accepted', { price: { USDT_ETH: '5' } }, 422, 'coin_not_accepted'],
    ['below the minimum', { price: { ETH: '0.0009' } }, 422, 'price_below_minimum'],
    ['below the minimum of a group', { price: { USD_MULTI_1: '0.99' } }, 422, 'price_below_minimum'],
    ['for nothing', { price: { ETH: '0' } }, 422, 'price_below_minimum'],
    ['without a price', { price: {} }, 422, 'invalid_request'],
    ['for less than nothing', { price: { ETH: '-1' } }, 422, 'invalid_request'],
    ['with an exponent', { price: { ETH: '1e3' } }, 422, 'invalid_request'],
    ['with a number', { price: { ETH: 1 } }, 422, 'invalid_request'],
    ['finer than the coin', { price: { ETH: '1.0000000000000000001' } }, 422, 'invalid_request'],
    ['over what a chain can carry', { price: { ETH: `1${'0'.repeat(77)}` } }, 422, 'invalid_request'],
    [
      'for a customer of ours who is not there',
      { customer: { id: newId('cus') } },
      404,
      'customer_not_found',
    ],
    ['that ends too soon', { expiresInSeconds: 59 }, 422, 'invalid_request'],
    ['with a field nobody knows', { prices: {} }, 422, 'invalid_request'],
  ] as const)('%s is refused, and nothing is created', async ([, wrong, status, code]) => {
    const id = newCustomer();
    const reply = await session({ customer: { id }, ...wrong });
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(await api.rows`select from customers where external_id = ${id}`).toHaveLength(0);
  });

  it('for a blocked customer is refused, with a purse or without', async () => {
    const [known, fresh] = [newCustomer(), newCustomer()];
    await session({ customer: { id: known } });
    await post('/v1/customers', { externalId: fresh });
    for (const id of [known, fresh]) {
      await post(`/v1/customers/${id}/block`, {});
      const reply = await session({ customer: { id } });
      expect([reply.status, reply.body.code]).toEqual([409, 'customer_blocked']);
    }
  });

  it('to a declined purse is refused, and to the next purse is created', async () => {
    const id = newCustomer();
    const { body } = await session({ customer: { id } });
    await api.rows`update purses set state = 'DECLINED', declined_at = now() where address_checksum = ${body.address}`;
    const refused = await session({ customer: { id } });
    expect([refused.status, refused.body.code]).toEqual([409, 'purse_declined']);
    await api.rows`update purses set released_at = now() where address_checksum = ${body.address}`;
    const next = await session({ customer: { id } });
    expect(next.status).toBe(201);
    expect(next.body.address).not.toBe(body.address);
  });

  it('keeps the receiver that its form had at its creation', async () => {
    const { body: own } = await post('/v1/forms', form);
    const { body } = await session({ formId: own.id });
    await post(`/v1/forms/${own.id}`, { receiver: '0xde709f2102306220921060314715629080e2fb77' });
    const [row] = await api.rows`select receiver from sessions where id = ${body['sessionId']}`;
    expect(row?.['receiver']).toBe(receiver);
  });

  it('that is closed early accepts money that was sent before, and is closed once', async () => {
    const { body } = await session();
    const path = `/v1/sessions/${String(body['sessionId'])}/expire`;
    const signals = () =>
      api.rows`delete from signal_outbox where session_id = ${body['sessionId']} returning id`;
    await signals();
    const closed = await post(path, {});
    expect(closed.status).toBe(200);
    expect(Date.parse(String(closed.body['expiresAt']))).toBeLessThanOrEqual(Date.now());
    expect(await signals()).toHaveLength(1);
    expect((await post(path, {})).body['expiresAt']).toBe(closed.body['expiresAt']);
    expect(await signals()).toEqual([]);
  });

  it('replaces another session, or all open ones, in the call that creates it', async () => {
    const customer = { id: newCustomer() };
    const isOver = async ({ body }: { body: Record<string, unknown> }): Promise<boolean> => {
      const { body: now } = await api.call('GET', `/v1/sessions/${String(body['sessionId'])}`);
      return Date.parse(String(now['expiresAt'])) <= Date.now();
    };
    const [first, second, third] = [
      await session({ customer }),
      await session({ customer }),
      await session({ customer }),
    ];
    const [other, anyones] = [await session(), await session()];
    await api.rows`delete from signal_outbox`;
    const one = await session({ customer, replaces: first.body['sessionId'], clientId: 'replacing' });
    expect(one.status).toBe(201);
    expect([await isOver(first), await isOver(second), await isOver(third)]).toEqual([true, false, false]);
    const all = await session({ customer, replaces: 'open' });
    expect([await isOver(second), await isOver(third), await isOver(one), await isOver(all)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([await isOver(other), await isOver(anyones)]).toEqual([false, false]);
    // Each workflow is signalled, and ends its session once the chains are read.
    const signalled = await api.rows`select distinct session_id from signal_outbox`;
    expect(new Set(signalled.map(row => row['session_id']))).toEqual(
      new Set([first, second, third, one, all].map(({ body }) => body['sessionId'])),
    );
    // The same call again returns the same session, and closes nothing more.
    const again = await session({ customer, replaces: first.body['sessionId'], clientId: 'replacing' });
    expect(again.body['sessionId']).toBe(one.body['sessionId']);
    expect(await isOver(all)).toBe(false);
  });

  it('replaces nobody else’s session, and none if it is not created', async () => {
    const customer = { id: newCustomer() };
    const [own, other] = [await session({ customer }), await session()];
    for (const replaces of [other.body['sessionId'], newId('ses'), 'all', 'cus_1']) {
      const reply = await session({ customer, replaces });
      expect([reply.status, reply.body.code]).toEqual([404, 'session_not_found']);
    }
    expect((await session({ customer, replaces: 7 })).body.code).toBe('invalid_request');
    expect((await session({ customer, replaces: 'open', price: { ETH: '0' } })).status).toBe(422);
    await post(`/v1/customers/${customer.id}/block`, {});
    expect((await session({ customer, replaces: 'open' })).body.code).toBe('customer_blocked');
    const still = await api.call('GET', `/v1/sessions/${String(own.body['sessionId'])}`);
    expect(still.body['expiresAt']).toBe(own.body['expiresAt']);
  });

  it('needs the scope write', async () => {
    expect((await session({}, { key: api.merchant.keys.read })).body.code).toBe('insufficient_scope');
  });
});

describe('a payment', () => {
  it('of an unknown session is not found', async () => {
    const unknown = await api.call('GET', `/v1/payments?sessionId=${newId('ses')}`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'session_not_found']);
    expect((await api.call('GET', '/v1/payments?sessionId=x')).body.code).toBe('invalid_request');
    expect((await api.call('GET', '/v1/payments')).body).toEqual({ data: [], hasMore: false });
  });
});
