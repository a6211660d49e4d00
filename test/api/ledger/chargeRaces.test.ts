import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareCharges } from '../../../db/audit/compareCharges.ts';
import { compareDeposits } from '../../../db/audit/compareDeposits.ts';
import { findFaultyEntries } from '../../../db/audit/findFaultyEntries.ts';
import { coinIn } from '../../../domain/coin.ts';
import { baseUnits, formatAmount } from '../../../domain/money.ts';
import type { Owner } from '../../db/fixtures.ts';
import { must, newOwner } from '../../db/fixtures.ts';
import * as till from '../../db/payments.ts';
import { registry } from '../registry.ts';
import type { Reply, TestApi } from '../startApi.ts';
import { startApi } from '../startApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const coins = [...registry.currencies, ...registry.groups].map(({ code }) => coinIn(registry)(code));
const proof = async () => [
  await compareCharges(api.db, coins, 100),
  await compareDeposits(api.db, 100),
  await findFaultyEntries(api.db, 100),
];
const clean = [[], [], []];

let keys = 0;
/**
 * As a merchant's client does: with one key until there is an answer, as a busy machine may answer 503, and
 * 429 if more than a hundred charges of the customer wait.
 */
async function post(path: string, body: unknown): Promise<Reply> {
  const headers = { 'idempotency-key': `race-${String((keys += 1))}` };
  for (;;) {
    const reply = await api.call('POST', path, { body, headers });
    if (reply.status !== 503 && reply.body.code !== 'customer_busy') return reply;
    await sleep(20);
  }
}

const charge = (owner: Owner, coin: string, amount = '1') =>
  post('/v1/charges', { customerId: owner.customerId, coin, amount });

async function balance(owner: Owner, coin: string): Promise<unknown> {
  const { body } = await api.call(
    'GET',
    `/v1/balances?customerId=${owner.customerId}&coin=${coin}&productId=`,
  );
  const rows: unknown = body;
  return (rows as Record<string, unknown>[])[0]?.['balance'];
}

/** How often each answer occurred. */
function tally(replies: readonly Reply[]): Record<string, number> {
  const outcomes = replies.map(({ status, body }) => body.code ?? String(status));
  return Object.fromEntries(outcomes.map(each => [each, outcomes.filter(other => other === each).length]));
}

async function newPayer(): Promise<Owner> {
  return newOwner(api.db, api.merchant.accountId);
}

test('200 simultaneous charges of 1 against a balance of 100 make 100 charges', async () => {
  const owner = await newPayer();
  await till.deposit(api.db, owner, { currency: 'USDT_ETH', amount: 100_000_000n });
  const replies = await Promise.all(Array.from({ length: 200 }, () => charge(owner, 'USDT_ETH')));
  expect(tally(replies)).toEqual({ '201': 100, insufficient_balance: 100 });
  expect(await balance(owner, 'USDT_ETH')).toBe('0');
  expect(await proof()).toEqual(clean);
}, 60_000);

test('the same holds in a group, while its currencies are charged one by one, and by product', async () => {
  const owner = await newPayer();
  const formId = await till.newForm(api.db, owner.accountId);
  await till.deposit(api.db, owner, { currency: 'USDT_ETH', amount: 30_500_000n, formId, product: 'hat' });
  await till.deposit(api.db, owner, { currency: 'OLD_ETH', amount: 20_000_000n });
  await till.deposit(api.db, owner, { currency: 'POL', amount: 495n * 10n ** 17n, formId });
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, at) => {
      const product = at % 10 === 3 ? { productId: 'hat' } : {};
      const coin = at % 10 === 7 ? 'POL' : 'USD_MULTI_2';
      return post('/v1/charges', { customerId: owner.customerId, coin, amount: '1', ...product });
    }),
  );
  const { '201': made = 0 } = tally(replies);
  expect(tally(replies)).toEqual({ '201': made, insufficient_balance: 200 - made });
  // The rest may be in halves that no charge of a single currency or product can take: here all of it can be
  // taken.
  const rest = 100 - made;
  expect(await balance(owner, 'USD_MULTI_2')).toBe(String(rest));
  expect(
    tally(await Promise.all(Array.from({ length: rest + 20 }, () => charge(owner, 'USD_MULTI_2')))),
  ).toEqual({
    ...(rest > 0 ? { '201': rest } : {}),
    insufficient_balance: 20,
  });
  for (const coin of ['USDT_ETH', 'OLD_ETH', 'POL']) expect(await balance(owner, coin)).toBe('0');
  expect(await proof()).toEqual(clean);
}, 60_000);

