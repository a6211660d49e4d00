import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckoutView } from '../../../api/checkout/view.ts';
import { newId } from '../../../domain/ids.ts';
import { seedDeposit } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

// The checkout over the database, from the merchant's call to what its payer sees.

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function newSession(): Promise<string> {
  const receiver = '0x52908400098527886E0F7030069857D2E4169EE7';
  const form = {
    title: 'Top up',
    coins: ['ETH', 'USD_MULTI_1'],
    receiver,
    returnUrl: 'https://shop.example/?a=1',
  };
  const { body: made } = await api.call('POST', '/v1/forms', { body: form });
  const { body } = await api.call('POST', '/v1/sessions', {
    body: {
      formId: made.id,
      customer: { id: 'payer-1' },
      product: { id: 'gold', name: 'Gold' },
      price: { ETH: '0.5', USD_MULTI_1: '15.0' },
    },
  });
  return String(body['sessionId']);
}

it('a payer sees what the merchant asked for, and the address to pay to', async () => {
  const id = await newSession();
  const { status, text } = await api.call('GET', `/checkout/${id}?pay=ETH`, { key: null });
  expect(status).toBe(200);
  for (const part of ['Top up', 'Gold', '0.5 ETH']) expect(text).toContain(part);
  const state = await api.call('GET', `/checkout/${id}/status`, { key: null });
  const view = JSON.parse(state.text) as CheckoutView;
  expect(text).toContain(`ethereum:${view.address}@31337?value=500000000000000000`);
  expect(view.returnUrl).toBe(`https://shop.example/?a=1&sessionId=${id}`);
});

it('a stream reports a change of the database within a second', async () => {
  const id = await newSession();
  const response = await fetch(`${api.url}/checkout/${id}/stream`);
  if (!response.body) throw new Error('there is no stream');
  const messages = response.body.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  const nextMessage = async (): Promise<string> => String((await messages.next()).value);
  expect(await nextMessage()).toContain('"status":"open"');
  const began = performance.now();
  await api.rows`update sessions set status = 'processing', version = version + 1 where id = ${id}`;
  expect(await nextMessage()).toContain('"status":"processing"');
  expect(performance.now() - began).toBeLessThan(1000);
});

it('of two equal pages, the one that asks last gets the deposit, and the other page says so, with and without a script', async () => {
  const [first, second] = [await newSession(), await newSession()];
  const visit = (id: string, query = '') => api.call('GET', `/checkout/${id}${query}`, { key: null });
  await visit(first, '?pay=ETH');
  await visit(second, '?pay=ETH');
  // The first page is opened again; the second one reloads itself.
  await visit(first, '?pay=ETH');
  await visit(second, '?pay=ETH&again=1');
  const rows = await api.rows`
    select session_id, cardinality(asked_at) as times from page_choices
    where session_id in (${first}, ${second}) order by asked_at[cardinality(asked_at)] desc`;
  expect(rows).toEqual([
    { session_id: first, times: 2 },
    { session_id: second, times: 1 },
  ]);
});

describe('with two prices', () => {
  /** A session with its payment in USD, and the credited base units of USDT and of ETH. */
  const paidInBoth = async (usdt: string, wei: string, status: 'pending' | 'completed') => {
    const id = await newSession();
    const [session] = await api.rows`select customer_id from sessions where id = ${id}`;
    const customerId = String(session?.['customer_id']);
    for (const [currency, amount] of [
      ['USDT_ETH', usdt],
      ['ETH', wei],
    ] as const) {
      const deposit = await seedDeposit(api, { customerId, currency, amount });
      await api.rows`
        update transactions set session_id = ${id}, session_decided = true, status = 'CONFIRMED',
          credited_to = 'customer', credited_block_hash = block_hash
        where id = ${deposit}`;
    }
    await api.rows`
      insert into payments (id, account_id, session_id, status, coin, paid, late, completed_at)
      select ${newId('pay')}, account_id, id, ${status}, 'USD_MULTI_1', 0, false,
        ${status === 'completed' ? new Date() : null}::timestamptz
      from sessions where id = ${id}`;
    const { text } = await api.call('GET', `/checkout/${id}/status`, { key: null });
    return JSON.parse(text) as CheckoutView;
  };

  it('both parts are shown, and the rest of each price', async () => {
    const view = await paidInBoth('10000000', '200000000000000000', 'pending');
    expect(view.received).toEqual(
      expect.arrayContaining([
        { symbol: 'USDT', credited: '10', underWay: '0' },
        { symbol: 'ETH', credited: '0.2', underWay: '0' },
      ]),
    );
    const due = view.choices.map(({ coin, currency, due: rest }) => [coin, currency, rest]);
    expect(due).toContainEqual(['ETH', 'ETH', '0.3']);
    expect(due).toContainEqual(['USD_MULTI_1', 'USDT_ETH', '5']);
    expect(view.prices.map(({ isCovered }) => isCovered)).toEqual([false, false]);
  });

  it('money for the other price exceeds the price that is paid', async () => {
    const view = await paidInBoth('16000000', '200000000000000000', 'completed');
    expect(view.payment?.overpaid).toEqual([
      { coin: 'USD_MULTI_1', amount: '1' },
      { coin: 'ETH', amount: '0.2' },
    ]);
    expect(view.prices.filter(({ isCovered }) => isCovered).map(({ coin }) => coin)).toEqual(['USD_MULTI_1']);
  });
});
