import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { reservePurse } from '../../../db/purses/reservePurse.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { booksOf, currencyOf, depositOf, hit, must, sentSignals } from '../fixtures.ts';
import { undecided } from '../operator.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const settle = (id: TransactionId) => settleDeposit(db, currencyOf, id);
const deposits = (...amounts: readonly bigint[]) => undecided(db, ...amounts);

describe('Rules of money 3: declining', () => {
  it('holds all deposits of the purse that are not credited, also approved ones; earlier credits stand', async () => {
    const { owner, scan, ids, person } = await deposits(1000n, 500n, 300n);
    const [credited, approved, declined] = [must(ids[0]), must(ids[1]), must(ids[2])];
    await person.decide(credited, 'approve');
    await scan.finalize();
    await settle(credited);
    await person.decide(approved, 'approve');
    await person.decide(declined, 'decline');
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1800n, customer: 1000n, held: 800n });
    expect(await person.decide(credited, 'approve')).toBe('already_decided');
    expect(await person.decide(credited, 'decline')).toBe('already_decided');
  });

  it('of dust holds the dust, and does not affect the purse', async () => {
    const { owner, scan, id, person } = await deposits(60n);
    await person.decide(id, 'decline');
    await scan.finalize();
    await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -60n, held: 60n });
    const purse = await db
      .selectFrom('purses')
      .select('state')
      .where('id', '=', owner.purseId)
      .executeTakeFirstOrThrow();
    expect(purse).toEqual({ state: 'ACTIVE' });
  });

  it('leaves the purse’s dust unattributed, and later freed money does not include it', async () => {
    const { owner, scan, ids, person } = await deposits(60n, 60n, 1000n);
    const [posted, freed, declined] = [must(ids[0]), must(ids[1]), must(ids[2])];
    await person.decide(posted, 'approve');
    await scan.finalize();
    await settle(posted);
    await person.decide(declined, 'decline');
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1120n, unattributed: 60n, held: 1060n });
    await person.decide(freed, 'approve');
    expect(await booksOf(db, owner)).toEqual({ custody: -1120n, unattributed: 120n, held: 1000n });
  });

  it('holds deposits to a released purse, while its customer has another purse', async () => {
    const { owner, scan, id, person } = await deposits(1000n);
    await person.decide(id, 'decline');
    await person.release();
    const { purseId } = await reservePurse(db, owner.customerId);
    expect(purseId).not.toBe(owner.purseId);
    const late = hit(owner, 700n);
    await scan.mine([late]);
    await scan.finalize();
    for (const one of [id, (await depositOf(db, late)).id]) await settle(one);
    expect(await booksOf(db, owner)).toEqual({ custody: -1700n, held: 1700n });
    await db.updateTable('customers').set({ blocked: false }).where('id', '=', owner.customerId).execute();
    await sentSignals(db);
    await person.block(true);
    // The released purse shows the blocked customer with the held money.
    const signalled = (await sentSignals(db)).map(signal => signal.purseId);
    expect(signalled.toSorted()).toEqual([owner.purseId, purseId].toSorted());
  });
});
