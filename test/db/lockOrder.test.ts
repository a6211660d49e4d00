import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../db/connect.ts';
import { lockDeposit } from '../../db/deposits/lockDeposit.ts';
import { settleDeposit } from '../../db/deposits/settleDeposit.ts';
import { settleLocked } from '../../db/deposits/settleLocked.ts';
import { recordCaughtUp } from '../../db/scanning/recordCaughtUp.ts';
import { rollbackChain } from '../../db/scanning/rollbackChain.ts';
import { PurserError } from '../../domain/errors.ts';
import type { TransactionId } from '../../domain/ids.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { currencyOf, depositOf, hit, must, newOwner, rules, TestScan, verdict } from './fixtures.ts';
import { personOf } from './operator.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

/** What the entries of a deposit moved, summed by book; books with a sum of zero are left out. */
async function standing(id: TransactionId): Promise<Record<string, bigint>> {
  const rows = await db
    .selectFrom('postings')
    .innerJoin('entries', 'entries.id', 'postings.entry_id')
    .select(({ fn }) => ['ledger', fn.sum<bigint>('amount').as('total')])
    .where('transaction_id', '=', id)
    .groupBy('ledger')
    .having(({ fn }) => fn.sum('amount'), '<>', 0)
    .execute();
  return Object.fromEntries(rows.map(row => [row.ledger, row.total]));
}

it('Rules of money 10: everything that acts on one customer’s money at once ends without deadlock, in balance', async () => {
  const owner = await newOwner(db);
  const person = await personOf(db, owner);
  const scan = await TestScan.start(db);
  const base = scan.cursor;
  // Dust that reaches the minimum repeatedly, and sums above the minimum, in blocks of several.
  const blocks = Array.from({ length: 6 }, (_, at) =>
    [30n, 40n, 50n, 1000n + BigInt(at)].map(amount => hit(owner, amount)),
  );
  const hits = blocks.flat();
  for (const block of blocks) await scan.mine(block);
  const ids = await Promise.all(hits.map(async transfer => (await depositOf(db, transfer)).id));
  const expected = new Set(['not_allocatable', 'not_declined']);
  const refused = (error: unknown): void => {
    if (!(error instanceof PurserError) || !expected.has(error.code)) throw error;
  };
  const each = async (work: (id: TransactionId, at: number) => Promise<unknown>): Promise<void> => {
    for (const [at, id] of ids.entries()) await work(id, at).catch(refused);
  };

  async function chain(): Promise<void> {
    for (let round = 0; round < 4; round++) {
      await scan.finalize();
      scan.cursor = await rollbackChain(db, scan.cursor, { number: base.height, hash: base.hash }, true);
      for (const block of blocks) await scan.mine(block);
    }
    await scan.finalize();
  }
  async function people(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      await person.block(round % 2 === 0);
      await each((id, at) => person.allocate(id, at % 2 ? 'customer' : 'merchant'));
      await person.release().catch(refused);
    }
    await person.block(false);
  }
  async function decisions(): Promise<void> {
    await each((id, at) => person.decide(id, at % 8 === 3 ? 'decline' : 'approve'));
    await each(id => person.decide(id, 'approve'));
  }
  const settling = async (): Promise<void> => {
    for (let round = 0; round < 6; round++) await each(id => settleDeposit(db, currencyOf, id));
  };
  await Promise.all([chain(), people(), decisions(), settling(), settling(), settling()]);

  await each(async id => {
    while (!['done', 'wait'].includes((await settleDeposit(db, currencyOf, id)).step));
  });
  for (const [at, id] of ids.entries()) {
    const { amount, credited_to } = await depositOf(db, must(hits[at]));
    expect(credited_to).not.toBeNull();
    expect(await standing(id)).toEqual({ custody: -amount, [String(credited_to)]: amount });
  }
}, 60_000);

/** Two deposits below the minimum that together reach it: the first is posted, the second will be. */
async function dustAboutToBePromoted() {
  const owner = await newOwner(db);
  const scan = await TestScan.start(db);
  const base = scan.cursor;
  const [first, second] = [hit(owner, 60n), hit(owner, 60n)];
  await scan.mine([first]);
  await scan.finalize();
  const posted = await depositOf(db, first);
  await verdict(db, posted.id, 'approve');
  await settleDeposit(db, currencyOf, posted.id);
  await scan.mine([second]);
  const last = await depositOf(db, second);
  await verdict(db, last.id, 'approve');
  return { scan, base, posted, last };
}

/** Settles the deposit, and begins `other` after its locks are taken and before those of the promotion. */
async function settleAgainst(id: TransactionId, other: () => Promise<unknown>): Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  await db.transaction().execute(async trx => {
    const locked = must(await lockDeposit(trx, currencyOf, id));
    running = other();
    running.catch(() => undefined);
    await aStatementWaits();
    await settleLocked(trx, locked);
  });
  await running;
}

async function aStatementWaits(): Promise<void> {
  const end = Date.now() + 5000;
  while (Date.now() < end) {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(db);
    if (rows.length > 0) return;
  }
  throw new Error('no statement waits for a lock');
}

it('Rules of money 10: a reorg of dust waits for its promotion, and locks nothing that the promotion needs', async () => {
  const { scan, base, posted, last } = await dustAboutToBePromoted();
  await scan.finalize();
  await settleAgainst(last.id, async () => {
    await rollbackChain(db, scan.cursor, { number: base.height, hash: base.hash }, true);
  });
  for (const { id } of [posted, last]) {
    expect(await settleDeposit(db, currencyOf, id)).toEqual({ step: 'reverse' });
    expect(await standing(id)).toEqual({});
  }
});

it('Rules of money 10: finality locks the purse before its deposits, as a promotion does', async () => {
  const { scan, posted, last } = await dustAboutToBePromoted();
  await scan.finalize();
  // As after a fork that brought its block back.
  await db.updateTable('transactions').set({ final_block_hash: null }).where('id', '=', posted.id).execute();
  await settleAgainst(last.id, () =>
    recordCaughtUp(db, scan.cursor, rules(scan.cursor.height), new Date(), null),
  );
  for (const { id } of [posted, last]) {
    expect(await standing(id)).toEqual({ custody: -60n, customer: 60n });
  }
});
