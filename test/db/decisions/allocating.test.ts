import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import type { TransactionId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { approvedDeposits, booksOf, currencyOf, depositOf, eventsOf, must, newOwner } from '../fixtures.ts';
import { personOf } from '../operator.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const settle = (id: TransactionId) => settleDeposit(db, currencyOf, id);

/** Deposits below the minimum of 100, final and approved. */
async function dust(...amounts: readonly bigint[]) {
  const owner = await newOwner(db);
  const { scan, hits, ids, rollBack } = await approvedDeposits(db, owner, amounts);
  const again = async (): Promise<void> => {
    await rollBack();
    for (const id of ids) await settle(id);
    await scan.mine(hits);
    await scan.finalize();
    for (const id of ids) await settle(id);
  };
  const [id, transfer] = [must(ids[0]), must(hits[0])];
  return { owner, person: await personOf(db, owner), ids, id, transfer, again };
}

describe('Rules of money 4: an allocation of dust', () => {
  it('credits the customer or the merchant, as requested, sends an event, and restarts the purse’s period', async () => {
    for (const to of ['customer', 'merchant'] as const) {
      const { owner, person, id, transfer } = await dust(60n);
      await settle(id);
      await db
        .updateTable('purses')
        .set({ expires_at: new Date(0) })
        .where('id', '=', owner.purseId)
        .execute();
      await person.allocate(id, to);
      expect(await booksOf(db, owner)).toEqual({ custody: -60n, unattributed: 0n, [to]: 60n });
      expect(await depositOf(db, transfer)).toMatchObject({
        status: 'CONFIRMED',
        credited_to: to,
        blocked: false,
      });
      expect((await depositOf(db, transfer)).confirmed_at).not.toBeNull();
      const sent = await db
        .selectFrom('events')
        .select(['type', 'data'])
        .where('resource_id', '=', id)
        .execute();
      expect(sent).toMatchObject([
        {
          type: 'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
          data: { allocated: true, creditedTo: to, status: 'CONFIRMED' },
        },
      ]);
      const { expires_at } = await db
        .selectFrom('purses')
        .select('expires_at')
        .where('id', '=', owner.purseId)
        .executeTakeFirstOrThrow();
      expect(Number(expires_at)).toBeGreaterThan(Date.now());
      expect(await auditsOf(id)).toEqual(['allocate']);
    }
  });

  it('is subtracted from the sum that the others must reach', async () => {
    const { owner, person, ids, id } = await dust(60n, 30n, 20n);
    for (const one of ids.slice(0, 2)) await settle(one);
    await person.allocate(id, 'merchant');
    for (const one of ids.slice(2)) await settle(one);
    expect(await booksOf(db, owner)).toEqual({ custody: -110n, unattributed: 50n, merchant: 60n });
  });

  it('and its promotion at the same time have exactly one effect', async () => {
    for (let round = 0; round < 12; round++) {
      const { owner, person, ids, id } = await dust(60n, 60n);
      await settle(id);
      const last = must(ids[1]);
      const allocate = () => person.allocate(id, 'merchant').then(() => 'allocated', codeOf);
      // Each begins first every other time.
      const early = round % 2 === 0 ? allocate() : undefined;
      const settling = settle(last);
      const [outcome] = await Promise.all([early ?? allocate(), settling]);
      expect({ outcome, books: await booksOf(db, owner) }).toEqual(
        outcome === 'allocated'
          ? { outcome, books: { custody: -120n, merchant: 60n, unattributed: 60n } }
          : { outcome: 'not_allocatable', books: { custody: -120n, customer: 120n, unattributed: 0n } },
      );
    }
  });

  it('counts once if many run at once', async () => {
    const { owner, person, id } = await dust(60n);
    await settle(id);
    const all = await Promise.all(
      Array.from({ length: 20 }, () => person.allocate(id, 'customer').then(() => 'allocated', codeOf)),
    );
    expect(all.filter(outcome => outcome === 'allocated')).toHaveLength(1);
    expect(all.filter(outcome => outcome === 'not_allocatable')).toHaveLength(19);
    expect(await booksOf(db, owner)).toEqual({ custody: -60n, unattributed: 0n, customer: 60n });
  });

  it('is refused before the deposit is posted, and while a reorg that removed it is not settled', async () => {
    const { person, id } = await dust(60n);
    await expect(person.allocate(id, 'customer')).rejects.toMatchObject({ code: 'not_allocatable' });
    await settle(id);
    await db
      .updateTable('transactions')
      .set({ block_hash: null, block_number: null, final_block_hash: null })
      .where('id', '=', id)
      .execute();
    await expect(person.allocate(id, 'customer')).rejects.toMatchObject({ code: 'not_allocatable' });
  });
});

describe('Rules of money 5: a reorg of what was allocated', () => {
  it('reverses all of it, and settles the returned deposit by the rules', async () => {
    const { owner, person, id, transfer, again } = await dust(60n);
    await settle(id);
    await person.allocate(id, 'customer');
    await again();
    expect(await booksOf(db, owner)).toEqual({ custody: -60n, unattributed: 60n, customer: 0n });
    expect(await depositOf(db, transfer)).toMatchObject({ status: 'BELOW_MINIMUM', incarnation: 1 });
    expect(await eventsOf(db, owner)).toEqual([
      'CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE',
      'TRANSACTION_REORGED',
      'CUSTOMER_PURSE_PENDING_COMPLIANCE',
    ]);
    await person.allocate(id, 'merchant');
    expect(await booksOf(db, owner)).toEqual({
      custody: -60n,
      unattributed: 0n,
      customer: 0n,
      merchant: 60n,
    });
  });

  it('gives a blocked customer’s returned deposit to the merchant, whoever it was allocated to', async () => {
    const { owner, person, id, transfer, again } = await dust(1000n);
    await person.block(true);
    await settle(id);
    await person.allocate(id, 'customer');
    await again();
    expect(await booksOf(db, owner)).toEqual({ custody: -1000n, merchant: 1000n, customer: 0n });
    expect(await depositOf(db, transfer)).toMatchObject({ credited_to: 'merchant', blocked: true });
  });
});

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}

async function auditsOf(id: string): Promise<string[]> {
  const rows = await db.selectFrom('audits').select('action').where('resource_id', '=', id).execute();
  return rows.map(({ action }) => action);
}
