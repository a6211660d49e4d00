import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransactionId } from '../../../domain/ids.ts';
import { newId } from '../../../domain/ids.ts';
import { seedCustomer, seedDeposit, seedPosting } from '../seedDeposit.ts';
import type { TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
let ada: string;
const deposits: TransactionId[] = [];
beforeAll(async () => {
  api = await startApi();
  ada = await seedCustomer(api, 'ada');
  await seedCustomer(api, 'bob');
  const post = async (currency: string, to: string, amount: string) => {
    const id = await seedDeposit(api, { customerId: ada, currency, amount });
    await seedPosting(api, id, to, amount);
    deposits.push(id);
  };
  await post('ETH', 'customer', '1500000000000000000');
  await post('USDT_ETH', 'customer', '2500000');
  await post('ETH', 'customer', '250000000000000000');
  await post('ETH', 'held', '9000000000000000000');
  await moveOf(deposits[3], 'free', 'held', 'customer', '9000000000000000000');
  await moveOf(deposits[0], 'reversal', 'customer', 'custody', '1500000000000000000');
});
afterAll(() => api.stop());

/** Moves a deposit from one book to another, as the product does. */
async function moveOf(
  id: TransactionId | undefined,
  purpose: string,
  from: string,
  to: string,
  amount: string,
) {
  await api.rows`
    with e as (
      insert into entries (id, account_id, transaction_id, purpose, incarnation)
      select ${newId('ent')}, account_id, id, ${purpose}, 0 from transactions where id = ${id} returning id
    )
    insert into postings (entry_id, account_id, ledger, customer_id, purse_id, currency, amount)
    select e.id, t.account_id, p.ledger, t.customer_id, t.purse_id, t.currency, p.amount
    from e, transactions t, (values (${from}, -${amount}::numeric), (${to}, ${amount}::numeric)) as p (ledger, amount)
    where t.id = ${id}`;
}

const get = (query = '', options: Parameters<TestApi['call']>[2] = {}) =>
  api.call('GET', `/v1/customers/ada/statement?${query}`, options);
const csv = (query = '') => get(query, { headers: { accept: 'text/csv' } });
const brief = (rows: readonly Record<string, unknown>[]) =>
  rows.map(row => [row['type'], row['currency'], row['amount'], row['balance']]);
const all = [
  ['reversal', 'ETH', '-1.5', '9.25'],
  ['deposit', 'ETH', '9', '10.75'],
  ['deposit', 'ETH', '0.25', '1.75'],
  ['deposit', 'USDT_ETH', '2.5', '2.5'],
  ['deposit', 'ETH', '1.5', '1.5'],
];

describe('a statement', () => {
  test('has everything that moved the balance, newest first, with the balance after each, by currency', async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(brief(body.data)).toEqual(all);
    expect(body.hasMore).toBe(false);
    const [reversal] = body.data;
    const { tx_hash: hash } =
      (await api.rows`select tx_hash from transactions where id = ${deposits[0]}`)[0] ?? {};
    expect(reversal).toEqual({
      id: reversal?.id,
      type: 'reversal',
      currency: 'ETH',
      amount: '-1.5',
      balance: '9.25',
      transactionId: deposits[0],
      transactionHash: hash,
      productId: null,
      createdAt: reversal?.['createdAt'],
    });
    expect(reversal?.id).toMatch(/^pst_\d+$/);
    expect(reversal?.['createdAt']).toMatch(/^\d{4}-.*Z$/);
  });

  test('of one currency has only its own movements and balances', async () => {
    expect(brief((await get('currency=ETH')).body.data)).toEqual(
      all.filter(([, currency]) => currency === 'ETH'),
    );
    expect((await get('currency=POL')).body).toEqual({ data: [], hasMore: false });
  });

  test('is read in pages in either direction, with the same balances', async () => {
    const ids = (await get()).body.data.map(row => row.id);
    const page = async (query: string) => {
      const { body } = await get(query);
      return [brief(body.data), body.hasMore];
    };
    expect(await page('limit=2')).toEqual([all.slice(0, 2), true]);
    expect(await page(`limit=2&startingAfter=${String(ids[1])}`)).toEqual([all.slice(2, 4), true]);
    expect(await page(`limit=2&startingAfter=${String(ids[3])}`)).toEqual([all.slice(4), false]);
    expect(await page(`limit=2&endingBefore=${String(ids[3])}`)).toEqual([all.slice(1, 3), true]);
    expect(await page(`currency=ETH&limit=1&startingAfter=${String(ids[2])}`)).toEqual([all.slice(4), false]);
  });

  test('ends with the balance of the customer', async () => {
    const { body } = await api.call('GET', '/v1/balances?customerId=ada');
    const balances: unknown = body;
    expect(balances).toMatchObject([
      { coin: 'ETH', balance: '9.25' },
      { coin: 'USDT_ETH', balance: '2.5' },
    ]);
  });

  test('of a customer without money is empty, of an unknown one is not found, and accepts no other parameters', async () => {
    const ask = async (path: string, key = api.merchant.keys.read) => {
      const { status, body } = await api.call('GET', path, { key });
      return [status, body.code ?? body.data];
    };
    expect(await ask('/v1/customers/bob/statement')).toEqual([200, []]);
    expect(await ask(`/v1/customers/${ada}/statement?limit=1&currency=USDT_ETH`)).toMatchObject([200, [{}]]);
    expect(await ask('/v1/customers/eve/statement')).toEqual([404, 'customer_not_found']);
    expect(await ask(`/v1/customers/${ada}/statement`, api.other.keys.read)).toEqual([
      404,
      'customer_not_found',
    ]);
    expect(await ask('/v1/customers/ada/statement?currency=NOPE')).toEqual([404, 'currency_not_supported']);
    for (const wrong of ['startingAfter=pst_x', 'startingAfter=4711', 'limit=101', 'x=1', 'currency=']) {
      expect(await ask(`/v1/customers/ada/statement?${wrong}`)).toEqual([422, 'invalid_request']);
    }
  });
});

