import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/connect.ts';
import { settleDeposit } from '../../db/deposits/settleDeposit.ts';
import { archivePurse } from '../../db/purses/archivePurse.ts';
import { recordCaughtUp } from '../../db/scanning/recordCaughtUp.ts';
import { rollbackChain } from '../../db/scanning/rollbackChain.ts';
import type { TransactionId } from '../../domain/ids.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import {
  approvedDeposits,
  booksOf,
  currencyOf,
  depositOf,
  eventsOf,
  finalDeposit,
  hit,
  network,
  newOwner,
  rules,
  TestScan,
  verdict,
} from './fixtures.ts';
import { personOf } from './operator.ts';

// Each test names the rule that it checks. Rule 3 is in declining.test.ts and freeing.test.ts, allocations (4
// and 5) in allocating.test.ts, and the order of locks (10) in lockOrder.test.ts.

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const settle = (id: TransactionId) => settleDeposit(db, currencyOf, id);

describe('Rules of money 1', () => {
  it('an approved deposit that is not final stays pending compliance', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    await scan.mine([transfer]);
    const { id } = await depositOf(db, transfer);
    await (await personOf(db, owner)).decide(id, 'approve');
    expect(await settle(id)).toEqual({ step: 'wait', for: 'finality' });
    expect(await depositOf(db, transfer)).toMatchObject({
      status: 'PENDING_COMPLIANCE_CHECK',
      compliance_status: 'IN_PROGRESS',
    });
  });

  it('a deposit first seen in a block sends no pending event, and is late only if its purse had expired', async () => {
    const { owner, transfer, deposit } = await finalDeposit(db, { approved: true });
    await settle(deposit.id);
    expect(await eventsOf(db, owner)).toEqual([
      'CUSTOMER_PURSE_PENDING_COMPLIANCE',
      'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
    ]);
    expect(await depositOf(db, transfer)).toMatchObject({ late: false });
    await db
      .updateTable('purses')
      .set({ state: 'ARCHIVED', archived_at: new Date() })
      .where('id', '=', owner.purseId)
      .execute();
    const scan = await TestScan.start(db);
    const after = hit(owner);
    await scan.mine([after]);
    expect(await depositOf(db, after)).toMatchObject({ late: true });
  });
});

describe('Rules of money 2', () => {
  it('a blocked customer’s deposit belongs to the merchant, and unblocking moves nothing', async () => {
    const owner = await newOwner(db);
    const person = await personOf(db, owner);
    await person.block(true);
    const { hits, ids } = await approvedDeposits(db, owner, [1000n]);
    for (const id of ids) await settle(id);
    await person.block(false);
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, merchant: 1000n });
    for (const transfer of hits) expect(await depositOf(db, transfer)).toMatchObject({ blocked: true });
  });

  it('an allocation moves it, only to the customer, once', async () => {
    const owner = await newOwner(db);
    const person = await personOf(db, owner);
    await person.block(true);
    const { hits, ids } = await approvedDeposits(db, owner, [1000n]);
    for (const id of ids) {
      await settle(id);
      await expect(person.allocate(id, 'merchant')).rejects.toMatchObject({ code: 'not_allocatable' });
      await person.allocate(id, 'customer');
      for (const to of ['customer', 'merchant'] as const) {
        await expect(person.allocate(id, to)).rejects.toMatchObject({ code: 'not_allocatable' });
      }
    }
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, merchant: 0n, customer: 1000n });
    for (const transfer of hits) {
      expect(await depositOf(db, transfer)).toMatchObject({ credited_to: 'customer', blocked: false });
    }
  });
});

describe('Rules of money 4', () => {
  it('dust is unattributed until the dust of its purse and currency reaches the minimum', async () => {
    const owner = await newOwner(db);
    const { ids } = await approvedDeposits(db, owner, [60n, 39n, 1n]);
    for (const id of ids.slice(0, 2)) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -99n, unattributed: 99n });
    for (const id of ids.slice(2)) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -100n, unattributed: 0n, customer: 100n });
  });
});

describe('Rules of money 5', () => {
  it('a reversal is posted in full, and the transfer is credited again under the next incarnation', async () => {
    const owner = await newOwner(db);
    const { scan, hits, ids, rollBack } = await approvedDeposits(db, owner, [1000n, 500n]);
    for (const id of ids) await settle(id);
    await rollBack();
    for (const id of ids) expect(await settle(id)).toEqual({ step: 'reverse' });
    expect(await booksOf(db, owner)).toEqual({ custody: 0n, customer: 0n });
    await scan.mine(hits);
    await scan.finalize();
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1500n, customer: 1500n });
    for (const transfer of hits) expect(await depositOf(db, transfer)).toMatchObject({ incarnation: 1 });
  });

  it('promoted dust is credited again when it returns, although the rest of its sum stayed', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const [stays, returns] = [hit(owner, 60n), hit(owner, 60n)];
    await scan.mine([stays]);
    const fork = scan.cursor;
    await scan.mine([returns]);
    await scan.finalize();
    const ids = [(await depositOf(db, stays)).id, (await depositOf(db, returns)).id];
    for (const id of ids) await verdict(db, id, 'approve');
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toMatchObject({ customer: 120n });

    scan.cursor = await rollbackChain(db, scan.cursor, { number: fork.height, hash: fork.hash }, true);
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toMatchObject({ customer: 60n });
    await scan.mine([returns]);
    await scan.finalize();
    for (const id of ids) await settle(id);
    expect(await booksOf(db, owner)).toEqual({ custody: -120n, unattributed: 0n, customer: 120n });
  });

  it.each([
    ['the customer', 1000n, 'approve', true],
    ['the held', 1000n, 'decline', false],
  ] as const)(
    'a reorg event says whether the money of %s had been credited',
    async (_, amount, decided, reversed) => {
      const owner = await newOwner(db);
      const { ids, rollBack } = await approvedDeposits(db, owner, [amount]);
      for (const id of ids) await verdict(db, id, decided);
      for (const id of ids) await settle(id);
      await rollBack();
      for (const id of ids) expect(await settle(id)).toEqual({ step: 'reverse' });
      const reversals = await db
        .selectFrom('events')
        .select('data')
        .where('customer_id', '=', owner.customerId)
        .where('type', '=', 'TRANSACTION_REORGED')
        .execute();
      expect(reversals).toMatchObject([{ data: { reversed } }]);
    },
  );
});

describe('Rules of money 9', () => {
  it('a purse is archived if no deposit is unfinished and all scanners are past its deadline', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const base = scan.cursor;
    const deadline = new Date(Date.now() - 1000);
    await db.updateTable('purses').set({ expires_at: deadline }).where('id', '=', owner.purseId).execute();
    const archive = () => archivePurse(db, [network.chainId], owner.purseId, new Date());
    const transfer = hit(owner, 1000n);
    await scan.mine([transfer]);
    expect(await archive()).toMatchObject({ outcome: 'unfinished' });
    scan.cursor = await rollbackChain(db, scan.cursor, { number: base.height, hash: base.hash }, false);
    await settle((await depositOf(db, transfer)).id);
    expect(await archive()).toEqual({ outcome: 'scanners_behind' });
    await recordCaughtUp(db, scan.cursor, rules(-1), new Date(), new Date());
    expect(await archive()).toMatchObject({ outcome: 'archived' });
  });
});
