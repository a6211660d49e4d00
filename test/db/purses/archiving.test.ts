import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { archivePurse } from '../../../db/purses/archivePurse.ts';
import { recordCaughtUp } from '../../../db/scanning/recordCaughtUp.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { depositOf, eventsOf, hit, network, newOwner, rules, TestScan } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

describe('archiving a purse', () => {
  const later = new Date(Date.now() + 3600_000);
  async function expired(): Promise<{ owner: Owner; scan: TestScan }> {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await db
      .updateTable('purses')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', owner.purseId)
      .execute();
    return { owner, scan };
  }
  const catchUpAt = (scan: TestScan, at: Date): Promise<void> =>
    recordCaughtUp(db, scan.cursor, rules(-1), at, at);
  const archive = (owner: Owner, at = later) => archivePurse(db, [network.chainId], owner.purseId, at);

  it('sends one event, however often it is requested', async () => {
    const { owner, scan } = await expired();
    await catchUpAt(scan, new Date());
    await Promise.all([archive(owner), archive(owner), archive(owner)]);
    expect(await archive(owner)).toMatchObject({
      outcome: 'archived',
      purse: { state: 'ARCHIVED', expiresAt: null },
    });
    expect(await eventsOf(db, owner)).toEqual(['CUSTOMER_PURSE_EXPIRED']);
  });

  it('waits until the scanners have read past the deadline', async () => {
    const { owner, scan } = await expired();
    expect(await archive(owner)).toEqual({ outcome: 'scanners_behind' });
    await catchUpAt(scan, new Date(Date.now() - 60_000));
    expect(await archive(owner)).toEqual({ outcome: 'scanners_behind' });
    await catchUpAt(scan, new Date());
    expect(await archive(owner)).toMatchObject({ outcome: 'archived' });
  });

  it('is refused before the deadline, and while a deposit is unfinished', async () => {
    const { owner, scan } = await expired();
    await catchUpAt(scan, new Date());
    expect(await archive(owner, new Date(0))).toMatchObject({ outcome: 'not_due' });
    const transfer = hit(owner);
    await scan.mine([transfer]);
    const { id } = await depositOf(db, transfer);
    expect(await archive(owner)).toEqual({
      outcome: 'unfinished',
      deposits: [{ transactionId: id, step: 'judge' }],
    });
  });

  it('and a deposit at the same time: the deposit is in time or late, never lost', async () => {
    for (let round = 0; round < 10; round++) {
      const { owner, scan } = await expired();
      await catchUpAt(scan, new Date());
      const transfer = hit(owner);
      const [outcome] = await Promise.all([archive(owner), scan.mine([transfer])]);
      const { late } = await depositOf(db, transfer);
      expect(late).toBe(outcome.outcome === 'archived');
    }
  });
});
