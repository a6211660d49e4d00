import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimQuietDust } from '../../db/claimQuietDust.ts';
import type { Db } from '../../db/connect.ts';
import { relaySignals } from '../../db/relaySignals.ts';
import type { OutboxSignal } from '../../db/relaySignals.ts';
import { settleDeposit } from '../../db/settleDeposit.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { booksOf, currencyOf, depositOf, eventsOf, hit, newOwner, TestScan, verdict } from './world.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

async function signalled(): Promise<string[]> {
  const sent: OutboxSignal[] = [];
  await relaySignals(db, 1000, signal => {
    sent.push(signal);
    return Promise.resolve();
  });
  return sent.flatMap(({ payload }) => payload?.transactionIds ?? []);
}

describe('deposits below the minimum', () => {
  it('send no signal and no event, not in their block and not when it is final', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signalled();
    await scan.mine([hit(owner, 40n)]);
    await scan.finalize();
    expect(await signalled()).toEqual([]);
    expect(await eventsOf(db, owner)).toEqual([]);
  });

  it('are all told of with the one that makes them reach it, and then like any other', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signalled();
    const parts = [hit(owner, 40n), hit(owner, 40n), hit(owner, 40n)];
    for (const part of parts) await scan.mine([part]);
    const ids = await Promise.all(parts.map(async part => (await depositOf(db, part)).id));
    expect((await signalled()).toSorted()).toEqual(ids.toSorted());
    await scan.finalize();
    expect((await signalled()).toSorted()).toEqual(ids.toSorted());
  });

  it('of several purses or currencies are not added up', async () => {
    const [one, other] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    await signalled();
    await scan.mine([hit(one, 60n), hit(other, 60n)]);
    expect(await signalled()).toEqual([]);
  });

  it('count with what was posted already, which is promoted with the rest', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const first = hit(owner, 60n);
    await scan.mine([first]);
    await scan.finalize();
    const { id } = await depositOf(db, first);
    await verdict(db, id, 'approve');
    await settleDeposit(db, currencyOf, id);
    expect(await booksOf(db, owner)).toEqual({ custody: -60n, unattributed: 60n });
    await signalled();

    const second = hit(owner, 60n);
    await scan.mine([second]);
    await scan.finalize();
    const last = await depositOf(db, second);
    expect(await signalled()).toContain(last.id);
    await verdict(db, last.id, 'approve');
    await settleDeposit(db, currencyOf, last.id);
    expect(await booksOf(db, owner)).toEqual({ custody: -120n, unattributed: 0n, customer: 120n });
  });

  it('are settled beside the workflow when final, each claimed by one', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await claimQuietDust(db, 100);
    await scan.mine([hit(owner, 10n)]);
    expect(await claimQuietDust(db, 10)).toEqual([]);
    await scan.finalize();
    const claims = await Promise.all([claimQuietDust(db, 10), claimQuietDust(db, 10)]);
    expect(claims.flat()).toMatchObject([{ purseId: owner.purseId }]);
    expect(await claimQuietDust(db, 10)).toEqual([]);
  });
});
