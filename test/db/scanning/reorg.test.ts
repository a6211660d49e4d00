import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { rollbackChain, storedBlocksBelow } from '../../../db/scanning/rollbackChain.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import type { TestScan } from '../fixtures.ts';
import { booksOf, currencyOf, depositOf, finalDeposit, hit, must, verdict } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const settle = (id: Parameters<typeof settleDeposit>[2]) => settleDeposit(db, currencyOf, id);

describe('a reorg', () => {
  async function credited() {
    const { owner, scan, transfer, deposit } = await finalDeposit(db, { approved: true });
    await settle(deposit.id);
    return { owner, scan, transfer, deposit };
  }
  async function rollBackAll(scan: TestScan): Promise<void> {
    const first = (await storedBlocksBelow(db, scan.cursor.chainId, 1, 1))[0];
    scan.cursor = await rollbackChain(db, scan.cursor, must(first), true);
  }

  it('after the credit reverses it in full, and the returned deposit is credited under the next incarnation', async () => {
    const { owner, scan, transfer, deposit } = await credited();
    await rollBackAll(scan);
    expect(await settle(deposit.id)).toEqual({ step: 'reverse' });
    expect(await booksOf(db, owner)).toEqual({ custody: 0n, customer: 0n });
    expect(await depositOf(db, transfer)).toMatchObject({
      status: 'REORGED',
      credited_to: null,
      incarnation: 1,
    });

    await scan.mine([transfer]);
    await scan.finalize();
    await settle(deposit.id);
    await settle(deposit.id);
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
    const entries = await db
      .selectFrom('entries')
      .select(['purpose', 'incarnation'])
      .where('transaction_id', '=', deposit.id)
      .orderBy('id')
      .execute();
    expect(entries).toEqual([
      { purpose: 'credit', incarnation: 0 },
      { purpose: 'reversal', incarnation: 0 },
      { purpose: 'credit', incarnation: 1 },
    ]);
  });

  it('that came first is seen by a settlement that had begun: nothing is credited', async () => {
    const { owner, deposit } = await finalDeposit(db, { approved: true });
    const takenOut = Promise.withResolvers<void>();
    const rollback = db.transaction().execute(async trx => {
      await trx
        .updateTable('transactions')
        .set({ block_number: null, block_hash: null, final_block_hash: null })
        .where('id', '=', deposit.id)
        .execute();
      takenOut.resolve();
      await new Promise(resolve => setTimeout(resolve, 300));
    });
    await takenOut.promise;
    const [step] = await Promise.all([settle(deposit.id), rollback]);
    expect(step).toEqual({ step: 'withdraw' });
    expect(await booksOf(db, owner)).toEqual({});
  });

  it('that moves the transfer to another block before anybody looked reverses first, then credits again', async () => {
    const { owner, scan, transfer, deposit } = await credited();
    await rollBackAll(scan);
    await scan.mine([transfer]);
    expect(await settle(deposit.id)).toEqual({ step: 'reverse' });
    expect(await depositOf(db, transfer)).toMatchObject({
      status: 'PENDING_COMPLIANCE_CHECK',
      incarnation: 1,
    });
    await scan.finalize();
    expect(await settle(deposit.id)).toEqual({ step: 'post', to: 'customer' });
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
  });

  it('that brings the same block back changes nothing', async () => {
    const { owner, scan, transfer, deposit } = await credited();
    await rollBackAll(scan);
    await scan.mine([transfer], -1, must(deposit.block_hash ?? undefined));
    expect(await settle(deposit.id)).toEqual({ step: 'done' });
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, customer: 1000n });
  });

  it('that returns the transfer with another amount makes it another deposit', async () => {
    const { owner, scan, transfer, deposit } = await credited();
    await rollBackAll(scan);
    await settle(deposit.id);
    const changed = { ...transfer, amount: hit(owner, 700n).amount };
    await scan.mine([changed]);
    await scan.finalize();
    const other = await depositOf(db, changed);
    expect(other.id).not.toBe(deposit.id);
    await verdict(db, other.id, 'approve');
    await settle(other.id);
    expect(await booksOf(db, owner)).toEqual({ custody: -700n, customer: 700n });
  });
});