test('with refunds, reversals and deposits in between, payments out equal payments in', async () => {
  const owner = await newPayer();
  const deposit = (amount: bigint) =>
    till.deposit(api.db, owner, { currency: 'USDT_ETH', amount: amount * 1_000_000n });
  const early = await Promise.all([deposit(20n), deposit(30n)]);
  const replies: Reply[] = [];
  const refunds: (readonly Reply[])[] = [];
  const spend = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round++) {
      const reply = await charge(owner, 'USD_MULTI_2', '2');
      replies.push(reply);
      if (reply.status === 201 && round % 2 === 0) {
        const path = `/v1/charges/${reply.body.id}/refund`;
        // Two at once. One of them exceeds the balance.
        refunds.push(await Promise.all([post(path, { amount: '1.5' }), post(path, { amount: '1.5' })]));
      }
    }
  };
  await Promise.all([
    ...Array.from({ length: 10 }, () => spend(6)),
    ...early.map(id => till.reverse(api.db, id)),
    deposit(5n),
    deposit(7n),
  ]);
  expect(await proof()).toEqual(clean);
  expect(refunds.length).toBeGreaterThan(0);
  for (const pair of refunds) expect(tally(pair)).toEqual({ '200': 1, already_refunded: 1 });
  const paid = replies.filter(({ status }) => status === 201).length;
  expect(tally(replies)).toEqual({ '201': paid, insufficient_balance: replies.length - paid });
  const refunded = await api.db
    .selectFrom('charges')
    .select(({ fn }) => fn.sum<bigint>('refunded').as('refunded'))
    .where('customer_id', '=', owner.customerId)
    .executeTakeFirstOrThrow();
  const left = 12_000_000n - BigInt(paid) * 2_000_000n + (refunded.refunded ?? 0n);
  expect(await balance(owner, 'USDT_ETH')).toBe(formatAmount(baseUnits(left), 6));
}, 60_000);

test('a reversal takes the balance below zero; nothing is charged until later deposits have filled the hole', async () => {
  const owner = await newPayer();
  const deposit = (amount: bigint) => till.deposit(api.db, owner, { currency: 'USDT_ETH', amount });
  const lost = await deposit(10_000_000n);
  expect((await charge(owner, 'USDT_ETH', '8')).status).toBe(201);
  expect(await till.reverse(api.db, lost)).toBe(true);
  expect(await balance(owner, 'USDT_ETH')).toBe('-8');
  expect((await charge(owner, 'USDT_ETH', '1')).body.code).toBe('insufficient_balance');
  await deposit(8_500_000n);
  expect(await balance(owner, 'USDT_ETH')).toBe('0.5');
  expect((await charge(owner, 'USDT_ETH', '0.500001')).body.code).toBe('insufficient_balance');
  expect((await charge(owner, 'USDT_ETH', '0.5')).status).toBe(201);
  expect(await balance(owner, 'USDT_ETH')).toBe('0');
});

test('a charge and the reversal of the money that it would spend are serialised', async () => {
  for (let round = 0; round < 10; round++) {
    const owner = await newPayer();
    const id = await till.deposit(api.db, owner, { currency: 'USDT_ETH', amount: 1_000_000n });
    const [reply] = await Promise.all([charge(owner, 'USDT_ETH'), till.reverse(api.db, id)]);
    const spent = must({ '201': '-1', '409': '0' }[String(reply.status)]);
    expect(await balance(owner, 'USDT_ETH')).toBe(spent);
  }
  expect(await proof()).toEqual(clean);
});