describe('a statement as CSV', () => {
  test('is complete, in the same order, with a header', async () => {
    const { status, headers, text } = await csv();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('vary')).toMatch(/\bAccept\b/);
    expect(headers.get('link')).toBeNull();
    const [header, ...lines] = text.split('\r\n');
    expect(header).toBe(
      'id,type,currency,amount,balance,transactionId,transactionHash,createdAt,productId,chargeId,refundId',
    );
    expect(lines.pop()).toBe('');
    expect(lines.map(line => line.split(',').slice(1, 5))).toEqual(all);
  });

  test('links to its continuation, with the other parameters', async () => {
    const first = await csv('limit=2&currency=ETH');
    expect(first.text.split('\r\n')).toHaveLength(4);
    const link = /^<(\?.+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await csv(link.slice(1));
    const amounts = second.text.split('\r\n').map(line => line.split(',')[3]);
    expect(amounts).toEqual(['amount', '0.25', '1.5', undefined]);
    expect(second.headers.get('link')).toBeNull();
  });

  test('is returned only to callers that prefer it', async () => {
    const typeFor = async (accept: string) =>
      (await get('', { headers: { accept } })).headers.get('content-type');
    expect(await typeFor('*/*')).toMatch(/json/);
    expect(await typeFor('application/json, text/csv;q=0.9')).toMatch(/json/);
    expect(await typeFor('text/csv, application/json;q=0.9')).toMatch(/csv/);
    const other = await api.call('GET', '/v1/customers/ada', { headers: { accept: 'text/csv' } });
    expect(other.body.id).toBe(ada);
    const problem = await api.call('GET', '/v1/customers/eve/statement', { headers: { accept: 'text/csv' } });
    expect(problem.headers.get('content-type')).toMatch(/problem\+json/);
  });

  test('is in the document', async () => {
    const { text } = await api.call('GET', '/openapi.json', { key: null });
    const document = JSON.parse(text) as { paths: Record<string, { get: { responses: object } }> };
    expect(document.paths['/v1/customers/{id}/statement']?.get.responses).toMatchObject({
      200: { content: { 'application/json': {}, 'text/csv': { schema: { type: 'string' } } } },
    });
  });
});
