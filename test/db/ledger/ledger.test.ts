import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/connect.ts';
import { settleDeposit } from '../../../db/deposits/settleDeposit.ts';
import { newId } from '../../../domain/ids.ts';
import type { TestDatabase } from '../../database.ts';
import { createTestDatabase } from '../../database.ts';
import { booksOf, currencyOf, finalDeposit } from '../fixtures.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());

async function creditedDeposit() {
  const made = await finalDeposit(db, { approved: true });
  await settleDeposit(db, currencyOf, made.deposit.id);
  return made;
}

describe('the book', () => {
  it.each(['entries', 'postings'] as const)('keeps %s unchanged', async table => {
    const { owner } = await creditedDeposit();
    const before = await booksOf(db, owner);
    for (const change of [
      sql`update ${sql.table(table)} set account_id = account_id`,
      sql`delete from ${sql.table(table)}`,
      sql`truncate ${sql.table(table)} cascade`,
      sql`insert into ${sql.table(table)} overriding system value select * from ${sql.table(table)} limit 1
        on conflict (id) do update set account_id = excluded.account_id`,
    ]) {
      await expect(change.execute(db)).rejects.toMatchObject({ code: '23001' });
    }
    expect(await booksOf(db, owner)).toEqual(before);
  });

  it('refuses an entry whose postings do not sum to zero in each currency', async () => {
    const { owner, deposit } = await creditedDeposit();
    const before = await booksOf(db, owner);
    const post = (amounts: readonly (readonly [string, number])[]) =>
      db.transaction().execute(async trx => {
        const entry = newId('ent');
        await sql`
          insert into entries (id, account_id, transaction_id, purpose, incarnation)
          values (${entry}, ${owner.accountId}, ${deposit.id}, 'allocate', 0)`.execute(trx);
        for (const [currency, amount] of amounts) {
          await sql`
            insert into postings (entry_id, account_id, ledger, customer_id, purse_id, currency, amount)
            values (${entry}, ${owner.accountId}, 'customer', ${owner.customerId}, ${owner.purseId}, ${currency},
              ${amount})`.execute(trx);
        }
      });
    const unbalanced = [
      [['ETH', 1]],
      [
        ['ETH', 1],
        ['USDT', -1],
      ],
      [
        ['ETH', 5],
        ['ETH', -4],
      ],
    ] as const;
    for (const amounts of unbalanced) await expect(post(amounts)).rejects.toMatchObject({ code: '23514' });
    expect(await booksOf(db, owner)).toEqual(before);
  });
});
