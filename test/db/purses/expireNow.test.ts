import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { archivePurse } from '../../../db/purses/archivePurse.ts';
import { expireNow } from '../../../db/purses/expireNow.ts';
import { recordCaughtUp } from '../../../db/scanning/recordCaughtUp.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import {
  currencyOf,
  eventsOf,
  finalDeposit,
  network,
  newOwner,
  rules,
  sentSignals,
  TestScan,
} from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const expire = ({ accountId, purseId }: Owner) =>
  db.transaction().execute(trx => expireNow(trx, accountId, purseId));
const deadlineOf = async ({ purseId }: Owner) =>
  (await db.selectFrom('purses').select('expires_at').where('id', '=', purseId).executeTakeFirstOrThrow())
    .expires_at;

describe('ending a period now', () => {
  it('is for test accounts: a live account’s purse keeps its period', async () => {
    const owner = await newOwner(db);
    const before = await deadlineOf(owner);
    await db.updateTable('accounts').set({ livemode: true }).where('id', '=', owner.accountId).execute();
    await expect(expire(owner)).rejects.toMatchObject({ code: 'purse_not_active' });
    expect(await deadlineOf(owner)).toEqual(before);
  });

  it('is rolled back with its transaction, including its signal', async () => {
    const owner = await newOwner(db);
    const before = await deadlineOf(owner);
    await sentSignals(db);
    const given = db.transaction().execute(async trx => {
      await expireNow(trx, owner.accountId, owner.purseId);
      throw new RangeError('the process ends here');
    });
    await expect(given).rejects.toThrow(RangeError);
    expect([await deadlineOf(owner), await sentSignals(db)]).toEqual([before, []]);
  });

  it('twice, and beside the expiry itself, makes one expiry with one event', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await expire(owner);
    const later = new Date(Date.now() + 1000);
    await recordCaughtUp(db, scan.cursor, rules(-1), later, later);
    const all = await Promise.allSettled([
      expire(owner),
      archivePurse(db, [network.chainId], owner.purseId, later),
      expire(owner),
    ]);
    // One that came after the expiry found no active purse.
    const refused = all.flatMap(one => (one.status === 'rejected' ? [one.reason as unknown] : []));
    for (const reason of refused) expect(reason).toMatchObject({ code: 'purse_not_active' });
    expect(all[1]).toMatchObject({ status: 'fulfilled', value: { outcome: 'archived' } });
    expect(await eventsOf(db, owner)).toEqual(['CUSTOMER_PURSE_EXPIRED']);
  });

  it('beside a credit has the effect of the later one: the credit restarts the period, whichever asked first', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: true });
    const [expired] = await Promise.all([expire(owner), settleDeposit(db, currencyOf, deposit.id)]);
    const deadline = await deadlineOf(owner);
    const isRestarted = deadline !== null && deadline.getTime() > Date.now();
    expect(isRestarted || deadline?.getTime() === expired.getTime()).toBe(true);
  });
});
