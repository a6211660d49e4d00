import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { renewSnapshots } from '../../../activities/loops/renewSnapshots.ts';
import type { Db } from '../../../db/connect.ts';
import { postEntry } from '../../../db/ledger/postEntry.ts';
import { snapshotBalances } from '../../../db/ledger/snapshotBalances.ts';
import { sumBalances } from '../../../db/ledger/sumBalances.ts';
import { findPurse } from '../../../db/purses/purses.ts';
import type { TransactionRow } from '../../../db/schema.ts';
import type { LedgerAccount } from '../../../domain/ledger/ledger.ts';
import { move } from '../../../domain/ledger/ledger.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { finalDeposit } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
let owner: Owner;
let deposit: TransactionRow;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ owner, deposit } = await finalDeposit(db, { approved: true }));
});

let entries = 0;
/** A separate entry for any amount. */
async function post(trx: Db, amount: bigint, to: LedgerAccount = 'customer'): Promise<void> {
  const incarnation = entries++;
  const postings = move('custody', to, deposit.currency, baseUnits(amount));
  await postEntry(trx, { ...deposit, incarnation }, 'credit', postings);
}

/** The owner's balances as the API reads them: of the account, of the customer in both ways, of the purse. */
async function balances() {
  const of = async (customers: Parameters<typeof sumBalances>[2]['customers']) =>
    (await sumBalances(db, owner.accountId, { customers, products: 'total' }, { rows: 100 })).map(
      ({ balance }) => balance,
    );
  const { books } = await findPurse(db, owner.accountId, owner.purseId);
  return {
    account: await of('total'),
    each: await of('each'),
    one: await of({ id: owner.customerId }),
    purse: books?.map(({ received, held }) => ({ received, held })),
  };
}
const same = (amount: bigint, held = 0n) => ({
  account: [amount],
  each: [amount],
  one: [amount],
  purse: [{ received: String(amount), held: String(held) }],
});

const take = () => snapshotBalances(db, { atLeast: 1 });
async function snapshotOf(scope: string): Promise<unknown> {
  return db
    .selectFrom('balance_snapshots')
    .select(['ledger', 'amount'])
    .where('scope_id', '=', scope as Owner['purseId'])
    .orderBy('ledger')
    .execute();
}

it('returns the same balance before a snapshot, after it, and with later postings', async () => {
  await post(db, 70n);
  await post(db, 5n, 'held');
  expect(await balances()).toEqual(same(70n, 5n));
  expect(await take()).toBe('taken');
  expect(await balances()).toEqual(same(70n, 5n));
  await post(db, -100n);
  expect(await balances()).toEqual(same(-30n, 5n));
  expect(await take()).toBe('taken');
  expect(await balances()).toEqual(same(-30n, 5n));
  for (const scope of [owner.accountId, owner.customerId, owner.purseId]) {
    expect(await snapshotOf(scope)).toEqual([
      { ledger: 'custody', amount: 25n },
      { ledger: 'customer', amount: -30n },
      { ledger: 'held', amount: 5n },
    ]);
  }
});

it('keeps a balance of zero, and shows none if nothing was ever posted', async () => {
  expect(await balances()).toEqual({ account: [], each: [], one: [], purse: undefined });
  await post(db, 7n);
  await post(db, -7n);
  await take();
  expect(await balances()).toEqual(same(0n));
});

it('reads what the snapshot contains from the snapshot', async () => {
  await post(db, 7n);
  await take();
  const scopes = [owner.accountId, owner.customerId];
  await db
    .updateTable('balance_snapshots')
    .set({ amount: baseUnits(8n) })
    .where('ledger', '=', 'customer')
    .where('scope_id', 'in', [...scopes, owner.purseId])
    .execute();
  await db
    .updateTable('product_snapshots')
    .set({ amount: baseUnits(8n) })
    .where('scope_id', 'in', scopes)
    .execute();
  expect(await balances()).toEqual(same(8n));
});

it('does not pass a writer whose postings have lower ids and are not committed yet', async () => {
  await db.transaction().execute(async slow => {
    await post(slow, 1n);
    // Committed, with higher ids: a horizon up to them would omit the slow writer's postings for ever.
    await post(db, 2n);
    expect(await take()).toBe('busy');
    expect(await balances()).toEqual(same(2n));
  });
  expect(await take()).toBe('taken');
  expect(await balances()).toEqual(same(3n));
  expect(await snapshotOf(owner.customerId)).toContainEqual({ ledger: 'customer', amount: 3n });
});

it('delays writers only for a moment while another writer does not end', async () => {
  await post(db, 3n);
  await db.transaction().execute(async slow => {
    await post(slow, 1n);
    const taking = take();
    await db.transaction().execute(async trx => {
      await sql`set local lock_timeout = '5s'`.execute(trx);
      await post(trx, 2n);
    });
    expect(await taking).toBe('busy');
  });
});

it('counts each posting once, however many snapshots are taken while others write', async () => {
  await take();
  for (let round = 1; round <= 5; round++) {
    await Promise.all([post(db, 1n), post(db, 1n)]);
    await Promise.all([take(), take(), take(), take(), post(db, 1n)]);
    expect(await balances()).toEqual(same(3n * BigInt(round)));
  }
});

it('is not taken before enough postings are new', async () => {
  await take();
  await post(db, 1n);
  // Two postings are one entry.
  expect(await snapshotBalances(db, { atLeast: 3 })).toBe('not due');
  expect(await snapshotBalances(db, { atLeast: 2 })).toBe('taken');
});

it('is renewed by every worker, also after an error', async () => {
  const stop = new AbortController();
  const errors: unknown[] = [];
  const deps = { onError: (error: unknown) => errors.push(error), idleMs: 5, atLeast: 1 };
  const broken = { ...deps, db: db.withSchema('nowhere') };
  const loops = [
    renewSnapshots({ ...deps, db }, stop.signal),
    renewSnapshots({ ...deps, db }, stop.signal),
    renewSnapshots(broken, stop.signal),
  ];
  await post(db, 9n);
  await expect.poll(() => snapshotOf(owner.purseId)).toContainEqual({ ledger: 'customer', amount: 9n });
  stop.abort();
  await Promise.all(loops);
  expect(await balances()).toEqual(same(9n));
});
