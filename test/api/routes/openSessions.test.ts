import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
let formId: string;
beforeAll(async () => {
  api = await startApi({ limits: { openSessions: 5 } });
  const body = {
    title: 'Top up',
    coins: ['ETH'],
    receiver: '0x52908400098527886E0F7030069857D2E4169EE7',
    returnUrl: null,
  };
  formId = (await api.call('POST', '/v1/forms', { body })).body.id;
});
afterAll(() => api.stop());

const session = (customer: string, clientId?: string) =>
  api.call('POST', '/v1/sessions', {
    body: { formId, customer: { id: customer }, price: { ETH: '1' }, ...(clientId ? { clientId } : {}) },
  });

it('a customer has a limited number of open sessions, however many are requested at the same time', async () => {
  const replies = await Promise.all(Array.from({ length: 40 }, () => session('eager')));
  const codes = replies.map(({ status, body }) => (status === 201 ? 'made' : body.code));
  expect(codes.filter(code => code === 'made')).toHaveLength(5);
  expect(codes.filter(code => code === 'too_many_sessions')).toHaveLength(35);
  expect(replies.find(({ status }) => status !== 201)?.status).toBe(409);
  // Other customers have their own limit.
  expect((await session('other')).status).toBe(201);
});

it('replaced sessions free their places at once, up to ten times as many before their chains are read', async () => {
  const replacing = () =>
    api.call('POST', '/v1/sessions', {
      body: { formId, customer: { id: 'restless' }, price: { ETH: '1' }, replaces: 'open' },
    });
  for (let made = 0; made < 5; made += 1) expect((await session('restless')).status).toBe(201);
  for (let made = 5; made < 50; made += 1) expect((await replacing()).status).toBe(201);
  expect((await replacing()).body.code).toBe('too_many_sessions');
});

it('an ended session frees its place, and an existing one is returned whatever the number', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, (_, n) => session('calm', `order-${String(n)}`)));
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect((await session('calm', 'order-6')).body.code).toBe('too_many_sessions');
  expect((await session('calm', 'order-2')).body['sessionId']).toBe(made[2]?.body['sessionId']);
  await api.rows`update sessions set status = 'expired' where client_id = 'order-0'`;
  expect((await session('calm', 'order-6')).status).toBe(201);
});
