import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../../client/index.ts';
import { newId } from '../../../domain/ids.ts';
import { seedDeposit } from '../seedDeposit.ts';
import type { JsonBody, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
let forms: readonly [string, string];
/** Oldest first: of ada by the first form, of bob by the second, in turn. */
const sessions: string[] = [];
beforeAll(async () => {
  api = await startApi();
  const form = async () => {
    const receiver = '0x52908400098527886E0F7030069857D2E4169EE7';
    const body = { title: 'Top up', coins: ['ETH'], receiver };
    return (await api.call('POST', '/v1/forms', { body })).body.id;
  };
  forms = [await form(), await form()];
  for (let index = 0; index < 6; index += 1) {
    const body = {
      formId: forms[index % 2],
      customer: { id: index % 2 === 0 ? 'ada' : 'bob' },
      price: { ETH: '1' },
      clientId: `order-${String(index)}`,
    };
    const { body: made } = await api.call('POST', '/v1/sessions', { body });
    sessions.push(String(made['sessionId']));
    await new Promise(resolve => setTimeout(resolve, 5));
  }
});
afterAll(() => api.stop());

const list = async (path: string): Promise<JsonBody> => {
  const { status, body } = await api.call('GET', path);
  expect([path, status]).toEqual([path, 200]);
  return body;
};
const idsOf = ({ data }: JsonBody, name = 'sessionId'): unknown[] => data.map(row => row[name]);
const newest = () => sessions.toReversed();
const at = (index: number): string => sessions[index] ?? '';

describe('the list of sessions', () => {
  test('is newest first, each session as it reads by its id, in pages', async () => {
    const whole = await list('/v1/sessions');
    expect([idsOf(whole), whole.hasMore]).toEqual([newest(), false]);
    expect(whole.data[0]).toEqual((await api.call('GET', `/v1/sessions/${at(5)}`)).body);
    const first = await list('/v1/sessions?limit=2');
    expect([idsOf(first), first.hasMore]).toEqual([[at(5), at(4)], true]);
    const next = await list(`/v1/sessions?limit=4&startingAfter=${at(4)}`);
    expect([idsOf(next), next.hasMore]).toEqual([newest().slice(2), false]);
    const before = await list(`/v1/sessions?limit=2&endingBefore=${at(2)}`);
    expect([idsOf(before), before.hasMore]).toEqual([[at(4), at(3)], true]);
  });

  test('is filtered by each of its parameters, and by several', async () => {
    const { body: ada } = await api.call('GET', '/v1/customers/ada');
    await api.rows`update sessions set status = 'completed' where id = ${at(1)}`;
    const [even, odd] = [
      [at(4), at(2), at(0)],
      [at(5), at(3), at(1)],
    ];
    for (const [query, ids] of [
      ['customerId=ada', even],
      [`customerId=${ada.id}`, even],
      [`formId=${forms[1]}`, odd],
      ['clientId=order-3', [at(3)]],
      ['status=completed', [at(1)]],
      [`customerId=bob&formId=${forms[1]}&status=open&limit=1`, [at(5)]],
      [`customerId=ada&formId=${forms[1]}`, []],
      ['customerId=nobody', []],
      [`customerId=${newId('cus')}`, []],
      ['customerId=cus_x', []],
      ['formId=x', []],
      ['clientId=nothing', []],
    ] as const) {
      expect([query, idsOf(await list(`/v1/sessions?${query}`))]).toEqual([query, ids]);
    }
  });

  test('is filtered by time, and a session’s own time is neither before nor after itself', async () => {
    const { body } = await api.call('GET', `/v1/sessions/${at(2)}`);
    const createdAt = String(body['createdAt']);
    expect(idsOf(await list(`/v1/sessions?createdAfter=${createdAt}`))).toEqual(newest().slice(0, 3));
    expect(idsOf(await list(`/v1/sessions?createdBefore=${createdAt}`))).toEqual(newest().slice(4));
    const elsewhere = new Date(Date.parse(createdAt) + 3_600_000).toISOString().replace('Z', '%2B01:00');
    expect(idsOf(await list(`/v1/sessions?createdAfter=${elsewhere}`))).toEqual(newest().slice(0, 3));
    const both = `createdAfter=${createdAt}&createdBefore=${String((await api.call('GET', `/v1/sessions/${at(4)}`)).body['createdAt'])}`;
    expect(idsOf(await list(`/v1/sessions?${both}`))).toEqual([at(3)]);
  });

  test.for([
    'status=paid',
    'createdAfter=yesterday',
    'createdAfter=2026-11-28',
    'limit=0',
    'startingAfter=x',
  ])('refuses %s', async query => {
    for (const path of ['/v1/sessions', '/v1/payments']) {
      expect((await api.call('GET', `${path}?${query}`)).body.code).toBe('invalid_request');
    }
  });

  test('contains only the account’s sessions', async () => {
    const key = api.other.keys.read;
    for (const path of ['/v1/sessions', `/v1/sessions?formId=${forms[0]}`, '/v1/payments']) {
      expect((await api.call('GET', path, { key })).body).toEqual({ data: [], hasMore: false });
    }
  });
});

describe('the list of payments', () => {
  /** Of the second, third and fourth session, in this order. */
  const payments: string[] = [];
  beforeAll(async () => {
    for (const [index, status] of ['pending', 'completed', 'canceled'].entries()) {
      const id = newId('pay', new Date(Date.now() + index));
      const session = at(index + 1);
      payments.push(id);
      await api.rows`insert into payments (id, account_id, session_id, status, coin, paid, late, created_at, completed_at)
        values (${id}, ${api.merchant.accountId}, ${session}, ${status}, 'ETH', ${String(index)}, false,
          now() + make_interval(secs => ${index}), ${status === 'completed' ? new Date() : null})`;
      const [row] = await api.rows`select customer_id from sessions where id = ${session}`;
      for (let deposits = 0; deposits <= index; deposits += 1) {
        const deposit = await seedDeposit(api, { customerId: String(row?.['customer_id']), currency: 'ETH' });
        await api.rows`update transactions set expected_session_id = ${session} where id = ${deposit}`;
      }
    }
  });

  test('is newest first, with their deposits, each as it reads by its session', async () => {
    const whole = await list('/v1/payments');
    expect([idsOf(whole, 'id'), whole.hasMore]).toEqual([payments.toReversed(), false]);
    expect(whole.data.map(row => (row['transactions'] as unknown[]).length)).toEqual([3, 2, 1]);
    for (const row of whole.data) {
      expect((await api.call('GET', `/v1/payments?sessionId=${String(row['sessionId'])}`)).body).toEqual(row);
    }
    const first = await list('/v1/payments?limit=1');
    expect([idsOf(first, 'id'), first.hasMore]).toEqual([[payments[2]], true]);
    expect(idsOf(await list(`/v1/payments?startingAfter=${String(payments[1])}`), 'id')).toEqual([
      payments[0],
    ]);
  });

  test('is filtered by its own status and time, and by fields of its session', async () => {
    const [row] = await api.rows`select created_at::text as at from payments where id = ${payments[1]}`;
    const time = new Date(String(row?.['at'])).toISOString();
    for (const [query, wanted] of [
      ['status=completed', [1]],
      ['status=failed', []],
      ['customerId=ada', [1]],
      ['customerId=bob', [2, 0]],
      [`formId=${forms[1]}&status=pending`, [0]],
      ['clientId=order-3', [2]],
      [`createdAfter=${time}`, [2]],
      [`createdBefore=${time}`, [0]],
    ] as const) {
      const ids = wanted.map(index => payments[index]);
      expect([query, idsOf(await list(`/v1/payments?${query}`), 'id')]).toEqual([query, ids]);
    }
  });

  test('is not a list if a session is named: it is that session’s payment, or null', async () => {
    expect((await api.call('GET', `/v1/payments?sessionId=${at(0)}`)).text).toBe('null');
    const both = await api.call('GET', `/v1/payments?sessionId=${at(1)}&status=completed`);
    expect([both.status, both.body.errors[0]?.field]).toEqual([422, 'status']);
    // As generated clients do, which send the default.
    expect((await api.call('GET', `/v1/payments?sessionId=${at(0)}&limit=10`)).text).toBe('null');
  });

  test('is walked by the client, which also reads a single payment', async () => {
    const purser = createClient({ baseUrl: api.url, apiKey: api.merchant.keys.read });
    const ids: string[] = [];
    for await (const payment of purser.paginate('/v1/payments', { query: { limit: 1 } }))
      ids.push(payment.id);
    expect(ids).toEqual(payments.toReversed());
    const walked: string[] = [];
    for await (const { sessionId } of purser.paginate('/v1/sessions', { query: { limit: 4 } }))
      walked.push(sessionId);
    expect(walked).toEqual(newest());
    const one = await purser.get('/v1/payments', { query: { sessionId: at(2) } });
    expect([one?.id, one?.status]).toEqual([payments[1], 'completed']);
  });
});
