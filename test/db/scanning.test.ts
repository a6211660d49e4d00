import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archivePurse } from '../../db/archivePurse.ts';
import type { Db } from '../../db/connect.ts';
import { standAtHead } from '../../db/standAtHead.ts';
import { findPursesByAddress } from '../../db/findPursesByAddress.ts';
import { dropPending, recordPending } from '../../db/recordPending.ts';
import { relaySignals } from '../../db/relaySignals.ts';
import type { OutboxSignal } from '../../db/relaySignals.ts';
import { rollbackChain, storedBlocksBelow } from '../../db/rollbackChain.ts';
import { baseUnits } from '../../domain/money.ts';
import type { TestDatabase } from '../database.ts';
import { createTestDatabase } from '../database.ts';
import type { Owner } from './world.ts';
import { currencyOf, depositOf, eventsOf, hit, must, network, newOwner, rules, TestScan } from './world.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

async function signals(): Promise<OutboxSignal[]> {
  const sent: OutboxSignal[] = [];
  await relaySignals(db, 1000, signal => {
    sent.push(signal);
    return Promise.resolve();
  });
  return sent;
}

describe('committing a block', () => {
  it('refuses the scanner that lost its chain, and keeps nothing of its block', async () => {
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

  it('keeps several transfers of one transaction to one purse apart, and sends one signal for all', async () => {
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

  it('takes up what was forecast at another place, or of another amount, than it came to', async () => {
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

  it('takes up the deposit that was seen pending, under the same id', async () => {
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

  it('drops what was seen pending and will not come, and takes it up if it comes after all', async () => {
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

  it('finds purses among addresses, archived ones too', async () => {
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
  it('below what was final is refused until it is accepted', async () => {
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

  it('keeps the observation of the lost block, and one canonical of the new', async () => {
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
    await relaySignals(db, 10, ({ purseId }) => {
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
  const archive = (owner: Owner, at = later) => archivePurse(db, [network.chainId], owner.purseId, at);

  it('is told once, however often it is asked', async () => {
    const { owner, scan } = await expired();
    await standAtHead(db, scan.cursor, rules(-1), new Date());
    await Promise.all([archive(owner), archive(owner), archive(owner)]);
    expect(await archive(owner)).toMatchObject({
      outcome: 'archived',
      purse: { state: 'ARCHIVED', expiresAt: null },
    });
    expect(await eventsOf(db, owner)).toEqual(['CUSTOMER_PURSE_EXPIRED']);
  });

  it('waits for the scanners to have looked past the deadline', async () => {
    const { owner, scan } = await expired();
    expect(await archive(owner)).toEqual({ outcome: 'scanners_behind' });
    await standAtHead(db, scan.cursor, rules(-1), new Date(Date.now() - 60_000));
    expect(await archive(owner)).toEqual({ outcome: 'scanners_behind' });
    await standAtHead(db, scan.cursor, rules(-1), new Date());
    expect(await archive(owner)).toMatchObject({ outcome: 'archived' });
  });

  it('is refused before the deadline, and while a deposit is unfinished', async () => {
    const { owner, scan } = await expired();
    await standAtHead(db, scan.cursor, rules(-1), new Date());
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
      await standAtHead(db, scan.cursor, rules(-1), new Date());
      const transfer = hit(owner);
      const [outcome] = await Promise.all([archive(owner), scan.mine([transfer])]);
      const { late } = await depositOf(db, transfer);
      expect(late).toBe(outcome.outcome === 'archived');
    }
  });
});
