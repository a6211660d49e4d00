import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { findPursesByAddress } from '../../../db/purses/findPursesByAddress.ts';
import { dropPending, recordPending } from '../../../db/scanning/recordPending.ts';
import { rollbackChain, storedBlocksBelow } from '../../../db/scanning/rollbackChain.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import {
  currencyOf,
  depositOf,
  eventsOf,
  hit,
  must,
  network,
  newOwner,
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

const signals = () => sentSignals(db);

describe('committing a block', () => {
  it('refuses a scanner that lost its chain, and saves nothing of its block', async () => {
    const owner = await newOwner(db);
    const old = await TestScan.start(db);
    const heir = await old.takeOver();
    await expect(old.mine([hit(owner)])).rejects.toMatchObject({ code: 'scanner_fenced' });
    await heir.mine([]);
    expect(await eventsOf(db, owner)).toEqual([]);
    expect(await db.selectFrom('blocks').select('number').orderBy('number').execute()).toEqual([
      { number: 0 },
      { number: 1 },
    ]);
  });

  it('refuses the same block a second time', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const before = scan.cursor;
    await scan.mine([hit(owner)]);
    scan.cursor = before;
    await expect(scan.mine([hit(owner)])).rejects.toMatchObject({ code: 'scanner_fenced' });
  });

  it('separates several transfers of one transaction to one purse, and sends one signal for all', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    await signals();
    const first = hit(owner, 500n, { kind: 'token', ordinal: '1' });
    const second = { ...first, ordinal: '3' };
    await scan.mine([first, second]);
    expect((await depositOf(db, first)).id).not.toBe((await depositOf(db, second)).id);
    const sent = await signals();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.payload?.transactionIds).toHaveLength(2);
  });

  it('matches a forecast with another place or amount', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const forecast = hit(owner, 1000n, { kind: 'token', ordinal: '0' });
    await recordPending(db, network.chainId, [{ ...forecast, nonce: 0 }]);
    const pending = await depositOf(db, forecast);
    const came = { ...forecast, ordinal: '2', amount: baseUnits(990n) };
    await scan.mine([came, { ...came, ordinal: '5' }]);
    expect(await depositOf(db, came)).toMatchObject({
      id: pending.id,
      amount: 990n,
      status: 'PENDING_COMPLIANCE_CHECK',
      version: 2,
    });
    expect((await depositOf(db, { ...came, ordinal: '5' })).id).not.toBe(pending.id);
    await signals();
  });

  it('matches a deposit that was seen pending, under the same id', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    await recordPending(db, network.chainId, [{ ...transfer, nonce: 0 }]);
    await recordPending(db, network.chainId, [{ ...transfer, nonce: 0 }]);
    const pending = await depositOf(db, transfer);
    expect(pending).toMatchObject({ status: 'MEM_POOL_FOUND', compliance_status: 'UNCHECKED', version: 1 });
    expect(await signals()).toEqual([]);
    await scan.mine([transfer]);
    expect(await depositOf(db, transfer)).toMatchObject({
      id: pending.id,
      status: 'PENDING_COMPLIANCE_CHECK',
      version: 2,
    });
    expect(await eventsOf(db, owner)).toEqual([
      'CUSTOMER_PURSE_MEM_POOL_FOUND',
      'CUSTOMER_PURSE_PENDING_COMPLIANCE',
    ]);
  });

  it('drops a pending deposit that will not come, and matches it if it comes after all', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    await recordPending(db, network.chainId, [{ ...transfer, nonce: 0 }]);
    await dropPending(db, network.chainId, new Map([[transfer.txHash, 'vanished']]), currencyOf);
    expect(await depositOf(db, transfer)).toMatchObject({ status: 'DROPPED' });
    await scan.mine([transfer]);
    expect(await depositOf(db, transfer)).toMatchObject({ status: 'PENDING_COMPLIANCE_CHECK' });
    expect((await eventsOf(db, owner)).at(1)).toBe('TRANSACTION_DROPPED');
  });

  it('finds purses by address, also archived ones', async () => {
    const owner = await newOwner(db);
    const other = await newOwner(db);
    await db
      .updateTable('purses')
      .set({ state: 'ARCHIVED', archived_at: new Date() })
      .where('id', '=', other.purseId)
      .execute();
    const found = await findPursesByAddress(db, [owner.address, other.address, hit(owner).from]);
    expect([...found.values()].toSorted()).toEqual([owner.purseId, other.purseId].toSorted());
  });
});

describe('a rollback', () => {
  it('below the final block is refused until it is accepted', async () => {
    const scan = await TestScan.start(db);
    await scan.mine();
    await scan.mine();
    await scan.finalize();
    const ancestor = must((await storedBlocksBelow(db, network.chainId, 1, 1))[0]);
    await expect(rollbackChain(db, scan.cursor, ancestor, false)).rejects.toMatchObject({
      code: 'reorg_too_deep',
    });
    scan.cursor = await rollbackChain(db, scan.cursor, ancestor, true);
    expect(scan.cursor.height).toBe(0);
  });

  it('keeps the observation of the lost block, and one canonical one of the new block', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const transfer = hit(owner);
    await scan.mine([transfer]);
    const ancestor = must((await storedBlocksBelow(db, network.chainId, 1, 1))[0]);
    scan.cursor = await rollbackChain(db, scan.cursor, ancestor, false);
    await scan.mine([]);
    await scan.mine([transfer]);
    const { id } = await depositOf(db, transfer);
    const seen = await db
      .selectFrom('observations')
      .select(['block_number', 'canonical'])
      .where('transaction_id', '=', id)
      .orderBy('block_number')
      .execute();
    expect(seen).toEqual([
      { block_number: 1, canonical: false },
      { block_number: 2, canonical: true },
    ]);
  });
});
