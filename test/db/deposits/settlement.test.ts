import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { newId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import {
  approvedDeposits,
  booksOf,
  currencyOf,
  depositOf,
  eventsOf,
  finalDeposit,
  hit,
  must,
  newOwner,
  TestScan,
  verdict,
} from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const settle = (id: Parameters<typeof settleDeposit>[2]) => settleDeposit(db, currencyOf, id);

describe('settling a deposit', () => {
  it('credits it once for fifty simultaneous settlements', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: true });
    const steps = await Promise.all(Array.from({ length: 50 }, () => settle(deposit.id)));
    expect(steps.filter(({ step }) => step === 'post')).toHaveLength(1);
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
    expect(await eventsOf(db, owner)).toEqual([
      'CUSTOMER_PURSE_PENDING_COMPLIANCE',
      'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
    ]);
  });

  it('posts nothing before it is both final and judged, in either order', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const [finalFirst, judgedFirst] = [hit(owner), hit(owner)];
    await scan.mine([finalFirst, judgedFirst]);
    const [a, b] = [await depositOf(db, finalFirst), await depositOf(db, judgedFirst)];
    await verdict(db, b.id, 'approve');
    expect(await settle(b.id)).toEqual({ step: 'wait', for: 'finality' });
    await scan.finalize();
    expect(await settle(a.id)).toEqual({ step: 'wait', for: 'verdict' });
    expect(await booksOf(db, owner)).toEqual({});
    await verdict(db, a.id, 'approve');
    await settle(a.id);
    await settle(b.id);
    expect(await booksOf(db, owner)).toEqual({ custody: -2000n, customer: 2000n });
  });

  it('sees a customer’s block that came first, whatever it had read before', async () => {
    const { owner, transfer, deposit } = await finalDeposit(db, { approved: true });
    // The block has locked the customer's row; the settlement must wait and then see it.
    const blocked = Promise.withResolvers<void>();
    const blocking = db.transaction().execute(async trx => {
      await trx.updateTable('customers').set({ blocked: true }).where('id', '=', owner.customerId).execute();
      blocked.resolve();
      await new Promise(resolve => setTimeout(resolve, 300));
    });
    await blocked.promise;
    const [step] = await Promise.all([settle(deposit.id), blocking]);
    expect(step).toEqual({ step: 'post', to: 'merchant' });
    expect(await depositOf(db, transfer)).toMatchObject({ blocked: true, credited_to: 'merchant' });
  });

  it('holds a declined deposit and later ones to the purse, and sends one event for each', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: false });
    await db.updateTable('purses').set({ state: 'DECLINED' }).where('id', '=', owner.purseId).execute();
    expect(await settle(deposit.id)).toEqual({ step: 'post', to: 'held' });
    expect(await settle(deposit.id)).toEqual({ step: 'done' });
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, held: 1000n });
    expect(await eventsOf(db, owner)).toEqual([
      'CUSTOMER_PURSE_PENDING_COMPLIANCE',
      'CUSTOMER_PURSE_COMPLIANCE_DECLINED',
    ]);
  });

  it('promotes dust together, each with its own entry and event, also if two settle at once', async () => {
    const owner = await newOwner(db);
    const { ids } = await approvedDeposits(db, owner, [40n, 59n, 1n]);
    await settle(must(ids[0]));
    await settle(must(ids[1]));
    expect(await booksOf(db, owner)).toEqual({ custody: -99n, unattributed: 99n });
    await Promise.all([settle(must(ids[2])), settle(must(ids[2]))]);
    expect(await booksOf(db, owner)).toEqual({ custody: -100n, customer: 100n, unattributed: 0n });
    expect((await eventsOf(db, owner)).filter(type => type.endsWith('FOR_PURSE'))).toHaveLength(3);
  });

  it('restarts the purse’s period', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    await db.updateTable('purses').set({ expires_at: new Date() }).where('id', '=', owner.purseId).execute();
    await scan.mine([transfer]);
    await scan.finalize();
    const deposit = await depositOf(db, transfer);
    await verdict(db, deposit.id, 'approve');
    await settle(deposit.id);
    const { expires_at } = await db
      .selectFrom('purses')
      .select('expires_at')
      .where('id', '=', owner.purseId)
      .executeTakeFirstOrThrow();
    expect(Number(expires_at) - Date.now()).toBeGreaterThan(29 * 24 * 3600 * 1000);
  });
});

describe('the ledger', () => {
  it('refuses, in the database, an entry that does not balance', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    await scan.mine([transfer]);
    const deposit = await depositOf(db, transfer);
    const unbalanced = db.transaction().execute(async trx => {
      const entry = newId('ent');
      await trx
        .insertInto('entries')
        .values({
          id: entry,
          account_id: owner.accountId,
          transaction_id: deposit.id,
          purpose: 'credit',
          incarnation: 0,
        })
        .execute();
      await trx
        .insertInto('postings')
        .values({
          entry_id: entry,
          account_id: owner.accountId,
          ledger: 'customer',
          customer_id: owner.customerId,
          purse_id: owner.purseId,
          currency: deposit.currency,
          amount: deposit.amount,
        })
        .execute();
    });
    await expect(unbalanced).rejects.toMatchObject({ code: '23514' });
  });

  it('sums to zero over all currencies', async () => {
    const { rows } = await sql<{
      total: bigint;
    }>`select sum(amount) as total from postings group by currency`.execute(db);
    expect(rows).toEqual([{ total: 0n }]);
  });
});
