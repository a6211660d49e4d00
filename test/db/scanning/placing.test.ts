import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { dropPending, recordPending } from '../../../db/scanning/recordPending.ts';
import { rollbackChain, storedBlocksBelow } from '../../../db/scanning/rollbackChain.ts';
import { baseUnits } from '../../../domain/money.ts';
import type { Hit } from '../../../domain/scanning/foundBlock.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { Owner } from '../fixtures.ts';
import { currencyOf, depositOf, hit, must, network, newOwner, TestScan, verdict } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

async function rollBackAll(scan: TestScan): Promise<void> {
  scan.cursor = await rollbackChain(
    db,
    scan.cursor,
    must((await storedBlocksBelow(db, network.chainId, 1, 1))[0]),
    true,
  );
}

/** The database, and the number of statements sent through it. */
function counted(): { readonly db: Db; readonly statements: () => number } {
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { db: db.withPlugin(counter), statements: () => statements };
}

describe('known deposits that are placed in a block', () => {
  it('keep their state: credited ones stay, withdrawn ones return, forecasts come true', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const [credited, withdrawn, waiting] = [hit(owner, 1000n), hit(owner, 2000n), hit(owner, 3000n)];
    const [dust, loudDust] = [hit(owner, 7n), hit(owner, 8n)];
    const first = await scan.mine([credited, withdrawn, waiting, dust, loudDust]);
    await scan.finalize();
    const before = await depositOf(db, credited);
    await verdict(db, before.id, 'approve');
    await settleDeposit(db, currencyOf, before.id);
    await db
      .updateTable('transactions')
      .set({ quiet: false })
      .where('tx_hash', '=', loudDust.txHash)
      .execute();
    const [pending, dropped] = [hit(owner, 4000n), hit(owner, 5000n)];
    await recordPending(db, network.chainId, [
      { ...pending, nonce: 1 },
      { ...dropped, nonce: 2 },
    ]);
    await dropPending(db, network.chainId, new Map([[dropped.txHash, 'vanished']]), currencyOf);
    await rollBackAll(scan);
    for (const gone of [withdrawn, dust, loudDust]) {
      await settleDeposit(db, currencyOf, (await depositOf(db, gone)).id);
    }
    const archived = { state: 'ARCHIVED', archived_at: new Date() } as const;
    await db.updateTable('purses').set(archived).where('id', '=', owner.purseId).execute();

    const fresh = hit(owner, 6000n);
    const all = [credited, withdrawn, waiting, dust, loudDust, pending, dropped, fresh];
    const block = await scan.mine(all);

    const place = { block_number: block.number, block_hash: block.hash };
    const pendingCheck = { status: 'PENDING_COMPLIANCE_CHECK', compliance_status: 'IN_PROGRESS' };
    const wasMined = { ...place, mined_at: first.minedAt };
    expect(await depositOf(db, credited)).toMatchObject({
      ...wasMined,
      status: 'CONFIRMED',
      credited_block_hash: before.block_hash,
      version: 2,
      late: false,
    });
    expect(await depositOf(db, withdrawn)).toMatchObject({
      ...wasMined,
      ...pendingCheck,
      version: 3,
      late: true,
    });
    expect(await depositOf(db, waiting)).toMatchObject({
      ...wasMined,
      ...pendingCheck,
      version: 1,
      late: false,
    });
    expect(await depositOf(db, dust)).toMatchObject({
      ...wasMined,
      ...pendingCheck,
      quiet: true,
      version: 2,
    });
    expect(await depositOf(db, loudDust)).toMatchObject({ ...wasMined, ...pendingCheck, quiet: false });
    const isMined = { ...place, mined_at: block.minedAt };
    expect(await depositOf(db, pending)).toMatchObject({
      ...isMined,
      ...pendingCheck,
      version: 2,
      late: true,
    });
    expect(await depositOf(db, dropped)).toMatchObject({ ...isMined, ...pendingCheck, version: 3 });
    expect(await depositOf(db, fresh)).toMatchObject({ ...isMined, ...pendingCheck, version: 1 });
    const count = await db
      .selectFrom('transactions')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('purse_id', '=', owner.purseId)
      .executeTakeFirstOrThrow();
    expect(count.n).toBe(all.length);
  });

  it('that were forecast keep their places if the block has them in another order', async () => {
    const owner = await newOwner(db);
    const scan = await TestScan.start(db);
    const one = hit(owner, 1000n, { kind: 'token', ordinal: '0' });
    const two = { ...one, ordinal: '1' };
    await recordPending(db, network.chainId, [
      { ...one, nonce: 1 },
      { ...two, nonce: 1 },
    ]);
    const [first, second] = [await depositOf(db, one), await depositOf(db, two)];
    // If the first of these got the first row, the second could not have its place.
    const other = { ...one, ordinal: '7', amount: baseUnits(990n) };
    await scan.mine([other, one]);
    expect(await depositOf(db, one)).toMatchObject({ id: first.id, block_number: scan.cursor.height });
    expect(await depositOf(db, other)).toMatchObject({ id: second.id, amount: 990n });
  });

  it('cost the same number of statements, however many they are', async () => {
    const owner = await newOwner(db);
    const one = await statementsToPlace(owner, 1);
    expect(await statementsToPlace(owner, 60)).toBe(one);
  });

  async function statementsToPlace(owner: Owner, deposits: number): Promise<number> {
    const { db: through, statements } = counted();
    const scan = await TestScan.start(through);
    const hits: readonly Hit[] = Array.from({ length: deposits }, () => hit(owner));
    await scan.mine(hits);
    await rollBackAll(scan);
    const before = statements();
    await scan.mine(hits);
    return statements() - before;
  }
});
