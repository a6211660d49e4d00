import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { findCharge } from '../../../db/ledger/charges.ts';
import { snapshotBalances } from '../../../db/ledger/snapshotBalances.ts';
import type { FormId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { booksOf, newOwner } from '../fixtures.ts';
import * as till from '../payments.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const take = () => snapshotBalances(db, { atLeast: 1 });

async function newPayer(): Promise<{ owner: Owner; form: FormId }> {
  const owner = await newOwner(db);
  return { owner, form: await till.newForm(db, owner.accountId) };
}

const pay = (owner: Owner, amount: bigint, formId?: FormId, product?: string) =>
  till.deposit(db, owner, { currency: 'USDT_ETH', amount: amount * 1_000_000n, formId, product });

/** Charges whole units, and returns the products that they were taken from. */
async function charged(owner: Owner, amount: bigint, product?: string) {
  const spending = { coin: 'USDT_ETH', amount: amount * 1_000_000n, product };
  const { parts } = await findCharge(db, owner.accountId, await till.charge(db, owner, spending));
  return parts.map(part => [part.product_id, BigInt(part.amount) / 1_000_000n]);
}

it('takes from the bucket that began first, even if it was empty since, in a snapshot or not', async () => {
  const { owner, form } = await newPayer();
  await pay(owner, 1n, form, 'first');
  await pay(owner, 5n, form, 'second');
  await take();
  expect(await charged(owner, 1n)).toEqual([['first', 1n]]);
  await pay(owner, 5n);
  await pay(owner, 2n, form, 'first');
  const inOrder = [
    ['first', 2n],
    ['second', 5n],
    [null, 1n],
  ];
  expect(await charged(owner, 8n)).toEqual(inOrder);
  await pay(owner, 7n);
  await pay(owner, 5n, form, 'second');
  await pay(owner, 2n, form, 'first');
  await take();
  expect(await charged(owner, 8n)).toEqual(inOrder);
});

it('takes from a product whatever the form of its money', async () => {
  const { owner, form } = await newPayer();
  const another = await till.newForm(db, owner.accountId);
  await pay(owner, 2n, form, 'hat');
  await pay(owner, 9n, form);
  await pay(owner, 3n, another, 'hat');
  expect(await charged(owner, 5n, 'hat')).toEqual([['hat', 5n]]);
  await expect(charged(owner, 1n, 'hat')).rejects.toMatchObject({ code: 'insufficient_balance' });
  expect(await charged(owner, 9n)).toEqual([[null, 9n]]);
});

it('leaves a product that a reversal took below zero to later deposits, and does not touch other customers’ money', async () => {
  const { owner, form } = await newPayer();
  const lost = await pay(owner, 4n, form, 'hat');
  await pay(owner, 6n);
  expect(await charged(owner, 4n, 'hat')).toEqual([['hat', 4n]]);
  await till.reverse(db, lost);
  // Six without a product, and four too few for hats.
  await expect(charged(owner, 3n)).rejects.toMatchObject({ code: 'insufficient_balance' });
  await pay(owner, 5n, form, 'hat');
  await expect(charged(owner, 2n, 'hat')).rejects.toMatchObject({ code: 'insufficient_balance' });
  expect(await charged(owner, 7n)).toEqual([
    ['hat', 1n],
    [null, 6n],
  ]);
  expect(await booksOf(db, owner)).toMatchObject({ customer: 0n, charges: 11_000_000n });
});

it('returns a refund to the buckets that were charged, although a reversal has emptied them since', async () => {
  const { owner, form } = await newPayer();
  const lost = await pay(owner, 2n, form, 'hat');
  await pay(owner, 3n);
  const id = await till.charge(db, owner, { coin: 'USDT_ETH', amount: 4_000_000n });
  await till.reverse(db, lost);
  expect(await booksOf(db, owner)).toMatchObject({ customer: -1_000_000n, charges: 4_000_000n });
  await till.refund(db, owner, id, 3_000_000n);
  await expect(charged(owner, 1n, 'hat')).rejects.toMatchObject({ code: 'insufficient_balance' });
  await till.refund(db, owner, id, null);
  expect(await charged(owner, 3n)).toEqual([[null, 3n]]);
  expect(await booksOf(db, owner)).toMatchObject({ customer: 0n, charges: 3_000_000n });
});
