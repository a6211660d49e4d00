import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/connect.ts';
import { relaySignals } from '../../db/relaySignals.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import { hit, newOwner, TestScan, sentSignals } from './world.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const signals = () => sentSignals(db);

describe('the relay of signals', () => {
  it('keeps what was not acknowledged, and sends it again', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signals();
    await scan.mine([hit(owner)]);
    const down = await relaySignals(db, 10, () => Promise.reject(new Error('Temporal is down')));
    expect(down.sent).toBe(0);
    expect(await signals()).toEqual([]);
    await db.updateTable('signal_outbox').set({ not_before: new Date() }).execute();
    expect((await signals()).map(signal => signal.purseId)).toEqual([owner.purseId]);
    expect(await signals()).toEqual([]);
  });

  it('lets one purse that cannot be told hold up no other', async () => {
    const [poison, owner] = [await newOwner(db), await newOwner(db)];
    const scan = await TestScan.start(db);
    await signals();
    await scan.mine([hit(poison)]);
    await scan.mine([hit(owner)]);
    const told: string[] = [];
    await relaySignals(db, 10, signal => {
      const purseId = 'purseId' in signal ? signal.purseId : '';
      if (purseId === poison.purseId) return Promise.reject(new Error('too many signals'));
      told.push(purseId);
      return Promise.resolve();
    });
    expect(told).toEqual([owner.purseId]);
    await db.updateTable('signal_outbox').set({ not_before: new Date() }).execute();
    expect((await signals()).map(signal => signal.purseId)).toEqual([poison.purseId]);
  });

  it('passes over what another relay has in hand, however long that takes', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signals();
    for (let block = 0; block < 20; block++) await scan.mine([hit(owner)]);
    const sent: number[] = [];
    const secondDone = Promise.withResolvers<void>();
    const firstHasOne = Promise.withResolvers<void>();
    const first = relaySignals(db, 10, async signal => {
      sent.push(signal.id);
      firstHasOne.resolve();
      await secondDone.promise;
    });
    await firstHasOne.promise;
    await relaySignals(db, 10, signal => {
      sent.push(signal.id);
      return Promise.resolve();
    });
    secondDone.resolve();
    await first;
    expect(new Set(sent).size).toBe(20);
    expect(sent).toHaveLength(20);
  });
});
